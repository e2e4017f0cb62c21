"""What looks private is found again only where something is new, and is then what a first look would find."""

from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest

from procurement.access import Role, Viewer
from procurement.services import owners
from procurement.services.desk import Desk, open_desk
from procurement.services.figures import text_sums
from procurement.services.privacy import private_people as private_services
from procurement.services.privacy import private_texts
from procurement.services.uploading import submitting
from procurement.services.uploading.reading import SpendFile
from procurement.suppliers import private_people

GROUP = Viewer(Role.ADVISORY_GROUP)
APRIL = (
    "03/04/2024,Quillmarsh Scaffolding Ltd,1250.00,Hire\n04/04/2024,Mrs Orla Tarnbeck,600.10,Fostering\n"
    "05/04/2024,Bramblecote Taxis Ltd,12.00,Transport for Master Wren Fernley\n"
)
MAY = (
    "03/05/2024,Quillmarsh Scaffolding Ltd,50.00,Hire\n04/05/2024,Mrs Orla Tarnbeck,600.10,Fostering\n"
    "05/05/2024,Tobias Quillfeather,900.40,Direct payment\n"
)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return open_desk(tmp_path / "store", date(2026, 11, 24))


def keep(desk: Desk, council: str, rows: str) -> None:
    content = f"Date,Supplier,Net Amount,Purpose\n{rows}".encode()
    upload = SpendFile(f"{council}.csv", content, owners.council(council, desk))
    (receipt,) = submitting.submit(GROUP, desk, [upload], take_suggested=True)
    assert receipt.outcome == "taken", receipt.reason


def at_first_sight(desk: Desk) -> private_texts.Reading:
    private_texts._last.clear()
    private_texts._withheld.clear()
    private_texts._looked_at.clear()
    return private_texts.read(desk)


def same(one: private_texts.Reading, other: private_texts.Reading) -> bool:
    return one.lines.equals(other.lines) and one.texts.equals(other.texts)


def test_what_is_added_is_found_as_at_first_sight(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(desk, "Bury", APRIL)
    assert private_texts.read(desk).texts.height == 3, "a supplier, the name it goes by, and a purpose"
    looked_at: list[int] = []
    find = private_people.find
    monkeypatch.setattr(
        private_people, "find", lambda lines, rules: (looked_at.append(lines.height), find(lines, rules))[1]
    )
    keep(desk, "Bury", MAY)
    keep(desk, "Bolton", APRIL)
    added = private_texts.read(desk)
    assert sum(looked_at) == 4, "one line of May, three of Bolton's; each once, for the receipt and for the totals"
    assert added.texts.height == 8
    assert same(added, at_first_sight(desk))


def test_councils_that_are_read_some_at_a_time_are_read_as_together(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for council in ("Bury", "Bolton", "Leeds"):
        keep(desk, council, APRIL + MAY)
    together = at_first_sight(desk)
    monkeypatch.setattr(text_sums, "MOST_AT_ONCE", 1)
    assert together.texts["row"].n_unique() == 9
    assert same(together, at_first_sight(desk))


def test_what_is_withheld_is_counted_for_each_council_by_itself(desk: Desk) -> None:
    keep(desk, "Bury", APRIL + MAY)
    keep(desk, "Bolton", MAY)
    keep(desk, "Leeds", "03/04/2024,Quillmarsh Scaffolding Ltd,1250.00,Hire\n")
    counted = private_services.councils(GROUP, desk).select("authority", "payments").rows()
    assert counted == [("Bolton", 2), ("Bury", 4)]
    council = owners.council("Bury", desk).authority_code
    officer = Viewer(Role.OFFICER, council)
    fernley = private_services.listed(officer, desk, council).filter(pl.col("text").str.contains("Fernley"))
    private_services.decide(officer, desk, council, {fernley["fingerprint"].item(): private_texts.SHARE})
    assert private_services.councils(GROUP, desk)["payments"].to_list() == [2, 3]


def test_a_supplier_that_is_read_otherwise_is_looked_at_again(desk: Desk) -> None:
    keep(desk, "Bury", APRIL)
    before = private_texts.read(desk)
    readings = desk.store.register.readings
    other = readings.suppliers().with_columns(kind=pl.lit("company"), supplier_label=pl.lit("Fernley Holdings"))
    readings.keep_suppliers(other.drop("made_by", "made_at"), datetime.now(UTC), "A Person")
    after = private_texts.read(desk)
    assert not same(before, after)
    assert same(after, at_first_sight(desk))


def test_lines_that_are_gone_are_not_found(desk: Desk) -> None:
    keep(desk, "Bury", APRIL)
    keep(desk, "Bolton", MAY)
    private_texts.read(desk)
    (upload,) = desk.store.register.uploads.standing(owners.council("Bury", desk).authority_code)
    desk.store.withdraw(upload.upload_id, datetime.now(UTC), "officer")
    left = private_texts.read(desk)
    assert same(left, at_first_sight(desk))
    assert set(left.lines["authority_code"]) == {owners.council("Bolton", desk).authority_code}
