"""What is shown of a protected payment: no period that could be taken for another one."""

from datetime import date
from typing import Any

import polars as pl
import pytest

from procurement.analysis.disclosure import guarding, limits
from procurement.analysis.disclosure.limits import Limits
from tests.analysis.disclosure import attack
from tests.analysis.disclosure.test_attack import LONE, store

LIMITS = Limits(least_payees=3, most_share=0.5, redacted_lines_a_month=3)
YEARS = {2011: "2011-12", 2014: "2014-15"}
COUNCIL = pl.Series([attack.BURY])


def paid_in(year: int) -> pl.DataFrame:
    """Four people paid in different quarters of one financial year, each for something else."""
    words = [("Waste", "Bins"), ("Care", "Homes"), ("Works", "Roofs"), ("", "")]
    days = [date(year, month, 15) for month in (4, 7, 10)] + [date(year + 1, 1, 15)]
    rows: list[Any] = [
        (("person", number), attack.BURY, day, word, 1_000_00 + number)
        for number, (day, word) in enumerate(zip(days, words, strict=True), 1)
    ]
    return store(rows)


@pytest.mark.parametrize("year", YEARS, ids=["2011-12 could be December 2011", "2014-15 could be no month"])
def test_a_financial_year_is_never_taken_for_a_month(year: int) -> None:
    shown, _ = guarding.guard(paid_in(year), COUNCIL, LIMITS)
    assert shown.select("financial_year", "quarter", "month").unique().rows() == [
        (YEARS[year], f"{YEARS[year]} combined", f"{YEARS[year]} combined")
    ]
    assert shown.select("from_day", "to_day").unique().rows() == [(date(year, 4, 1), date(year + 1, 3, 31))]


BINS, SKIPS, HOMES = ("Waste", "Bins"), ("Waste", "Skips"), ("Care", "Homes")
APRIL = date(2024, 4, 15)


def people(*rows: tuple[str, date, tuple[str, str]], first: int = 1) -> pl.DataFrame:
    """A payment of £100 to another person for each council, day and headings."""
    return store([(("person", at), code, day, words, 100_00) for at, (code, day, words) in enumerate(rows, first)])


def shown(payments: pl.DataFrame, *columns: str) -> list[tuple[Any, ...]]:
    found, _ = guarding.guard(payments, attack.PRINCIPAL, LIMITS)
    return found.filter(pl.col("line") == 1).select(columns).sort(columns).rows()


def test_enough_payees_are_shown_as_finely_as_their_payments() -> None:
    paid = people(*[(attack.BURY, APRIL, words) for words in (BINS, HOMES) for _ in range(3)])
    assert shown(paid, "authority_code", "level1", "level2", "month", "amount_pence", "from_day", "to_day") == [
        (attack.BURY, "Care", "Homes", "2024-04", 300_00, date(2024, 4, 1), date(2024, 4, 30)),
        (attack.BURY, "Waste", "Bins", "2024-04", 300_00, date(2024, 4, 1), date(2024, 4, 30)),
    ]


def test_too_few_payees_of_a_heading_are_shown_no_finer_than_what_they_share() -> None:
    paid = people(*[(attack.BURY, APRIL, words) for words in (BINS, SKIPS) for _ in range(2)])
    columns = ("level1", "level2", "proclass_code", "financial_year", "month", "amount_pence")
    assert shown(paid, *columns) == [("Waste", guarding.COMBINED, guarding.COMBINED, "2024-25", "2024-04", 400_00)]


@pytest.mark.parametrize(
    ("months", "quarter", "first", "last"),
    [
        ((4, 5, 6), "2024-25 Q1", date(2024, 4, 1), date(2024, 6, 30)),
        ((10, 11, 12), "2024-25 Q3", date(2024, 10, 1), date(2024, 12, 31)),
        ((1, 2, 3), "2023-24 Q4", date(2024, 1, 1), date(2024, 3, 31)),
    ],
    ids=["spring", "autumn", "winter, of the year before"],
)
def test_payees_of_several_months_of_a_quarter_are_shown_by_quarter(
    months: tuple[int, ...], quarter: str, first: date, last: date
) -> None:
    paid = people(*[(attack.BURY, date(2024, month, 15), BINS) for month in months])
    assert shown(paid, "quarter", "month", "from_day", "to_day") == [(quarter, f"{quarter} combined", first, last)]


