"""Dates of six figures: one order must fit nearly all of them, else they stay as they are and are held back."""

from datetime import date

import polars as pl
import pytest

from procurement.spend.days import six_figures
from tests.spend.reading_texts import judged

TODAY = date(2026, 11, 24)
MAY = (date(2024, 5, 1), date(2024, 5, 31))
DAYS = [date(2024, 5, day) for day in (3, 4, 12, 25, 26, 27)]


def read(texts: list[str], period: tuple[date, date] | None = None) -> list[str]:
    return six_figures.as_days(pl.Series(texts), TODAY, period).texts.to_list()


@pytest.mark.parametrize("how", ["%d%m%y", "%y%m%d", "%m%d%y"])
@pytest.mark.parametrize("period", [None, MAY], ids=["no period", "in May"])
def test_the_one_order_that_fits_every_date_is_believed(how: str, period: tuple[date, date] | None) -> None:
    found = six_figures.as_days(pl.Series([day.strftime(how) for day in DAYS]), TODAY, period)
    assert found.texts.to_list() == [day.isoformat() for day in DAYS]
    assert [fix.rule for fix in found.fixes] == ["DATE_SIX_FIGURES"]


def test_a_nought_that_a_spreadsheet_dropped_is_put_back() -> None:
    assert read(["30524", "40524", "120524", "250524", "280524"])[:2] == ["2024-05-03", "2024-05-04"]


UNTOUCHED = {
    "several orders fit, and no period tells": ["030504", "040504", "050504", "060504", "070504"],
    "few different days, and no period": ["250524", "260524"],
    "a day that no order has": ["250524", "260524", "270524", "280524", "991399"],
    "days to come": ["250529", "260529", "270529", "280529", "290529"],
    "day numbers of a spreadsheet": ["45415", "45416", "45417", "45418", "45419"],
    "half of them dates of another kind": ["250524", "260524", "27/05/2024", "28/05/2024", "29/05/2024"],
    "nothing": [],
}


@pytest.mark.parametrize("texts", UNTOUCHED.values(), ids=UNTOUCHED)
def test_what_is_not_certain_stays_as_it_is(texts: list[str]) -> None:
    found = six_figures.as_days(pl.Series(texts, dtype=pl.String()), TODAY, None)
    assert (found.texts.to_list(), found.fixes) == (texts, ())


def test_the_period_that_a_file_states_settles_the_order() -> None:
    texts = ["030504", "040504", "050504"]
    assert read(texts, (date(2004, 5, 1), date(2004, 5, 31))) == ["2004-05-03", "2004-05-04", "2004-05-05"]
    assert read(texts, (date(2003, 5, 4), date(2007, 5, 4))) == texts, "two orders lie in it"


JUNE = [f"{day:02}0624" for day in (3, 4, 11, 17, 18, 19, 20, 21, 24, 25, 26, 27)]


@pytest.mark.parametrize("wrong", ["310624", "991399"], ids=["a day that June lacks", "no day"])
def test_a_date_that_is_none_spoils_no_others(wrong: str) -> None:
    found = read([*JUNE, wrong], (date(2024, 6, 1), date(2024, 6, 30)))
    assert found == [*(f"2024-06-{text[:2]}" for text in JUNE), wrong]


def test_two_orders_that_fit_nearly_all_tell_nothing() -> None:
    texts = [*(f"{day:02}0604" for day in range(1, 13)), "991399"]
    assert read(texts) == texts


def test_rows_are_paid_on_those_days() -> None:
    lines = [f"Alder Paving Ltd,{day:%d%m%y},{day.day}.50" for day in DAYS]
    found = judged("\n".join(["Supplier,Date Paid,Amount", *lines, "Total,,100.00"]) + "\n")
    assert (found.payments["paid_on"].to_list(), found.held_back.height) == (DAYS, 0)
