"""Workbooks that hold a whole line of CSV in each cell are read as that file; a column of texts is none."""

import polars as pl
import pytest

from procurement.spend.findings import Refused
from procurement.spend.workbooks import one_column
from tests.spend.test_sheets_together import judged
from tests.spend.workbooks import sheets

LINES = [
    "Supplier Name,Payment Date,Net Amount",
    "Alder Paving Ltd,02/05/2024,1250.50",
    '"Birch, Cedar and Co",14/05/2024,"1,640.00"',
    "Elm Books Limited,21/05/2024,-75.25",
]


@pytest.mark.parametrize("mark", [",", ";"])
def test_lines_in_cells_are_cut(mark: str) -> None:
    lines = LINES if mark == "," else [line.replace(",", mark) for line in [*LINES[:2], LINES[3]]]
    found = judged(sheets(April=[[line] for line in lines]))
    assert found.held_back.is_empty()
    assert found.accepted_pence == (281_525 if mark == "," else 117_525)
    assert found.payments["line"].to_list() == list(range(2, len(lines) + 1))


def test_a_row_that_breaks_within_quotation_marks_is_read_over_its_cells() -> None:
    """As where a file with such a row was pasted: a supplier was called by the end of its name."""
    rows = [*LINES[:3], '"Haw', 'thorn Ltd",17/05/2024,10.00', *LINES[3:]]
    found = judged(sheets(April=[[row] for row in rows]))
    assert [" ".join(name.split()) for name in found.payments["supplier_name"]][2] == "Haw thorn Ltd"
    assert found.payments["line"].to_list() == [2, 3, 4, 6]
    assert (found.accepted_pence, found.held_back.height) == (282_525, 0)


def test_a_row_whose_quotation_mark_is_never_closed_is_held_back() -> None:
    rows = [*LINES, *[f"Fir {at} Ltd,2{at}/05/2024,1.00" for at in range(5)], '"Hawthorn Ltd,17/05/2024,10.00']
    found = judged(sheets(April=[[row] for row in rows]))
    assert found.held_back.select("line", "rule").rows() == [(10, "AMOUNT_MISSING")]
    assert found.accepted == 8


def test_blank_cells_between_the_lines_and_a_title_above_do_no_harm() -> None:
    rows = [["Payments of May 2024"], [None], [LINES[0]], [None], *[[line] for line in LINES[1:]], [None], [None]]
    found = judged(sheets(May=rows))
    assert found.accepted_pence == 281_525
    assert found.payments["line"].to_list() == [5, 6, 7]


def test_a_column_in_which_few_texts_are_such_lines_is_left_whole() -> None:
    texts = [*LINES, "Please note", "that some rows", "are not here", "Ask finance"]
    frame = pl.DataFrame({"line": range(1, 9), "column_0": texts}).cast({"line": pl.Int64})
    assert one_column.split(frame).equals(frame)
    assert one_column.split(frame.head(4)).width == 4


def test_a_sheet_with_two_columns_filled_is_left_as_it_is() -> None:
    frame = pl.DataFrame({"line": range(1, 5), "column_0": LINES, "column_1": [None, "seen", None, None]})
    assert one_column.split(frame.cast({"line": pl.Int64})).width == 3


def test_lines_of_two_cells_are_left_whole() -> None:
    """So few commas stand in names too."""
    said = [["Supplier, Net Amount"], *[[f"Alder {place} Ltd, {place}00.00"] for place in range(1, 6)]]
    with pytest.raises(Refused, match="No row of headings"):
        judged(sheets(April=[list[object](row) for row in said]))


def test_a_column_of_texts_with_commas_is_left_whole() -> None:
    said = [["Supplier, amount and date"], ["are not here, nor there"], ["Contact finance"], ["by post, or e-mail"]]
    with pytest.raises(Refused, match="No row of headings"):
        judged(sheets(April=[list[object](row) for row in said]))
