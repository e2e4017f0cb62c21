"""What a large store keeps ready for the next program saves its work, changes no reading, and holds nothing erased."""

import shutil
from pathlib import Path

import polars as pl
import pytest

from procurement.services.desk import Desk
from procurement.services.suppliers import known_suppliers, supplier_settling
from procurement.services.uploading import scrubbing
from procurement.store import whole_tables
from procurement.suppliers import known_names, known_parts
from tests.promises.traces import traces
from tests.services.suppliers_desk import APRIL, GROUP, keep, open_at
from tests.services.test_supplier_settling import grouping

MORE = (("Tarnbeck Plant Hire", "3.00", "Hire"), ("Larkmoor Roofing Ltd", "8.00", "Roofs"))


IN = {"ledger", "originals", "ready", "register.sqlite3"}
"""Where the name of a supplier stands."""


@pytest.fixture(autouse=True)
def kept_of_few(monkeypatch: pytest.MonkeyPatch) -> None:
    """As with many texts: few of them are matched by an index, and kept."""
    monkeypatch.setattr(known_suppliers, "WORTH_AN_INDEX", 1)
    monkeypatch.setattr(known_suppliers, "FEW", 0)
    monkeypatch.setattr(known_suppliers, "LEAST_UNKEPT", 1)
    monkeypatch.setattr(supplier_settling, "WHOLE_AT_AN_UPLOAD", 0)
    monkeypatch.setattr(whole_tables, "LEAST_BEHIND", 1)
    monkeypatch.setattr(known_names, "GROWTH", 0)  # so that parts stay apart


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A store after two files, of which the second met an index."""
    desk = open_at(tmp_path / "store")
    keep(desk, "Bury", APRIL[:4])
    keep(desk, "Leeds", APRIL[4:])
    desk.store.close()
    return tmp_path / "store"


def made_at_the_next_upload(home: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Desk, set[str]]:
    """What a program that starts there takes apart when it takes a file in."""
    taken_apart: list[str] = []
    make = known_parts.make

    def made(texts: pl.DataFrame, *rest: pl.DataFrame) -> known_parts.Part:
        taken_apart.extend(texts["supplier_name"])
        return make(texts, *rest)

    monkeypatch.setattr(known_parts, "make", made)
    desk = open_at(home)
    keep(desk, "Salford", MORE)
    return desk, set(taken_apart)


def test_a_program_that_starts_takes_apart_new_names_alone(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert {place.name.split("-")[0] for place in (home / "ready").iterdir()} == {
        "supplier_readings",
        "category_readings",
        "names",
    }
    shutil.copytree(home, home.with_name("without"))
    shutil.rmtree(home.with_name("without") / "ready")
    desk, with_it = made_at_the_next_upload(home, monkeypatch)
    other, without = made_at_the_next_upload(home.with_name("without"), monkeypatch)
    assert with_it == {name for name, *_ in MORE}
    assert {name for name, *_ in (*APRIL, *MORE)} == without
    assert grouping(desk) == grouping(other)


def test_a_program_that_still_knows_an_erased_name_does_not_keep_it(home: Path) -> None:
    desk, other = open_at(home), open_at(home)
    upload_id = keep(desk, "Wigan", (("Vantongeren Zephyrinox Ltd", "9.00", "Lifts"),))
    assert {one.place.split("/")[0].split("-")[0] for one in traces(home, ["Zephyrinox"])} >= IN
    scrubbing.scrub(GROUP, other, upload_id, "Asked for")
    assert traces(home, ["Zephyrinox"]) == []
    keep(desk, "Salford", MORE)
    keep(desk, "Bolton", (("Ombersley Glass Ltd", "3.00", "Glass"),))
    assert (home / "ready" / "names" / "parts.json").is_file()
    assert traces(home, ["Zephyrinox"]) == []


def test_a_store_that_keeps_nothing_ready_works_as_well(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.rmtree(home / "ready")
    monkeypatch.setattr(whole_tables, "LEAST_BEHIND", 1_000)
    monkeypatch.setattr(known_suppliers, "LEAST_UNKEPT", 1_000)
    keep(open_at(home), "Salford", MORE)
    assert not (home / "ready").exists()


def test_a_disk_that_takes_nothing_more_keeps_nothing_ready_and_the_upload(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = open_at(home)
    monkeypatch.setattr(known_suppliers.KnownSuppliers, "keep", _full)
    keep(desk, "Salford", MORE)
    assert desk.store.ledger.payments().collect().height == len(APRIL) + len(MORE)


def _full(*_: object) -> None:
    raise OSError(28, "No space left on device")
