"""Quirks 46 to 53: how suppliers are written, and what is recognised of them once a file is kept."""

from collections.abc import Callable

import polars as pl
import pytest

from tests.hostile.quirks.conftest import Read, payments

Store = Callable[..., pl.DataFrame]


@pytest.mark.parametrize(
    "other",
    ["QUILLMERE JOINERY LTD", "Quillmere Joinery Ltd.", "THE QUILLMERE JOINERY LIMITED", "Quillmere Joinery Lt"],
)
def test_46_noise_around_a_legal_form_is_one_supplier(store: Store, other: str) -> None:
    kept = store("Quillmere Joinery Limited", other)
    assert kept["supplier_id"].n_unique() == 1


def test_46_a_name_cut_at_thirty_five_characters(store: Store) -> None:
    kept = store("Quillmere and Tarnbeck Library Services Ltd", "Quillmere and Tarnbeck Library Serv")
    assert kept["supplier_id"].n_unique() == 1


@pytest.mark.parametrize(
    "other", ["OAKFERN CARE LTD (ACORN HOLLOW)", "OAKFERN CARE LTD#NCP", "OAKFERN CARE LTD (002977)"]
)
def test_47_a_site_or_an_account_after_the_name(store: Store, other: str) -> None:
    assert store("Oakfern Care Ltd", other)["supplier_id"].n_unique() == 1


def test_48_a_trading_name_and_a_dead_record(store: Store) -> None:
    kept = store(
        "OAKFERN CARE LIMITED", "OAKFERN CARE LIMITED T/A QUILLMERE LODGE", "DO NOT USE - OAKFERN CARE LIMITED"
    )
    assert kept["supplier_id"].n_unique() == 1


def test_49_names_that_share_no_word_stay_apart_without_a_number(store: Store) -> None:
    assert store("OAKFERN REGENERATION", "TARNBECK")["supplier_id"].n_unique() == 2


def test_49_names_under_one_company_number_are_one(store: Store) -> None:
    kept = store(("OAKFERN REGENERATION LTD", "01234567", ""), ("OAKFERN RENEWAL LTD", "01234567", ""))
    assert kept["supplier_id"].n_unique() == 1


@pytest.mark.parametrize(
    "name",
    ["HOUSING BENEFIT", "COUNCIL TAX REFUND", "SWIFT - FOSTER CARER PAYMENT", "AD HOC CHAPS PAYMENT",
     "MISCELLANEOUS PAYMENTS BACS", "ONE TIME SUPPLIER - FARES", "NATWEST CORPORATE CREDIT CARD", "2020:13D  Dementia",
     "EXPENSES PAID TO THIRD PARTIES"],
)  # fmt: skip
def test_50_what_stands_for_many_payments_is_no_supplier(store: Store, name: str) -> None:
    assert store(name)["kind"].to_list() == ["pseudo-supplier"]


def test_51_case_and_spaces_do_not_part_a_supplier(store: Store) -> None:
    assert store(" QUILLMERE SIME LTD", "Quillmere Sime Ltd", "quillmere sime ltd")["supplier_id"].n_unique() == 1


def test_51_a_corrupted_body_name_is_kept_as_published(invented: Read) -> None:
    rows = "Body Name,Payment Date,Supplier Name,Net Amount\nQuillmere Cit+A2446y Council,02/04/2025,Alder Ltd,10.00\n"
    assert payments(invented(rows), "body_name") == [("Quillmere Cit+A2446y Council",)]


def test_52_damage_by_a_global_replacement_is_never_merged_by_itself(store: Store) -> None:
    kept = store("QUILLMERE HEALTH CARE LIMITED", "QUILLMERE HEALTH & WELLBEING CARE LIMITED")
    assert kept["supplier_id"].n_unique() == 2


@pytest.mark.parametrize("other", ["2227962", "gb/02227962", "02227962"])
def test_53_company_numbers_in_every_writing_are_one(store: Store, other: str) -> None:
    kept = store(("OAKFERN NORTH LTD", "02227962", ""), ("OAKFERN NORTH LTD", other, ""))
    assert kept["supplier_id"].n_unique() == 1


def test_53_vat_numbers_filled_down_by_one_do_not_tie_names(store: Store) -> None:
    kept = store(
        ("OAKFERN LTD", "", "GB980780684"), ("TARNBECK LTD", "", "GB980780685"), ("HOLM LTD", "", "GB980780686")
    )
    assert kept["supplier_id"].n_unique() == 3
