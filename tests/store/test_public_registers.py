"""A register that is loaded stands wholly or not at all."""

import os
import time
from pathlib import Path

import polars as pl
import pytest

from procurement.store.problems import StoreProblem
from procurement.store.public_registers import (
    BODIES,
    FORGOTTEN_AFTER_SECONDS,
    NAMES,
    REFUSED,
    PartFile,
    PublicRegisters,
    Record,
)
from procurement.tables import REGISTER_REFUSED, REGISTERED, REGISTERED_NAME


def record(bodies: int) -> Record:
    return Record("companies-house", "Title", "2026-11-26T10:00:00+00:00", (), 1, bodies, 1, 1, 0, 0, {}, (), "mark")


def write(folder: Path) -> None:
    for name, schema in ((BODIES, REGISTERED), (NAMES, REGISTERED_NAME), (REFUSED, REGISTER_REFUSED)):
        part = PartFile(folder / name, schema)
        part.add(pl.DataFrame(schema=schema))
        part.close()


def load(store: PublicRegisters, bodies: int) -> Record:
    with store.coming("companies-house") as folder:
        write(folder)
        return store.stand(folder, record(bodies))


def load_and_fail(store: PublicRegisters) -> None:
    with store.coming("companies-house") as folder:
        write(folder)
        raise RuntimeError("pulled out")


def test_nothing_stands_before_the_first_load(tmp_path: Path) -> None:
    assert PublicRegisters(tmp_path).records() == {}


def test_a_load_that_fails_leaves_the_one_before(tmp_path: Path) -> None:
    store = PublicRegisters(tmp_path)
    first = load(store, 1)
    with pytest.raises(RuntimeError):
        load_and_fail(store)
    assert store.records() == {"companies-house": first}
    assert store.bodies(first).collect().schema == REGISTERED
    assert len(list(store.place.iterdir())) == 2


def test_a_load_killed_before_its_record_leaves_the_one_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = PublicRegisters(tmp_path)
    first = load(store, 1)

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("procurement.store.public_registers.make_last", killed)
    with pytest.raises(KeyboardInterrupt):
        load(store, 2)
    assert store.records() == {"companies-house": first}
    assert store.names(first).collect().height == 0


def test_what_a_stopped_load_left_is_cleared_once_it_is_old(tmp_path: Path) -> None:
    store = PublicRegisters(tmp_path)
    stands = load(store, 1)
    for name in (".coming-old", ".coming-young"):
        (store.place / name).mkdir()
    (store.place / "companies-house-old.draft").write_text("")
    long_ago = time.time() - FORGOTTEN_AFTER_SECONDS - 60
    for name in (".coming-old", "companies-house-old.draft", stands.folder, "companies-house.json"):
        os.utime(store.place / name, (long_ago, long_ago))
    with store.coming("nhs-ods") as folder:
        there = {entry.name for entry in store.place.iterdir()}
    assert there == {".coming-young", folder.name, stands.folder, "companies-house.json"}


def test_a_damaged_record_is_told_in_words(tmp_path: Path) -> None:
    store = PublicRegisters(tmp_path)
    store.place.mkdir()
    (store.place / "companies-house.json").write_text("{")
    with pytest.raises(StoreProblem, match="load the register again"):
        store.records()


def test_a_missing_table_is_told_in_words(tmp_path: Path) -> None:
    store = PublicRegisters(tmp_path)
    with pytest.raises(StoreProblem, match="Load the register companies-house again"):
        store.bodies(record(1))
