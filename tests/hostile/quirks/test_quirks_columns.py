"""Quirks 22 to 27: what headings are called, and what their columns hold."""

import pytest

from tests.hostile.quirks.conftest import Read, payments, rules

ROWS = "02/04/2025,Alder Paving Ltd,10.00\n03/04/2025,Birch Homes Ltd,5.00\n"


@pytest.mark.parametrize(
    "supplier", ["Suuplier ID (T)", "Supplicer", "Suppkuer", "Suppklier", "Name:  ", "Benificiary Name"]
)
def test_22_misspelt_supplier_headings(invented: Read, supplier: str) -> None:
    file = invented(f"Payment Date,{supplier}, NetAmount \n{ROWS}")
    assert payments(file, "supplier_name") == [("Alder Paving Ltd",), ("Birch Homes Ltd",)]


def test_22_a_misspelt_department_in_a_published_file(real: Read) -> None:
    assert "Directotate" in real("councils_odi_clean/darlington__2013-02.csv").receipt.columns["department"]


def test_22_a_misspelt_date_in_a_published_file(real: Read) -> None:
    file = real("councils_raw/rochdale__2024-12_excerpt.csv")
    assert file.receipt.columns["paid_on"] == "DATE PAID"
    assert file.receipt.columns["fallback_date"] == "EFEFCTIVE DATE"


def test_23_a_heading_says_id_and_the_column_holds_names(real: Read) -> None:
    file = real("councils_odi_clean/gateshead__2016-07.csv")
    assert file.receipt.columns["supplier_name"] == "Supplier ID (T)"
    assert "SUPPLIER_BY_CONTENTS" in rules(file)


def test_23_supplier_name_stands_twice_and_the_first_is_numbers(real: Read) -> None:
    file = real("councils_odi_clean/harrogate__2016-12.csv")
    assert file.receipt.columns["supplier_name"] == "Supplier Name (column 9)"
    assert file.receipt.columns["supplier_ref"] == "Supplier Name (column 8)"
    assert "SUPPLIER_NUMBERS_AND_NAMES" in rules(file)


def test_24_headings_that_stand_twice_with_one_meaning(invented: Read) -> None:
    classes = ",Procurement Classification,Class Code" * 2
    headings = "Payment Date,Supplier Name,Net Amount" + classes
    file = invented(
        f"{headings}\n02/04/2025,Alder Ltd,10.00,Highways,H1,Kerbs,H12\n03/04/2025,Birch Ltd,5.00,Care,C1,Homes,C14\n"
    )
    category = str(payments(file, "publisher_category")[0][0])
    assert "Highways" in category
    assert "Kerbs" in category


def test_25_codes_and_labels_change_places_between_years(invented: Read) -> None:
    headings = "Payment Date,Supplier Name,Net Amount,Thomson Code,Thomson Label\n"
    older = "02/04/2014,Alder Ltd,10.00,12100,Business Consultants\n03/04/2014,Birch Ltd,5.00,82050,Van Hire\n"
    newer = "02/04/2018,Alder Ltd,10.00,Business Consultants,12100\n03/04/2018,Birch Ltd,5.00,Van Hire,82050\n"
    read = [invented(headings + rows) for rows in (older, newer)]
    both = [str(payments(file, "publisher_category", "account", "purpose")[0]) for file in read]
    assert ["Business Consultants" in text for text in both] == [True, True]


@pytest.mark.parametrize(
    "heading",
    [
        "Supplier", "Supplier Name", "Vendor Name", "Name", "Merchant Name", "BeneficiaryName",
        "Supplier(Beneficiary) Name", "Approved Supplier (Beneficiary) Name", "Supplier Text", "Supplier id(T)",
        "apar_name",
    ],
)  # fmt: skip
def test_26_what_the_supplier_is_called(invented: Read, heading: str) -> None:
    file = invented(f"Payment Date,{heading},Net Amount\n{ROWS}")
    assert file.receipt.columns["supplier_name"] == heading


@pytest.mark.parametrize(
    ("heading", "basis"),
    [
        ("Net Amount", "net"), ("Amount", "unstated"), ("Value", "unstated"),
        ("Invoiced Value", "unstated"),
        ("Total", "unstated"),
        ("Total (excludes VAT)", "net"), ("Invoice Line Value (net of VAT)", "net"),
        ("Amount Paid", "unstated"),
        ("Spend", "unstated"),
        ("ORIGINAL GROSS AMT", "gross"), ("Amount Including VAT", "gross"),
        ("SUM OF INVOICE DISTRIBUTION AMOUNT", "unstated"),
    ],
)  # fmt: skip
def test_27_what_the_amount_is_called(invented: Read, heading: str, basis: str) -> None:
    file = invented(f"Payment Date,Supplier Name,{heading}\n{ROWS}")
    assert file.receipt.columns["amount"] == heading
    assert payments(file, "amount_basis", "amount_pence") == [(basis, 1_000), (basis, 500)]
