"""Bad inputs 62 and 68 to 70 beyond the receipt: who is shown, and which suppliers are one."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from procurement.access import Role, Viewer
from procurement.analysis.filters import Scope
from procurement.services import owners
from procurement.services.desk import Desk, open_desk
from procurement.services.figures import totals
from procurement.services.uploading import submitting
from procurement.services.uploading.reading import SpendFile

GROUP = Viewer(Role.ADVISORY_GROUP)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return open_desk(tmp_path / "store", date(2026, 11, 24))


def keep(desk: Desk, council: str, *lines: str) -> pl.DataFrame:
    """Keep payments (supplier, company number, the council's own reference) and read back every supplier recognised."""
    rows = ["Payment Date,Supplier Name,Company Number,Supplier ID,Net Amount"]
    rows += [f"02/04/2025,{line},{10 + at}.00" for at, line in enumerate(lines)]
    upload = SpendFile("april.csv", "\n".join(rows).encode(), owners.council(council, desk))
    (receipt,) = submitting.submit(GROUP, desk, [upload])
    assert (receipt.outcome, receipt.accepted) == ("taken", len(lines))
    return desk.store.register.readings.suppliers()


@pytest.mark.parametrize("name", ["Mr Tobias Quillfeather", "Mrs O Tarnbeck", "Miss Orla Tarnbeck"])
def test_62_a_person_who_was_not_redacted_is_counted_and_not_named(desk: Desk, name: str) -> None:
    keep(desk, "Bury", f"{name},,", "Alder Paving Ltd,,")
    shown = totals.total(GROUP, desk, totals.Wanted("national", ("supplier",)))
    assert name not in str(shown.to_dicts())
    assert shown["supplier"].to_list() == ["Alder Paving Ltd"], "one person alone is in no sum that others may see"
    bury = Viewer(Role.OFFICER, "E08000002")
    own = totals.total(bury, desk, totals.Wanted("local", ("kind",), Scope(authorities=("E08000002",))))
    assert own["spend_pence"].sum() == 2_100


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Cedar and Dogwood Property Ser", "Cedar and Dogwood Property Seals Ltd", id="cut at thirty"),
        pytest.param("Ltd", "Limited", id="a legal form alone"),
        pytest.param("Sundry", "Sundry Suppliers", id="sundry"),
        pytest.param("Various", "Various Payees", id="various"),
    ],
)
def test_68_names_that_say_too_little_are_never_merged_by_themselves(desk: Desk, one: str, other: str) -> None:
    found = keep(desk, "Bury", f"{one},,", f"{other},,")
    ids = found.filter(pl.col("kind") != "pseudo-supplier")["supplier_id"]
    assert ids.n_unique() == ids.len()


def test_69_a_company_number_filled_down_a_column_merges_nothing(desk: Desk) -> None:
    found = keep(desk, "Bury", *(f"Quill{letter}mere {letter * 4} Ltd,01234567," for letter in "bcdfghjklmnpqrstvwxz"),
                 *(f"Tarn{letter}beck {letter * 4} Ltd,01234567," for letter in "bcdfghjklmnpqrstvwxz"),
                 "Oakfern Care PLC,01234567,")  # fmt: skip
    assert found["supplier_id"].n_unique() == found.height


def test_70_one_supplier_under_two_councils_references_is_one_with_the_reason(desk: Desk) -> None:
    keep(desk, "Bury", "Alder Paving Limited,,S1")
    found = keep(desk, "Leeds", "ALDER PAVING LTD,,90077")
    assert found["supplier_id"].n_unique() == 1
    assert all(found["reason"].str.len_chars() > 0)
