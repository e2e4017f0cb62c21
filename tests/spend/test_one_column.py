"""Workbooks that hold a whole line of CSV in each cell are read as that file; a column of texts is none."""

import pytest

from procurement.spend.findings import Refused
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


def test_blank_cells_between_the_lines_and_a_title_above_do_no_harm() -> None:
    rows = [["Payments of May 2024"], [None], [LINES[0]], [None], *[[line] for line in LINES[1:]], [None], [None]]
    found = judged(sheets(May=rows))
    assert found.accepted_pence == 281_525
    assert found.payments["line"].to_list() == [5, 6, 7]


def test_lines_of_two_cells_are_left_whole() -> None:
    """So few commas stand in names too."""
    said = [["Supplier, Net Amount"], *[[f"Alder {place} Ltd, {place}00.00"] for place in range(1, 6)]]
    with pytest.raises(Refused, match="No row of headings"):
        judged(sheets(April=[list[object](row) for row in said]))


def test_a_column_of_texts_with_commas_is_left_whole() -> None:
    said = [["Supplier, amount and date"], ["are not here, nor there"], ["Contact finance"], ["by post, or e-mail"]]
    with pytest.raises(Refused, match="No row of headings"):
        judged(sheets(April=[list[object](row) for row in said]))
