"""Split orders, round sums and large first payments: at the edges of each rule."""

from datetime import date
from typing import Any

import polars as pl
import pytest

from procurement.analysis.unusual import limits
from procurement.analysis.unusual.kinds import LARGE_FIRST, ROUND_SUM, SPLIT_ORDER
from tests.analysis.unusual.conftest import Look, Row, other_bills

S, NEW = "Quillmarsh Scaffolding Ltd", "Harrowfen Energy PLC"
YEARS = [*other_bills("Tarnbeck Agency Staff Ltd", 90, date(2023, 1, 9)), (S, "2023-01-10", 300.1, "W0117")]
"""Bills over some 32 months, so that a running contract and a new supplier can be told."""


def kinds_of(found: pl.DataFrame) -> list[str]:
    return found["kind"].to_list()


def order(*parts: tuple[str, float], more: dict[str, Any] | None = None) -> list[Row]:
    return [(S, day, pounds, f"W{at}11{at}7", more or {}) for at, (day, pounds) in enumerate(parts)]


def test_two_payments_below_the_law_s_limit_and_above_it_together(look: Look) -> None:
    """£214,904 with VAT is £179,086.67 without it, on a day of 2024."""
    found = look([*YEARS, *order(("2024-04-03", 170_000.5), ("2024-04-12", 150_000.25))])
    assert kinds_of(found.findings) == [SPLIT_ORDER]
    row = found.findings.row(0, named=True)
    assert row["at_risk_pence"] == 32_000_075
    assert "each below £179,086.67 (sub-central goods and services, before VAT)" in row["evidence"]
    assert found.payments["part"].to_list() == ["payment", "payment"]


@pytest.mark.parametrize(
    "rows",
    [
        order(("2024-04-03", 179_086.67), ("2024-04-12", 150_000.25)),
        order(("2024-04-03", 170_000.5), ("2024-04-18", 150_000.25)),
        order(("2024-04-03", 120_000.5), ("2024-04-12", 110_000.25)),
        order(("2024-04-03", 170_000.5), ("2024-04-12", 150_000.25), ("2025-04-12", 300_000.25)),
        [
            (S, f"2024-{month:02}-{day:02}", 150_000.25 + month, f"W{month}{day}77")
            for month in range(1, 6)
            for day in (3, 9)
        ],
        order(("2024-04-03", 170_000.5), ("2024-04-12", 150_000.25), more={"account": "Grant to a club"}),
        order(
            ("2024-04-03", 170_000.5),
            ("2024-04-12", 150_000.25),
            more={"account": "Works - Construction, Repair & Maintenance"},
        ),
        [*order(("2024-04-03", 170_000.5)), *order(("2024-04-12", 150_000.25), more={"department": "Parks"})],
        order(("2015-04-03", 170_000.5), ("2015-04-12", 150_000.25)),
    ],
    ids=[
        "one is at the limit",
        "fifteen days apart",
        "far below the limit",
        "the supplier was paid more once",
        "a running contract",
        "a grant",
        "works have another limit",
        "two departments",
        "no limit is known for the day",
    ],
)
def test_what_is_no_split_order(look: Look, rows: list[Row]) -> None:
    assert SPLIT_ORDER not in kinds_of(look([*YEARS, *rows]).findings)


def test_a_council_has_a_limit_of_its_own(look: Look, tables: dict[str, pl.DataFrame]) -> None:
    rows = [*YEARS, *order(("2024-04-03", 9_700.5), ("2024-04-12", 8_900.25))]
    assert kinds_of(look(rows).findings) == []
    (evidence,) = look(rows, own=limits.build(tables, own_pounds=10_000)).findings["evidence"]
    assert "each below £10,000.00 (your own limit, before VAT)" in evidence


@pytest.mark.parametrize(
    ("own_pounds", "rows", "at_risk_pence"),
    [
        (25_000, order(("2025-04-03", 20_000.5), ("2025-04-10", 18_000.25)), 38_000_75),
        (24_000, order(("2025-04-03", 16_900.5), ("2025-04-07", 18_000.25), ("2025-04-10", 19_000.25)), 37_000_50),
    ],
    ids=["the council's limit is the law's", "one payment is near the lower limit alone"],
)
def test_no_payment_is_found_under_two_limits_and_none_alone(
    look: Look, tables: dict[str, pl.DataFrame], own_pounds: int, rows: list[Row], at_risk_pence: int
) -> None:
    """£30,000 with VAT, from which contracts are noticed, is £25,000 without it."""
    found = look([*YEARS, *rows], own=limits.build(tables, own_pounds=own_pounds))
    assert found.findings["at_risk_pence"].to_list() == [at_risk_pence]
    assert "each below £25,000.00 (notice of a below-threshold contract, before VAT)" in found.findings["evidence"][0]


@pytest.mark.parametrize("day", ["2024-01-03", "2024-04-02", "2024-03-19", "2024-03-25", "2024-04-01"])
def test_payments_are_near_each_other_whatever_was_paid_before(look: Look, day: str) -> None:
    """The last two are 14 days apart, and so near; the first may be near neither, or begin a run with the second."""
    rows = order((day, 130_000.5), ("2024-04-03", 170_000.5), ("2024-04-17", 150_000.25))
    assert kinds_of(look([*YEARS, *rows]).findings) == [SPLIT_ORDER]


