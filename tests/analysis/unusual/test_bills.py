"""Lines that are put together as bills, and what a bill is where its lines are of different sorts."""

from typing import Any

import polars as pl
import pytest

from procurement.analysis.unusual import bills
from tests.analysis.unusual.conftest import categories, payments, suppliers

S = "Quillmarsh Scaffolding Ltd"


def bills_of(*lines: dict[str, Any], kinds: dict[str, str] | None = None) -> pl.DataFrame:
    """The bills of lines of one day and reference, of £100, £200 …, each with other columns of PAYMENT."""
    paid = payments((S, "2024-04-03", 100.0 * at, "INV-1043", line) for at, line in enumerate(lines, start=1))
    known = categories(paid).filter(pl.col("level1") != "not coded")
    return bills.open_books(paid.lazy(), suppliers(paid, kinds or {}), known).bills


@pytest.mark.parametrize(
    ("lines", "is_gross", "is_bought"),
    [
        ([{}, {}], False, True),
        ([{}, {"amount_basis": "gross"}], True, True),
        ([{}, {"account": "Grant to a club"}], False, False),
        ([{}, {"account": "not coded"}], False, True),
    ],
    ids=["alike", "one includes VAT", "one is a grant", "one has no category"],
)
def test_lines_of_one_day_and_reference_are_one_bill(
    lines: list[dict[str, Any]], is_gross: bool, is_bought: bool
) -> None:
    (bill,) = bills_of(*lines).to_dicts()
    assert (bill["amount_pence"], bill["lines"], bill["line"]) == (300_00, 2, 2)
    assert (bill["is_gross"], bill["is_bought"]) == (is_gross, is_bought)


@pytest.mark.parametrize(
    ("other", "count"),
    [
        ({"transaction_number": "INV-1044"}, 2),
        ({"upload_id": "u2"}, 2),
        ({"supplier_ref": "V2"}, 1),
        ({"is_redacted": True}, 1),
        ({"paid_on": None}, 1),
    ],
    ids=["another reference", "another file", "another number of the supplier", "redacted", "no day"],
)
def test_lines_that_differ_are_several_bills_or_none(other: dict[str, Any], count: int) -> None:
    assert bills_of({}, other).height == count


def test_lines_without_a_reference_are_a_bill_each() -> None:
    bare = {"transaction_number": ""}
    assert bills_of(bare, bare)["amount_pence"].sort().to_list() == [100_00, 200_00]


@pytest.mark.parametrize(("kind", "is_bought"), [("company", [True]), ("public body", [False]), ("redacted", [])])
def test_what_is_paid_to_public_bodies_is_not_bought(kind: str, is_bought: list[bool]) -> None:
    assert bills_of({}, kinds={S: kind})["is_bought"].to_list() == is_bought
