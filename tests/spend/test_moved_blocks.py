"""Headings that stand again further down in another order: each block is read by its own, and none is guessed."""

import pytest

from tests.spend.reading_texts import judged

FIRST = "Date,Supplier,Amount,Department\n02/05/2024,Alder Ltd,1.00,Roads\n"
MOVED = "Supplier,Amount,Date,Department\nBirch Ltd,2.00,03/05/2024,Roads\nElm Ltd,4.00,04/05/2024,Parks\n"
TWICE = "Amount,Amount,Supplier,Date\n8.00,16.00,Cedar Ltd,05/05/2024\n32.00,64.00,Cedar Ltd,06/05/2024\n"
AGAIN = "Department,Date,Supplier,Amount\nParks,07/05/2024,Fir Ltd,128.00\n"


@pytest.mark.parametrize(
    ("blocks", "pence", "held"),
    [
        ([MOVED], 7_00, []),
        ([MOVED, AGAIN], 135_00, []),
        ([TWICE], 1_00, [3, 4, 5]),
        ([MOVED, TWICE], 7_00, [6, 7, 8]),
        ([TWICE, MOVED], 7_00, [3, 4, 5]),
        ([MOVED, TWICE, AGAIN], 135_00, [6, 7, 8]),
    ],
    ids=["one", "two", "alike", "the second alike", "the first alike", "the middle one alike"],
)
def test_a_block_is_read_by_its_own_headings_or_held_back_whole(blocks: list[str], pence: int, held: list[int]) -> None:
    """Where two headings of a block are alike, its heading row and its rows are held back, and no others."""
    file = judged(FIRST + "".join(blocks))
    assert file.accepted_pence == pence
    assert file.held_back.select("line", "rule").rows() == [(line, "COLUMNS_MOVED") for line in held]
    parks = file.payments.filter(department="Parks")["supplier_name"].to_list()
    assert parks == [name for name in ("Elm Ltd", "Fir Ltd") if name in "".join(blocks)]


def test_a_stray_row_of_headings_moves_nothing() -> None:
    """It names the supplier where the numbers stand, and what is below reads as payments as it did above."""
    first = "Supplier,Supplier ID,Date,Net Amount\nAlder Ltd,1001,02/05/2024,1.00\n"
    stray = "Vendor Name for Publication,Vendor,Payment Date,Net Amount\n"
    file = judged(f"{first}{stray}Birch Ltd,1002,03/05/2024,2.00\nCedar Ltd,1003,04/05/2024,4.00\n")
    assert (file.accepted_pence, file.payments["supplier_name"].to_list()) == (
        700,
        ["Alder Ltd", "Birch Ltd", "Cedar Ltd"],
    )
