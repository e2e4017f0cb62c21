"""A table of readings as one frame: read whole once, then kept up with what is written to it.

Rows that this program adds are added to the frame; those that others write are read. A program that starts takes a
copy, where one is kept, and reads what was written since.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock
from typing import Any

import polars as pl
from sqlalchemy import Boolean, Connection, Integer, Select, Table, cast, func, select

from procurement import key_list
from procurement.key_list import KeyList
from procurement.store.facts import changes_of, copy_of, count_change, note_copy
from procurement.store.kept_tables import KeptTables
from procurement.store.ledger_tables import MOMENT
from procurement.store.register_database import PATIENCE_MILLISECONDS, Database
from procurement.store.upserting import upsert_frame

MOST_CHUNKS = 64
LEAST_BEHIND, SHARE_BEHIND = 20_000, 8
"""A copy is made anew once it lacks so many rows and one in so many: reading 20,000 takes a fifth of a second."""
LATECOMERS = timedelta(milliseconds=2 * PATIENCE_MILLISECONDS)
"""Rows are dated before they wait for their turn to be written, so moments from so long before the newest count."""


@dataclass
class WholeTable:
    """The rows of one table of `schema`, which has `made_at`, a row a key. Threads may share it."""

    database: Database
    table: Table
    schema: pl.Schema
    copies: KeptTables | None = None
    _rows: pl.DataFrame | None = None
    _changes: int = -1
    _list: KeyList | None = None
    _changed_here: set[datetime] = field(default_factory=set[datetime])
    _turn: Lock = field(default_factory=Lock)

    def rows(self) -> pl.DataFrame:
        """Every row as the register holds it now, in no order."""
        with self._turn, self.database.reading() as connection:
            changes = changes_of(connection, self.table)
            if self._rows is None or changes != self._changes:
                self._rows = self._caught_up(connection, self._rows)
                self._changes, self._changed_here = changes, set()
            return self._rows

    def rows_of(self, keys: pl.Series) -> pl.DataFrame:
        """The rows of some keys, in the order of `rows`: of a million few are sought, and none is gone through."""
        rows = self.rows()
        with self._turn:
            self._list = key_list.list_keys(rows[self._key], self._list)
            found = self._list.find(keys)
        return rows[found]

    def keep_copy(self) -> None:
        """Copy the table anew where the copy that is kept lacks many rows; the caller holds the store's turn.

        Raises OSError where the disk will not take it.
        """
        rows = self.rows()
        if self.copies is None or rows.height < LEAST_BEHIND:
            return
        with self.database.reading() as connection:
            copied = self._copied(connection)
        newest = None if copied is None else copied.select(pl.col("made_at").max()).item()
        lacks = rows.height if newest is None else rows.filter(pl.col("made_at") > newest).height
        if lacks >= max(LEAST_BEHIND, rows.height // SHARE_BEHIND):
            name = self.copies.write(self.table.name, rows.sort(self._key))
            with self.database.writing() as connection:
                note_copy(connection, self.table, name)
            self.copies.keep_only(self.table.name, name)

    def changes(self) -> int:
        """How many changes of the table were counted up to now, by any program."""
        with self.database.reading() as connection:
            return changes_of(connection, self.table)

    def put(self, rows: pl.DataFrame, keep_over: str, also: Callable[[Connection], None] | None = None) -> None:
        """Add or change rows of `schema` by key, moments as text; those `keep_over` made leave what another made.

        also: writes what goes with them in the same transaction; without it no rows change nothing.
        """
        if rows.is_empty() and also is None:
            return
        written = rows.select(self.schema.names()).sort(self._key)
        with self.database.writing() as connection:
            changes = changes_of(connection, self.table)
            if written.height:
                upsert_frame(connection, self.table, written, keep_over)
            if also is not None:
                also(connection)
            count_change(connection, self.table)
        with self._turn:
            if self._rows is not None and self._changes == changes and self._only_adds(written, self._rows):
                self._rows = _together(self._rows, _typed(written, self.schema))
                self._changes = changes + 1
            else:
                self._changed_here |= {*_typed(written, self.schema)["made_at"].unique()}

    def _only_adds(self, rows: pl.DataFrame, before: pl.DataFrame) -> bool:
        """Whether the rows are new, each with a key of its own."""
        keys = rows[self._key]
        self._list = key_list.list_keys(before[self._key], self._list)
        return self._list.find(keys).size == 0 and keys.n_unique() == keys.len()

    @property
    def _key(self) -> str:
        (key,) = self.table.primary_key.columns.keys()
        return key

    def _caught_up(self, connection: Connection, before: pl.DataFrame | None) -> pl.DataFrame:
        """What was read before with what is new or changed; all of it again where rows have gone."""
        before = self._copied(connection) if before is None else before
        if before is None or before.is_empty():
            return read_table(connection, self.table, self.schema)
        late = read_table(connection, self.table, self.schema, self._moments_of_late(connection, before))
        rows = self._with(before, late)
        count = connection.execute(select(func.count()).select_from(self.table)).scalar_one()
        return rows if rows.height == count else read_table(connection, self.table, self.schema)

    def _moments_of_late(self, connection: Connection, before: pl.DataFrame) -> list[datetime]:
        """The moments of which the table has other rows than `before`: those of rows that were added or changed."""
        made_at = self.table.c.made_at
        since = before.select(pl.col("made_at").max()).item() - LATECOMERS
        counted = select(made_at, func.count()).where(made_at >= since).group_by(made_at)
        known = dict(before.filter(pl.col("made_at") >= since).group_by("made_at").len().iter_rows())
        told = connection.execute(counted)
        return [moment for moment, rows in told if known.get(moment) != rows or moment in self._changed_here]

    def _copied(self, connection: Connection) -> pl.DataFrame | None:
        """The rows as they were copied last; None where no such copy is there."""
        name = copy_of(connection, self.table)
        return self.copies.read(name, self.schema) if self.copies and name else None

    def _with(self, before: pl.DataFrame, late: pl.DataFrame) -> pl.DataFrame:
        """The rows with those in the place of theirs, or added; a million rows are not copied to add a few."""
        key = self._key
        is_there = before.select(pl.col(key).is_in(late[key].implode())).to_series()
        there = before.filter(is_there)
        new = late.join(there, on=key, how="anti")
        changed = late.join(there, on=key, how="semi").join(there, on=before.columns, how="anti", nulls_equal=True)
        if changed.height:
            before = before.filter(~pl.col(key).is_in(changed[key].implode()))
        return _together(before, changed, new)


def _together(*frames: pl.DataFrame) -> pl.DataFrame:
    rows = pl.concat(frames)
    return rows.rechunk() if rows.n_chunks() > MOST_CHUNKS else rows


def read_table(
    connection: Connection, table: Table, schema: pl.Schema, moments: Sequence[datetime] | None = None
) -> pl.DataFrame:
    """A table as a frame of `schema`, sorted by key; `moments`: the rows made at one of them, in no order.

    The driver's own cursor is read: building an object a row takes four times as long.
    """
    columns = [cast(one, Integer) if isinstance(one.type, Boolean) else one for one in table.columns]
    asked: Select[Any] = select(*columns)
    asked = asked.order_by(*table.primary_key) if moments is None else asked.where(table.c.made_at.in_(moments))
    compiled = asked.compile(dialect=connection.dialect, compile_kwargs={"literal_binds": True})
    cursor = connection.connection.cursor()
    try:
        cursor.execute(str(compiled))
        rows = cursor.fetchall()
    finally:
        cursor.close()
    return _framed(rows, schema)


def _framed(rows: Sequence[Any], schema: pl.Schema) -> pl.DataFrame:
    as_kept = {name: _kept_type(kind) for name, kind in schema.items()}
    return _typed(pl.DataFrame(rows, schema=as_kept, orient="row"), schema)


def _typed(frame: pl.DataFrame, schema: pl.Schema) -> pl.DataFrame:
    """Rows as they are kept, in the types of `schema`."""
    moments = [
        pl.col(name).str.to_datetime(time_unit="us", time_zone="UTC") for name in schema if schema[name] == MOMENT
    ]
    return frame.with_columns(moments).cast(schema)


def _kept_type(kind: pl.DataType) -> pl.DataType:
    if kind == MOMENT:
        return pl.String()
    return pl.Int64() if kind == pl.Boolean() else kind