def test_amounts_with_vat_are_held_against_the_limit_with_vat(look: Look) -> None:
    rows = order(("2024-04-03", 200_000.5), ("2024-04-12", 210_000.25), more={"amount_basis": "gross"})
    (evidence,) = look([*YEARS, *rows]).findings["evidence"]
    assert "each below £214,904.00 (sub-central goods and services, with VAT)" in evidence


def test_a_few_months_do_not_show_a_running_contract(look: Look) -> None:
    rows = [*other_bills("Tarnbeck Agency Staff Ltd", 9), *order(("2024-04-03", 170_000.5), ("2024-04-12", 150_000.25))]
    assert kinds_of(look(rows).findings) == []


@pytest.mark.parametrize(
    ("pounds", "others", "kind", "is_found"),
    [
        (12_000.0, 10, "company", True),
        (10_000.0, 10, "company", True),
        (12_000.0, 9, "company", False),
        (9_000.0, 10, "company", False),
        (12_500.0, 10, "company", False),
        (12_000.0, 10, "public body", False),
    ],
    ids=["found", "just large", "too little known", "small", "not so round", "public body"],
)
def test_a_round_sum_is_one_unlike_the_supplier_s_other_bills(
    look: Look, pounds: float, others: int, kind: str, is_found: bool
) -> None:
    found = look([*other_bills(S, others), (S, "2024-06-03", pounds, "INV-1043")], {S: kind})
    assert kinds_of(found.findings) == ([ROUND_SUM] if is_found else [])
    assert found.payments["part"].to_list() == (["payment"] if is_found else [])


def test_round_sums_are_the_habit_of_some(look: Look) -> None:
    habit = [(S, f"2024-02-{day:02}", 2_000.0 + 100 * day, f"H{day}00{day}") for day in range(1, 4)]
    assert kinds_of(look([*other_bills(S, 12), *habit, (S, "2024-06-03", 12_000.0, "INV-1043")]).findings) == []
    one_in_ten = [*other_bills(S, 9), habit[0], (S, "2024-06-03", 12_000.0, "INV-1043")]
    (evidence,) = look(one_in_ten).findings["evidence"]
    assert evidence.endswith("Of the 10 other bills of this supplier, 1 is a multiple of £100.")


@pytest.mark.parametrize(
    ("day", "pounds", "kind", "is_found"),
    [
        ("2024-02-03", 40_000.5, "company", True),
        ("2024-01-28", 40_000.5, "company", True),
        ("2023-12-03", 40_000.5, "company", False),
        ("2024-02-03", 24_999.99, "company", False),
        ("2024-02-03", 40_000.5, "public body", False),
    ],
    ids=["found", "the year before is just known", "the year before is not known", "small", "public body"],
)
def test_a_new_supplier_s_first_payment_is_large(
    look: Look, day: str, pounds: float, kind: str, is_found: bool
) -> None:
    rows = [*YEARS, (NEW, day, pounds, "INV-1"), (NEW, "2024-09-01", 90_000.5, "INV-2")]
    found = look(rows, {NEW: kind}).findings
    assert kinds_of(found) == ([LARGE_FIRST] if is_found else [])
    if is_found:
        assert f"The first payment to this supplier, on {int(day[-2:])} " in found["evidence"].item()
        assert ", is £40,000.50." in found["evidence"].item()


def test_a_first_payment_is_large_among_first_payments(look: Look) -> None:
    others = [(f"Tarnbeck {name} Ltd", "2023-01-12", 60_000.5, f"T{name}8") for name in ("Roofing", "Glass", "Lifts")]
    new = (NEW, "2024-02-03", 40_000.5, "INV-1")
    assert kinds_of(look([*YEARS, *others, new]).findings) == []
    assert kinds_of(look([*YEARS, *others[:1], new]).findings) == []
    assert kinds_of(look([*YEARS, *others, (NEW, "2024-02-03", 60_100.5, "INV-1")]).findings) == [LARGE_FIRST]


def test_a_payment_that_was_found_twice_is_not_found_again_as_unusual(look: Look) -> None:
    rows = [*YEARS, (NEW, "2024-02-03", 40_000.5, "INV-1001"), (NEW, "2024-02-09", 40_000.5, "INV-1001")]
    assert kinds_of(look(rows).findings) == ["same reference"]


@pytest.mark.parametrize("kind", ["pseudo-supplier", "redacted"])
def test_equal_payments_to_a_name_for_many_say_nothing(look: Look, kind: str) -> None:
    rows = [(NEW, "2024-02-03", 40_000.5, "INV-1001"), (NEW, "2024-02-09", 40_000.5, "INV-1001")]
    assert kinds_of(look(rows).findings) == ["same reference"]
    assert look(rows, {NEW: kind}).findings.is_empty()


def test_late_rows_in_earlier_months_do_not_make_these_known(look: Look) -> None:
    """Twenty bills a month for two months, and a late row in each of fourteen months before: a year is not known."""
    usual = [
        (S, f"2024-{month:02}-{day:02}", 700.11 + month * 31 + day, f"U{month}{day}00")
        for month in (3, 4)
        for day in range(1, 21)
    ]
    late = [(S, f"{2022 + at // 12}-{at % 12 + 1:02}-05", 650.13 + at, f"L{at}0011") for at in range(12, 26)]
    first = (NEW, "2024-04-21", 40_000.5, "INV-1")
    assert kinds_of(look([*usual, *late, first]).findings) == []
    assert kinds_of(look([*late, first]).findings) == [LARGE_FIRST]
