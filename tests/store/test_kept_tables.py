"""A copy of a table saves reading it and changes nothing of what it says, whatever became of the copy."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import polars as pl
import pytest

from procurement.store import mapped_files, whole_tables
from procurement.store.kept_tables import KeptTables
from procurement.store.register import Register
from procurement.store.register_database import Database, sqlite_url
from tests.store.test_readings import ids, suppliers

Opening = Callable[[], Register]


@pytest.fixture(autouse=True)
def few_rows_are_worth_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whole_tables, "LEAST_BEHIND", 2)


@pytest.fixture
def a_program(tmp_path: Path, register: Register) -> Iterator[Opening]:
    """Opens the register as a program that has just started."""
    opened: list[Register] = []

    def opening() -> Register:
        opened.append(Register(Database(sqlite_url(tmp_path / "register.sqlite3")), KeptTables(tmp_path / "ready")))
        return opened[-1]

    yield opening
    for one in opened:
        one.database.close()


@pytest.fixture
def copied(a_program: Opening, now: datetime) -> Register:
    """A program that has kept copies of two rows."""
    made = a_program()
    made.readings.keep_suppliers(suppliers((2, "b"), (1, "a")), now)
    made.readings.keep_copies()
    return made


def copies(tmp_path: Path) -> list[str]:
    return sorted(place.name for place in (tmp_path / "ready").iterdir())


def never_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail where a table is read whole."""
    really = whole_tables.read_table

    def read(connection, table, schema, moments=None):
        return (
            pytest.fail("the table was read whole") if moments is None else really(connection, table, schema, moments)
        )

    monkeypatch.setattr(whole_tables, "read_table", read)


def test_a_program_that_starts_reads_what_was_written_since(copied, a_program, now, monkeypatch) -> None:
    copied.readings.keep_suppliers(suppliers((2, "changed"), (3, "c")), now + timedelta(days=1))
    whole = copied.readings.suppliers().sort("supplier_text_key")
    never_whole(monkeypatch)
    started = a_program()
    assert started.readings.suppliers().sort("supplier_text_key").equals(whole)
    assert started.readings.suppliers_of(pl.Series([2]))["supplier_id"].to_list() == ["changed"]


def test_rows_that_the_copy_has_are_not_read_again(copied, a_program, now, monkeypatch) -> None:
    copied.readings.keep_suppliers(suppliers((3, "c")), now + timedelta(seconds=1))
    read: list[int] = []
    framed = whole_tables._framed
    monkeypatch.setattr(whole_tables, "_framed", lambda rows, schema: (read.append(len(rows)), framed(rows, schema))[1])
    assert sorted(ids(a_program())) == [(1, "a"), (2, "b"), (3, "c")]
    assert read == [1]


def test_rows_that_are_gone_since_are_gone(copied, a_program, now) -> None:
    copied.readings.forget_suppliers(pl.Series([1]))
    copied.readings.keep_suppliers(suppliers((3, "c")), now + timedelta(days=1))
    assert sorted(ids(a_program())) == [(2, "b"), (3, "c")]


def test_another_program_that_had_read_all_sees_the_same(copied, a_program, now) -> None:
    other = a_program()
    assert ids(other) == [(1, "a"), (2, "b")]
    copied.readings.keep_suppliers(suppliers((3, "c")), now + timedelta(days=1))
    assert sorted(ids(other)) == sorted(ids(a_program())) == [(1, "a"), (2, "b"), (3, "c")]


@pytest.mark.parametrize("content", [None, b"", b"ARROW1\0\0 and no more"])
def test_a_copy_that_is_gone_or_damaged_is_not_missed(copied, a_program, tmp_path, content: bytes | None) -> None:
    (name,) = copies(tmp_path)
    (tmp_path / "ready" / name).unlink()
    if content is not None:
        (tmp_path / "ready" / name).write_bytes(content)
    assert ids(a_program()) == [(1, "a"), (2, "b")]


def test_a_copy_in_other_columns_is_that_of_another_version(copied, a_program, tmp_path) -> None:
    (name,) = copies(tmp_path)
    mapped_files.write_frame(copied.readings.suppliers().drop("reason"), tmp_path / "ready" / name)
    assert ids(a_program()) == [(1, "a"), (2, "b")]


def test_a_register_from_a_backup_is_not_read_from_a_later_copy(copied, a_program, tmp_path, now) -> None:
    backup = tmp_path / "backup.sqlite3"
    with closing(sqlite3.connect(tmp_path / "register.sqlite3")) as one, closing(sqlite3.connect(backup)) as other:
        one.backup(other)
    copied.readings.keep_suppliers(suppliers((3, "c"), (4, "d")), now + timedelta(days=1))
    copied.readings.keep_copies()
    assert len(ids(a_program())) == 4
    restored = Register(Database(sqlite_url(backup)), KeptTables(tmp_path / "ready"))
    assert ids(restored) == [(1, "a"), (2, "b")]
    restored.database.close()


def test_a_copy_is_made_anew_once_it_lacks_much_and_the_one_before_it_goes(copied, tmp_path, now, monkeypatch) -> None:
    first = copies(tmp_path)
    copied.readings.keep_suppliers(suppliers((3, "c")), now + timedelta(days=1))
    copied.readings.keep_copies()
    assert copies(tmp_path) == first
    (tmp_path / "ready" / "supplier_readings-torn.arrow.7.aside").write_text("")
    copied.readings.keep_suppliers(suppliers((1, "anew")), now + timedelta(days=2))
    monkeypatch.setattr(whole_tables, "SHARE_BEHIND", 1)
    copied.readings.keep_copies()
    assert len(copies(tmp_path)) == 2
    monkeypatch.setattr(whole_tables, "SHARE_BEHIND", 2)
    copied.readings.keep_copies()
    assert len(copies(tmp_path)) == 1
    assert copies(tmp_path) != first


def test_few_rows_and_a_register_without_a_folder_are_not_copied(register, a_program, tmp_path, now) -> None:
    few = a_program()
    few.readings.keep_suppliers(suppliers((1, "a")), now)
    few.readings.keep_copies()
    register.readings.keep_suppliers(suppliers((2, "b"), (3, "c")), now)
    register.readings.keep_copies()
    assert not (tmp_path / "ready").exists()