def test_several_councils_with_too_few_payees_each_stand_together() -> None:
    codes = (attack.BURY, attack.BOLTON, attack.WIGAN)
    paid = people(*[(code, APRIL, BINS) for code in codes for _ in range(2)])
    found, members = guarding.guard(paid, attack.PRINCIPAL, LIMITS)
    assert set(found["of_several"]) == {True}
    assert found.select("authority", "level1", "region").unique().rows() == [
        (guarding.SEVERAL_COUNCILS, "Waste", "North West")
    ]
    assert found["amount_pence"].to_list() == [600_00, 0, 0, 0, 0, 0]
    pool = found["authority_code"].unique().item()
    assert pool.startswith(guarding.POOL)
    assert members.rows() == [(pool, code) for code in sorted(codes)]


def test_a_sum_that_officers_of_one_council_could_take_apart_is_not_shown() -> None:
    """Four payees, but to each council's officers, who know their own two, only two."""
    paid = people(*[(code, APRIL, BINS) for code in (attack.BURY, attack.BOLTON) for _ in range(2)])
    assert shown(paid, "amount_pence") == []


@pytest.mark.parametrize(
    ("pounds", "is_shown"),
    [
        ([100] * 7, True),
        ([100] * 6, False),
        ([100, 50, 50, 100, 50, 50, 50, 100], False),
        ([100, 50, 50, 100, 50, 50, 50, 100, 50], True),
    ],
    ids=["three payees at least", "two may be all", "the three largest are more than half", "or just half"],
)
def test_three_redacted_lines_of_a_month_may_be_one_payee(pounds: list[int], is_shown: bool) -> None:
    """The largest of a month are taken for one payee's, then the next ones."""
    rows: list[Any] = [(("redacted", 0), attack.BURY, APRIL, BINS, each * 100) for each in pounds]
    assert shown(store(rows), "amount_pence") == ([(sum(pounds) * 100,)] if is_shown else [])


def test_sums_of_one_council_are_no_council_of_several() -> None:
    paid = people(*[(attack.BURY, APRIL, BINS)] * 3)
    found, members = guarding.guard(paid, attack.PRINCIPAL, LIMITS)
    assert (set(found["of_several"]), members.height) == ({False}, 0)


def test_what_is_shown_hangs_on_the_payments_and_not_on_their_order() -> None:
    paid = store(LONE).filter(guarding.is_protected)
    one, two = (
        guarding.guard(rows, COUNCIL, LIMITS)[0] for rows in (paid, paid.sample(fraction=1, shuffle=True, seed=2))
    )
    assert one.equals(two)


def test_cells_beside_are_taken_in_unless_a_test_says_otherwise() -> None:
    paid = store(LONE).filter(guarding.is_protected)
    usual, safe, unsafe = (guarding.guard(paid, COUNCIL, LIMITS, *given)[0] for given in ((), (True,), (False,)))
    assert usual.equals(safe)
    assert not usual.equals(unsafe)


def table(**changes: str) -> pl.DataFrame:
    values = {"least_payees": "5", "most_share": "0.5", "redacted_lines_a_month": "1"} | changes
    return pl.DataFrame({"limit": list(values), "value": list(values.values())})


def test_limits_are_those_of_the_table() -> None:
    assert limits.build(table(most_share="0.8")) == Limits(5, 0.8, 1)
    assert limits.build(table(most_share="0.8")).least_rest == pytest.approx(0.25)
    assert limits.build(table(least_payees="2", redacted_lines_a_month="0")) == Limits(2, 0.5, 1)
    with pytest.raises(KeyError, match="most_share"):
        limits.build(table().filter(pl.col("limit") != "most_share"))


@pytest.mark.parametrize(
    "changes", [{"least_payees": "1"}, {"most_share": "0"}, {"most_share": "1"}, {"most_share": "1.2"}]
)
def test_limits_that_limit_nothing_are_refused(changes: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="least_payees must be 2 or more"):
        limits.build(table(**changes))
