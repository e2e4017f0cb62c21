"""What sort of supplier a name stands for."""

from pathlib import Path

import polars as pl
import pytest

from procurement.suppliers import kinds
from procurement.suppliers.reference import SupplierReference
from procurement.tables import SUPPLIER_KINDS

NAMES = {
    "company": [
        "Quillmere Lodge Nursing Home",
        "THE TARNBECK RESIDENTIAL HOME",
        "Oakfern Joinery Ltd",
        "OAKFERN PLC",
        "REDACTIVE PRINTING LTD",
        "REDACTA LIMITED",
        "TOTAL GAS & POWER LIMITED",
        "O B Properties",
        "Alison Brown Flowers Ltd",
        "Oakfern Dance Academy",
        "PCT Oakfern Ltd",
        "1st Support Services",
        "Oakfern Group Limited T/A Quillmarsh School",
        "OAKFERN CHILDCARE LTD T/A QUILLMARSH PRIMARY SCHOOL",
        "Quillmarsh Independent Special Sch",
        "LB Oakfern Technologies (UK) Ltd",
        "OAKFERN LIMTED",
        "Oakfern Building Society",
        "Oakfern Pharmacy",
        "OAKFERN TRAVEL",
        "Canon Oakfern (UK)",
        "www.oakfern.com",
        "WWW.OAKFERN-HOLMBY.CO.UK",
        "24A SUPPORTED LODGINGS LTD",
        "BACS PAYMENT OAKFERN LIMITED",
        "AD HOC INTERPRETERS LTD",
        "OAKFERN COTTAGE HOSPITAL TRUST LIMITED",
        "Oakfern Hair Academy",
        "Oakfern School of Motoring",
        "Oakfern Coed Cyf",
    ],
    "charity": [
        "Oakfern Hospice",
        "AGE UK OAKFERN",
        "Oakfern Village Hall",
        "OAKFERN CHARITABLE TRUST",
        "Oakfern Youth Council",
        "Oakfern Diocesan Board of Finance",
        "PCC for St Wystans",
        "St Wystans PCC",
        "OAKFERN VOLUNTARY SERVICES COUNCIL",
    ],
    "public body": [
        "Leeds City Council",
        "LB HOUNSLOW",
        "Oakfern Teaching Hospitals NHS Foundation Trust",
        "West Yorkshire Police",
        "HMRC",
        "Inland Revenue 465 PC2003",
        "St Wystan's C of E Primary School",
        "University of Leeds",
        "Oakfern Metropolitan Borough",
        "ST WYSTANS C OF E PRIMARY SCHO",
        "H M Revenue & Customs",
        "Oakfern with Elmbridge Grouped Parish",
        "PCC for Greater Manchester",
        "North Devon Council (AC 01234567)",
        "ROYAL BOR OF OAKFERN",
        "Oakfern College of Further Education",
        "Oakfern Mental Health & Social Care Trust",
        "OAKFERN QUILLMERE AND TARNBECK UPON HOLM COUNCIL",
        "OAKFERN AND HOLMBY COUNCILS",
        "OAKFERN HOSPITALS NHSFT",
        "Audit Commission",
        "The Planning Inspectorate",
        "CO-OP ACADEMY OAKFERN",
        "OAKFERN SCHOOL & SIXTH FORM",
        "Oakfern Academy for Boys",
        "Oakfern College of Building",
    ],
    "individual or sole trader": [
        "Mr A Testperson",
        "Alison Testperson",
        "Q Z TESTPERSON",
        "Jade Testperson",
        "ALISON TESTPERSON T/A SPARKLES",
        "Executors of the late A Testperson",
        "SUMUP *JADE TESTPERSON",
        "iZ *A Testperson",
        "Miss Alison Temple",
    ],
    "pseudo-supplier": [
        "FOSTER CARE PAYMENT",
        "EMPLOYEES",
        "2024:12LD Learning Disabilities",
        "HOUSING BENEFIT",
        "COUNCIL TAX REFUND",
        "ONE TIME SUPPLIER - FARES",
        "Various",
        "MISCELLANEOUS PAYMENTS BACS",
        "SWIFT - FOSTER CARER PAYMENT",
        "2020:13D  Dementia",
        "NATWEST CORPORATE CREDIT CARD",
        "Company Barclaycard",
        "#REF!",
        "ZZ9 9ZZ",
        "DO NOT USE - ASK FINANCE",
        "Various - Total Expenses",
    ],
    "redacted": [
        "REDACTED PERSONAL DATA",
        "Redacted – Personal Data",
        "REDACED PERSONAL DATA",
        "Personal Expense, Name Witheld",
    ],
    "unknown": ["", "Zyxwvut", "Jade Press", "BT Zyxwvut"],
}


@pytest.mark.parametrize(("kind", "name"), [(kind, name) for kind, names in NAMES.items() for name in names])
def test_kind_of(kind: str, name: str, known_words: SupplierReference) -> None:
    assert kinds.kind_of(pl.Series([name]), known_words).to_list() == [kind]


def test_every_authority_is_a_public_body_by_its_full_name(project: Path, known_words: SupplierReference) -> None:
    names = pl.read_csv(project / "data" / "reference" / "authorities.csv", infer_schema=False)["official_name"]
    assert names.filter(kinds.kind_of(names, known_words) != "public body").to_list() == []


def test_every_kind_is_one_of_ours(known_words: SupplierReference) -> None:
    assert set(known_words.supplier_kind_words["kind"]) <= set(SUPPLIER_KINDS)
    assert set(NAMES) == set(SUPPLIER_KINDS)


def test_few_names_are_searched_as_many_are(known_words: SupplierReference, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = pl.read_csv("benchmarks/supplier_kind_rows.csv", infer_schema=False)["name"]
    names = pl.Series(sorted({*rows.to_list(), *(name for some in NAMES.values() for name in some)}))
    assert names.len() < kinds.FEW_NAMES, "so few that they are searched one by one"
    one_by_one = kinds.kind_of_each(names, known_words)
    for most in ("FEW_NAMES", "FEW"):
        monkeypatch.setattr(kinds, most, 0)
    assert kinds.kind_of_each(names, known_words).equals(one_by_one)
    assert one_by_one.n_unique() == len(SUPPLIER_KINDS)


def test_what_files_withhold_is_no_supplier(known_words: SupplierReference) -> None:
    """Every wording by which the reading of files knows a withheld name, but for those told by a mark alone."""
    told = known_words.redaction_wordings.filter(pl.col("wording").str.contains("^[a-z ]+$"))
    texts = told.select(pl.when(pl.col("match") == "end").then("Oakfern - " + pl.col("wording")).otherwise("wording"))
    kind = kinds.kind_of(texts.to_series(), known_words)
    assert told.filter(~kind.is_in(["redacted", "pseudo-supplier"]))["wording"].to_list() == []
