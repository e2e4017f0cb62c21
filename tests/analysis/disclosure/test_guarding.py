"""What is shown of a protected payment: no period that could be taken for another one."""

from datetime import date
from typing import Any

import polars as pl
import pytest

from procurement.analysis.disclosure import guarding
from procurement.analysis.disclosure.limits import Limits
from tests.analysis.disclosure import attack
from tests.analysis.disclosure.test_attack import store

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
