"""Which payments a question is about."""

from datetime import date

import polars as pl
import pytest

from procurement.analysis import filters, frames
from procurement.tables import CODED_PAYMENT

ROWS = [
    {"line": 1, "authority_code": "E1", "level1": "Waste", "supplier_id": "s1", "paid_on": date(2024, 4, 1)},
    {"line": 2, "authority_code": "E1", "level1": "Energy", "supplier_id": "s2", "paid_on": date(2024, 4, 30)},
    {"line": 3, "authority_code": "E2", "level1": "Waste", "supplier_id": "s1", "paid_on": None},
]
FLAGS = [True, False, None]
BLANK = {name: "" if kind == pl.String() else None for name, kind in CODED_PAYMENT.items()}
CODED = pl.DataFrame(
    [BLANK | row | {"influenceable": flag} for row, flag in zip(ROWS, FLAGS, strict=True)], schema=CODED_PAYMENT
)


@pytest.mark.parametrize(
    ("scope", "lines"),
    [
        (filters.Scope(), [1, 2, 3]),
        (filters.Scope(from_day=date(2024, 4, 2)), [2]),
        (filters.Scope(to_day=date(2024, 4, 1)), [1]),
        (filters.Scope(from_day=date(2024, 4, 1), to_day=date(2024, 4, 30)), [1, 2]),
        (filters.Scope(authorities=("E2", "E3")), [3]),
        (filters.Scope(level1=("Waste",), suppliers=("s1",)), [1, 3]),
        (filters.Scope(authorities=("E1",), level1=("Waste",)), [1]),
        (filters.Scope(influenceable=True), [1]),
        (filters.Scope(level2=("Bins",)), []),
    ],
    ids=[
        "everything",
        "from a day",
        "to a day",
        "both days in",
        "councils",
        "lists together",
        "narrower",
        "influenceable",
        "none",
    ],
)
def test_a_scope_keeps_what_it_names(scope: filters.Scope, lines: list[int]) -> None:
    found = frames.collect(filters.within(frames.lazy(CODED), scope))
    assert sorted(found["line"].to_list()) == lines


@pytest.mark.parametrize(
    ("first", "last", "is_whole"),
    [
        (None, None, True),
        (date(2024, 2, 1), date(2024, 2, 29), True),
        (date(2024, 12, 1), None, True),
        (None, date(2024, 12, 31), True),
        (date(2024, 2, 2), date(2024, 2, 29), False),
        (date(2024, 2, 1), date(2024, 2, 28), False),
        (None, date(2025, 1, 1), False),
    ],
)
def test_days_that_cut_no_month_in_two(first: date | None, last: date | None, is_whole: bool) -> None:
    assert filters.Scope(first, last).is_of_whole_months is is_whole
