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


def test_a_name_that_another_column_withholds_stays_withheld() -> None:
    rows = (
        "02/05/2024,Alder Ltd,Alder Ltd",
        "03/05/2024,Birch Ltd,",
        "31/04/2024,Z Quillfeather,REDACTED PERSONAL DATA",
    )
    text = "Date,Supplier Name,Vendor Name 2,Amount\n" + "".join(f"{row},1.50\n" for row in rows)
    found = judged(text)
    assert any("withholds names" in fix.sentence for fix in found.fixes)
    assert found.held_back["rule"].to_list() == ["DATE_NOT_A_DAY"]
    assert "Quillfeather" not in str(found.held_back.to_dicts())


def test_a_number_of_a_person_in_a_cell_that_is_read_otherwise_is_masked() -> None:
    text = (
        "Payment Date,Supplier Name,Net Amount,Transaction Type\n"
        "02/05/2024,Alder Paving Ltd,45.00,Supplier Credit Note\n"
        "31/04/2024,Oakfern Care,500.00,Refund quill@example.org\n"
        "04/05/2024,Oakfern Care,500.00,Invoice\n"
    )
    held = judged(text, answers={"CREDIT_SIGNS": "turn"}).held_back
    assert held.height == 1
    assert "example.org" not in str(held.to_dicts())
