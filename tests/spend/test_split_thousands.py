"""Amounts that their own commas cut into several cells: put together where the count of cells proves it, else held."""

import pytest

from procurement.spend.findings import Refused
from tests.spend.reading_texts import judged

HEADINGS = "Date,Supplier,Department,Net Amount"
SMALL = ["410.20", "-96.00", "999.99"]


def listed(*amounts: str, headings: str = HEADINGS, row: str = "{day}/05/2024,Alder Paving Ltd,Roads,{amount}") -> str:
    """A file whose amounts stand without quotation marks, commas and all."""
    rows = [row.format(day=day, amount=amount) for day, amount in enumerate(amounts, 10)]
    return "\n".join([headings, *rows]) + "\n"


@pytest.mark.parametrize(
    ("amounts", "pence"),
    [
        (["12,345.67"] * 12, 12 * 1_234_567),
        (["12,345.67", "1,000,000.01", "-2,500.00", "(1,250.50)", "£3,000.00", *SMALL], 101_290_937),
        (["12,345.67", "8,000.00"], 2_034_567),
    ],
    ids=["on every line", "of all sizes", "on two lines"],
)
def test_the_parts_of_an_amount_are_one_amount(amounts: list[str], pence: int) -> None:
    file = judged(listed(*amounts))
    assert (file.accepted_pence, file.held_back.height) == (pence, 0)
    assert [fix.lines for fix in file.fixes if fix.rule == "THOUSANDS_JOINED"] == [
        sum("," in amount for amount in amounts)
    ]


def test_what_stands_right_of_the_amount_keeps_its_column() -> None:
    row = "{day}/05/2024,{amount},Alder Paving Ltd,Roads"
    file = judged(listed("12,345.67", "96.00", "2,500.00", headings="Date,Net Amount,Supplier,Department", row=row))
    assert file.accepted_pence == 1_494_167
    assert file.payments["supplier_name"].unique().to_list() == ["Alder Paving Ltd"]
    assert file.payments["department"].unique().to_list() == ["Roads"]


@pytest.mark.parametrize(
    "amounts",
    [["12,345", "96", "18"] * 4, ["12,345.67", "96.00", "1500.00"] * 4],
    ids=["no pence to show where an amount ends", "another line writes thousands without a comma"],
)
def test_without_proof_the_cut_rows_are_held_back(amounts: list[str]) -> None:
    file = judged(listed(*amounts))
    cut = [line for line, amount in enumerate(amounts, 2) if "," in amount]
    assert file.held_back.select("line", "rule").rows() == [(line, "AMOUNT_CUT") for line in cut]
    assert "quotes around the amounts" in file.held_back["advice"][0]


def test_several_cut_columns_are_refused() -> None:
    row = "{day}/05/2024,Alder Paving Ltd,{amount},{amount}"
    with pytest.raises(Refused, match="commas seem to cut their amounts in two"):
        judged(listed(*["12,345.67"] * 12, headings="Date,Supplier,Net Amount,VAT", row=row))


def test_cells_beyond_the_headings_that_are_no_rest_of_an_amount_move_nothing() -> None:
    """Codes that spilt to the right of whole amounts, as one city prints them."""
    file = judged(listed(*["12345.67,A345", "96.00,B001"] * 8))
    assert (file.accepted, file.accepted_pence) == (16, 8 * 1_244_167)
