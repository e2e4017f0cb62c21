"""Rows under the headings that say what stands below them, and pay nobody."""

import pytest

from tests.spend.reading_texts import judged

HEAD = "Supplier,Date Paid,Amount,Service\n"
ROWS = "Alder Paving Ltd,02/05/2024,1250.50,Roads\nBirch Care Homes,03/05/2024,640.00,Adults\n"


@pytest.mark.parametrize(
    "row",
    [
        ",dd/mm/yyyy,£,",
        "Text,Date,Number,Text",
        'varchar(50),date,"decimal(10,2)",text',
        "1,2,3,4",
        "(All),(All),(All),(All)",
    ],
    ids=["units", "kinds of data", "kinds of a data base", "numbers of columns", "a filter"],
)
def test_a_row_that_says_what_the_cells_hold_is_no_payment(row: str) -> None:
    file = judged(f"{HEAD}{row}\n{ROWS}")
    assert (file.accepted_pence, file.held_back.height) == (189_050, 0)


@pytest.mark.parametrize(
    "row",
    ["Text,02/05/2024,£,Roads", "1,2,3,Roads", ",,£,"],
    ids=["a payment without a sum", "a department", "one cell"],
)
def test_a_row_that_says_more_is_judged_as_any_other(row: str) -> None:
    file = judged(f"{HEAD}{row}\n{ROWS}")
    assert file.accepted_pence == 189_050
    assert file.held_back.height + file.issues.filter(rule="NOTE_LINE").height == 1
