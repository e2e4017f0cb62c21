"""Quirks 41 to 45: names that are withheld, and names that only look so."""

import pytest

from tests.hostile.quirks.conftest import Read, payments
from tests.spend import workbooks

WORDINGS = [
    "REDACTED PERSONAL DATA", "Redacted", "Redacted Personal Data", "REDACTED", "Redacted Data",
    "REDACTED - Personal Information", "Redacted Personal Information", "Redacted - Personal Data",
    "REDACTED - PERSONAL DATA", "Redacted- Personal data", "REDACTED -PERSONAL DATA", "Redacted \u2013 Personal Data",
    "REDACTED COMMERCIAL CONFIDENTIALITY", "Redacted - Commercial Sensitivity", "DETAILS REDACTED",
    "REDACED PERSONAL DATA", "REDACTED PERSONAL", "Personal Expense, Name Witheld", "REDACTED OTHER",
]  # fmt: skip


def paying(name: str) -> str:
    """A file with one payment to this name."""
    return f'Payment Date,Supplier Name,Net Amount\n02/04/2025,"{name}",10.00\n'


@pytest.mark.parametrize("name", WORDINGS)
def test_41_every_wording_of_a_withheld_name(invented: Read, name: str) -> None:
    assert payments(invented(paying(name)), "is_redacted", "amount_pence") == [(True, 1_000)]


def test_42_a_name_withheld_in_part(invented: Read) -> None:
    assert payments(invented(paying("REDACTED PERSONAL DATA Zedco (Uk)")), "is_redacted") == [(True,)]


def test_42_another_column_withheld_leaves_the_name(invented: Read) -> None:
    rows = "Payment Date,Supplier Name,Supplier ID,Net Amount\n02/04/2025,Alder Paving Ltd,Redacted,10.00\n"
    assert payments(invented(rows), "is_redacted", "supplier_name") == [(False, "Alder Paving Ltd")]


@pytest.mark.parametrize("name", ["NA", "N/A", "Not yet available", "Awaiting", "Nil", "0"])
def test_42_words_for_no_name_are_never_a_company(invented: Read, name: str) -> None:
    file = invented(paying("Alder Ltd") + f"03/04/2025,{name},5.00\n")
    assert file.receipt.accepted + file.receipt.held_back == 2
    assert all(redacted is False for (redacted,) in payments(file, "is_redacted"))


def test_42_exempt_is_a_name_withheld(invented: Read) -> None:
    assert payments(invented(paying("EXEMPT")), "is_redacted") == [(True,)]


@pytest.mark.parametrize("name", ["Redactive Printing Ltd", "REDACTIVE FAIRS LTD", "REDACTA LIMITED"])
def test_43_companies_whose_names_only_look_withheld(invented: Read, name: str) -> None:
    assert payments(invented(paying(name)), "is_redacted") == [(False,)]


def test_44_a_large_share_of_lines_is_withheld(real: Read) -> None:
    file = real("councils_raw/trafford__supplier-spend-2026-27_devhalf.zip")
    withheld = [redacted for (redacted,) in payments(file, "is_redacted")]
    assert sum(bool(one) for one in withheld) == 6_000


def test_45_a_second_sheet_with_a_staff_list_is_left_out_and_named(invented: Read) -> None:
    payments_ = [
        ["Payment Date", "Supplier Name", "Net Amount"],
        ["02/04/2025", "Alder Ltd", 10],
        ["03/04/2025", "Birch Ltd", 5],
    ]
    staff = [["Post", "Holder"], ["Clerk", "Ann Other"], ["Cook", "Bo Nobody"]]
    book = workbooks.sheets(
        April=[list[object](row) for row in payments_], Sheet2=[list[object](row) for row in staff], Sheet3=[]
    )
    file = invented(book, name="cards.xlsx")
    assert file.receipt.accepted == 2
    assert any('"Sheet2"' in fix.sentence for fix in file.receipt.fixes)
    assert file.judged is not None
    assert "Ann Other" not in str(file.judged)
