"""Numbers that registers, vendor records and doubts add to texts, or take away, reach the readings with reasons."""

from pathlib import Path

import polars as pl
import pytest

from procurement.access import NotAllowed, Role, Viewer
from procurement.services.desk import Desk, open_desk
from procurement.services.registers import public_registers, register_matching
from procurement.services.uploading import ingesting, submitting
from procurement.services.uploading.reading import SpendFile
from tests.services import register_samples as samples

ADVISER = Viewer(Role.ADVISORY_GROUP)
HEADINGS = "Payment Date,Supplier Name,Net Amount,Supplier ID,Company Number\n"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return open_desk(tmp_path / "store")


def with_register(desk: Desk, folder: Path) -> None:
    path = folder / "companies.csv"
    path.write_text(samples.companies_csv())
    public_registers.load(ADVISER, desk, "companies-house", [path], lambda *_: None)


def readings(desk: Desk, *rows: str) -> dict[str, dict[str, object]]:
    content = (HEADINGS + "\n".join(f"03/04/2024,{row}" for row in rows) + "\n").encode()
    owner = ingesting.owner_of("Bury", "", desk)
    receipts = submitting.submit(ADVISER, desk, [SpendFile("april.csv", content, owner)], take_suggested=True)
    assert all(receipt.outcome == "taken" for receipt in receipts)
    return {row["supplier_name"]: row for row in desk.store.register.readings.suppliers().iter_rows(named=True)}


def test_a_register_unites_a_company_under_its_names_before_and_after(desk: Desk, tmp_path: Path) -> None:
    with_register(desk, tmp_path)
    read = readings(desk, "Tarnbeck Erectors Ltd,100.00,1,", "Quillmarsh Scaffolding Ltd,200.00,2,")
    assert {row["supplier_id"] for row in read.values()} == {"GB-COH-00400123"}
    assert "a previous name until 30 June 2019 of 'QUILLMARSH SCAFFOLDING LIMITED'" in str(
        read["Tarnbeck Erectors Ltd"]["reason"]
    )


def test_without_a_register_they_stay_apart(desk: Desk) -> None:
    read = readings(desk, "Tarnbeck Erectors Ltd,100.00,1,", "Quillmarsh Scaffolding Ltd,200.00,2,")
    assert len({row["supplier_id"] for row in read.values()}) == 2


def test_a_number_dragged_down_unites_nobody(desk: Desk) -> None:
    names = ("Quillmarsh Ltd", "Brindlecote Ltd", "Harrowfen Plc", "Elmbridge Ltd", "Vexley Ltd")
    read = readings(desk, *(f"{name},100.00,{place},00400123" for place, name in enumerate(names)))
    assert len({row["supplier_id"] for row in read.values()}) == len(names)
    assert all("is not trusted" in str(row["reason"]) for row in read.values())


def test_the_payments_stay_as_published(desk: Desk, tmp_path: Path) -> None:
    with_register(desk, tmp_path)
    readings(desk, "Quillmarsh Scaffolding Ltd,200.00,2,")
    assert desk.store.ledger.payments().select("company_number").collect()["company_number"].to_list() == [""]


def test_next_month_finds_the_same_supplier_by_the_register(desk: Desk, tmp_path: Path) -> None:
    with_register(desk, tmp_path)
    readings(desk, "Quillmarsh Scaffolding Ltd,200.00,2,")
    content = (HEADINGS + "03/05/2024,TARNBECK ERECTORS LIMITED,50.00,2,\n").encode()
    may = SpendFile("may.csv", content, ingesting.owner_of("Bury", "", desk))
    submitting.submit(ADVISER, desk, [may], take_suggested=True)
    assert desk.store.register.readings.suppliers()["supplier_id"].unique().to_list() == ["GB-COH-00400123"]


def test_a_name_cut_by_a_field_is_looked_for_by_its_beginning(desk: Desk, tmp_path: Path) -> None:
    whole = {"CompanyName": "SKIRFEN COMMUNITY TRANSPORT AND CATERING LIMITED", " CompanyNumber": "00400140"}
    path = tmp_path / "companies.csv"
    path.write_text(samples.companies_csv((*samples.COMPANIES, whole)))
    public_registers.load(ADVISER, desk, "companies-house", [path], lambda *_: None)
    cut = whole["CompanyName"][:35]
    read = readings(desk, f"{cut},100.00,1,", "Quillmarsh Scaffolding Ltd,200.00,2,")
    assert read[cut]["company_number"] == "00400140"
    assert "it may be cut" in str(read[cut]["reason"])


def test_a_body_of_two_registers_gets_both_numbers_and_both_reasons(desk: Desk, tmp_path: Path) -> None:
    company = {"CompanyName": "OAKFERN HOSPICE LIMITED", " CompanyNumber": "00400125"}
    head, first, *_ = samples.CHARITIES
    charity = (*first[:4], "OAKFERN HOSPICE LIMITED", *first[5:])
    files = {
        "companies-house": samples.companies_csv((company,)),
        "charity-commission": samples.as_csv((head, charity), "\t"),
    }
    for register, text in files.items():
        path = tmp_path / f"{register}.txt"
        path.write_text(text)
        public_registers.load(ADVISER, desk, register, [path], lambda *_: None)
    (row,) = readings(desk, "Oakfern Hospice Ltd,100.00,1,").values()
    assert (row["company_number"], row["charity_number"]) == ("00400125", "1900001")
    assert str(row["reason"]).count("the only live") == 2


def test_a_vendor_record_carries_its_number(desk: Desk) -> None:
    read = readings(desk, "Quillmarsh Scaffolding Ltd,100.00,77,00400123", "Quillmarsh,200.00,77,")
    assert {row["supplier_id"] for row in read.values()} == {"GB-COH-00400123"}
    assert "company number 00400123 by vendor number 77" in str(read["Quillmarsh"]["reason"])
    assert pl.DataFrame(list(read.values()))["rule"].to_list().count("company number") >= 1


def test_suppliers_known_before_the_register_are_put_to_a_person(desk: Desk, tmp_path: Path) -> None:
    before = readings(desk, "Tarnbeck Erectors Ltd,100.00,1,", "Quillmarsh Scaffolding Ltd,200.00,2,", "Vexley,1,3,")
    assert register_matching.united(ADVISER, desk, lambda *_: None).is_empty()
    with_register(desk, tmp_path)
    (pair,) = register_matching.united(ADVISER, desk, lambda *_: None).iter_rows(named=True)
    assert {pair["name_a"], pair["name_b"]} == {"Tarnbeck Erectors Ltd", "Quillmarsh Scaffolding Ltd"}
    assert pair["probability"] == 0.93
    assert "a previous name until 30 June 2019" in pair["reason"]
    after = desk.store.register.readings.suppliers()
    assert set(after["supplier_id"]) == {row["supplier_id"] for row in before.values()}


def test_who_is_withheld_as_a_private_person_is_not_listed(desk: Desk, tmp_path: Path) -> None:
    readings(desk, "Mrs Orla Testperson,100.00,1,00400123", "Quillmarsh Scaffolding Ltd,200.00,2,")
    with_register(desk, tmp_path)
    pairs = register_matching.united(ADVISER, desk, lambda *_: None)
    assert "Testperson" not in str(pairs.rows())


def test_an_officer_may_not_see_suppliers_of_all_councils(desk: Desk) -> None:
    with pytest.raises(NotAllowed):
        register_matching.united(Viewer(Role.OFFICER, "E08000002"), desk, lambda *_: None)
