"""A row that is held back is shown as the file has it, also where cells are read otherwise than they are written."""

import json

import pytest

from tests.spend.reading_texts import judged

WRITTEN = {
    "a type read as a mark of credit": (
        "Payment Date,Supplier Name,Net Amount,Transaction Type",
        ["02/05/2024", "Alder Paving Ltd", "45.00", "Supplier Credit Note"],
        ["31/04/2024", "Oakfern Care", "500.00", "Invoice"],
    ),
    "a yes read as one": (
        "Payment Date,Supplier Name,Net Amount,Credit Note (Y/N)",
        ["02/05/2024", "Alder Paving Ltd", "45.00", "Y"],
        ["31/04/2024", "Oakfern Care", "500.00", "N"],
    ),
    "a column that speaks where another is blank": (
        "Payment Date,Supplier Name,Debit Amount,Credit Amount,Purpose",
        ["02/05/2024", "Alder Paving Ltd", "45.00", "", "Paving"],
        ["31/04/2024", "Oakfern Care", "", "500.00", "Care"],
    ),
}


@pytest.mark.parametrize(("heading", "payment", "held"), WRITTEN.values(), ids=WRITTEN.keys())
def test_its_cells_are_those_of_the_file(heading: str, payment: list[str], held: list[str]) -> None:
    found = judged("\n".join([heading, ",".join(payment), ",".join(held)]) + "\n")
    assert found.payments.height == 1
    (row,) = found.held_back.iter_rows(named=True)
    assert (row["line"], row["rule"], row["value"]) == (3, "DATE_NOT_A_DAY", "31/04/2024")
    assert json.loads(row["row_text"]) == held
