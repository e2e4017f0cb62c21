"""Readings that are kept in memory say what the register says, whoever changed it meanwhile."""

from datetime import datetime, timedelta
from pathlib import Path

import polars as pl
import pytest

from procurement.store import whole_tables
from procurement.store.register import Register
from procurement.store.register_database import Database, sqlite_url
from tests.store.test_readings import ids, suppliers


@pytest.fixture
def another_program(tmp_path: Path, register: Register):
    """The same register, opened by a second program."""
    opened = Register(Database(sqlite_url(tmp_path / "register.sqlite3")))
    yield opened
    opened.database.close()


def test_what_another_program_adds_and_changes_is_seen(register, another_program, now: datetime) -> None:
    register.readings.keep_suppliers(suppliers((1, "a"), (2, "b")), now)
    assert ids(register) == [(1, "a"), (2, "b")]
    another_program.readings.keep_suppliers(suppliers((2, "changed"), (3, "c")), now + timedelta(days=1))
    assert sorted(ids(register)) == [(1, "a"), (2, "changed"), (3, "c")]


def test_rows_dated_before_the_newest_and_written_after_it_are_seen(register, another_program, now: datetime) -> None:
    register.readings.keep_suppliers(suppliers((1, "a"), (2, "b")), now)
    assert ids(register) == [(1, "a"), (2, "b")]
    another_program.readings.keep_suppliers(
        suppliers(
            (2, "waited"),
        ),
        now - timedelta(seconds=50),
    )
    assert sorted(ids(register)) == [(1, "a"), (2, "waited")]


def test_rows_that_are_gone_are_gone_also_where_as_many_came(register, another_program, now: datetime) -> None:
    register.readings.keep_suppliers(suppliers((1, "a"), (2, "b")), now)
    assert ids(register) == [(1, "a"), (2, "b")]
    another_program.readings.forget_suppliers(pl.Series([1]))
    another_program.readings.keep_suppliers(suppliers((3, "c")), now + timedelta(days=1))
    assert sorted(ids(register)) == [(2, "b"), (3, "c")]
    another_program.readings.forget_suppliers(pl.Series([2, 3]))
    assert ids(register) == []


def test_an_unchanged_register_is_not_read_again(register, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    register.readings.keep_suppliers(suppliers((1, "a")), now)
    first = register.readings.suppliers()
    monkeypatch.setattr(whole_tables, "read_table", lambda *_, **__: pytest.fail("the table was read again"))
    assert register.readings.suppliers() is first


def test_what_this_program_adds_is_there_without_reading_the_table_again(
    register, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    register.readings.keep_suppliers(suppliers((1, "a")), now)
    assert ids(register) == [(1, "a")]
    read_table = whole_tables.read_table
    monkeypatch.setattr(whole_tables, "read_table", lambda *_, **__: pytest.fail("the table was read again"))
    register.readings.keep_suppliers(suppliers((3, "c"), (2, "b")), now + timedelta(microseconds=1))
    added = register.readings.suppliers()
    monkeypatch.setattr(whole_tables, "read_table", read_table)
    register.readings.forget_suppliers(pl.Series([4]))  # a change, so that the table is read
    assert added.sort("supplier_text_key").equals(register.readings.suppliers().sort("supplier_text_key"))
    assert ids(register) == [(1, "a"), (2, "b"), (3, "c")]


def test_what_this_program_adds_hides_nothing_that_another_wrote_meanwhile(
    register, another_program, now: datetime
) -> None:
    register.readings.keep_suppliers(suppliers((1, "a")), now)
    assert ids(register) == [(1, "a")]
    another_program.readings.keep_suppliers(suppliers((2, "b")), now)
    register.readings.keep_suppliers(suppliers((3, "c")), now)
    assert sorted(ids(register)) == [(1, "a"), (2, "b"), (3, "c")]


def test_a_row_that_is_there_is_read_again_for_a_person_may_have_made_it(register, now: datetime) -> None:
    register.readings.keep_suppliers(suppliers((1, "a")), now)
    register.readings.keep_suppliers(suppliers((1, "a person's")), now, made_by="somebody")
    assert ids(register) == [(1, "a person's")]
    register.readings.keep_suppliers(suppliers((1, "the rules'"), (2, "b")), now + timedelta(seconds=1))
    assert sorted(ids(register)) == [(1, "a person's"), (2, "b")]


def test_a_change_of_one_table_leaves_another_as_it_was_read(register, now: datetime, monkeypatch) -> None:
    register.readings.keep_suppliers(suppliers((1, "a")), now)
    first = register.readings.suppliers()
    register.readings.forget_categories(pl.Series([1]))
    monkeypatch.setattr(whole_tables, "read_table", lambda *_, **__: pytest.fail("the table was read again"))
    assert register.readings.suppliers() is first
