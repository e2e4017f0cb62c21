"""Periods told by numbers alone, as days of three calendars; worked out by hand."""

from datetime import date

import polars as pl
import pytest

from procurement.spend.days import numbered_periods
from procurement.spend.days.numbered_periods import CALENDAR, FINANCIAL, FOUR_WEEKS, NUMBERED


@pytest.mark.parametrize(
    ("year", "number", "of_two_years", "financial", "calendar", "four_weeks"),
    [
        (2021, 1, False, date(2021, 4, 30), date(2021, 1, 31), date(2021, 4, 28)),
        (2021, 2, False, date(2021, 5, 31), date(2021, 2, 28), date(2021, 5, 26)),
        (2021, 10, False, date(2022, 1, 31), date(2021, 10, 31), date(2022, 1, 5)),
        (2021, 13, False, date(2022, 3, 31), date(2021, 12, 31), date(2022, 3, 31)),
        (2021, 3, True, date(2021, 6, 30), date(2022, 3, 31), date(2021, 6, 23)),
        (2021, 4, True, date(2021, 7, 31), date(2021, 4, 30), date(2021, 7, 21)),
        (None, None, None, None, None, None),
    ],
    ids=["first", "second", "tenth", "thirteenth", "March of 2021/22", "April of 2021/22", "not told"],
)
def test_the_last_day_of_a_period(
    year: int | None,
    number: int | None,
    of_two_years: bool | None,
    financial: date | None,
    calendar: date | None,
    four_weeks: date | None,
) -> None:
    told = pl.DataFrame([(year, number, of_two_years)], schema=NUMBERED, orient="row")
    found = [numbered_periods.last_days(told, chosen).item() for chosen in (FINANCIAL, CALENDAR, FOUR_WEEKS)]
    assert found == [financial, calendar, four_weeks]


def test_a_year_and_a_number_are_told_in_one_text_either_way() -> None:
    texts = pl.Series(["202102", "2021/P02", "2021-13", "P02 2021", "Period 1/2022", "202114", "May 2021"])
    assert numbered_periods.is_told(texts).to_list() == [True] * 5 + [False] * 2
    found = numbered_periods.of_texts(texts)
    assert found.select("year", "number").rows()[:5] == [(2021, 2), (2021, 2), (2021, 13), (2021, 2), (2022, 1)]
    assert not found["is_of_two_years"].any()


def test_two_years_and_a_number_in_one_text_are_of_a_financial_year() -> None:
    texts = pl.Series(["2024/25 P02", "FY24-25 M2", "2024-2025 Period 02", "2024/26 P02", "FY24-P02"])
    found = numbered_periods.of_texts(texts)
    assert found["year"].to_list() == [2024, 2024, 2024, None, None]
    assert found.filter(pl.col("year").is_not_null())["is_of_two_years"].all()
    assert numbered_periods.is_told(texts).to_list() == [True, True, True, True, False]


def test_a_number_beside_a_year_of_either_kind() -> None:
    numbers = pl.Series(["2", "P02", "Period 13", "1.0"])
    found = numbered_periods.beside_years(numbers, pl.Series(["2021", "2021/22", "FY 21-22", "202122"]))
    assert found is not None
    assert found.rows() == [(2021, 2, False), (2021, 2, True), (2021, 13, True), (2021, 1, True)]
    assert numbered_periods.beside_years(numbers, pl.Series(["2021/23"] * 4)) is None
