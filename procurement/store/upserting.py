"""Adding rows, or changing them where their key is there already, which each database says in its own way."""

from collections.abc import Sequence
from typing import Any

import polars as pl
from sqlalchemy import Connection, Table, literal_column
from sqlalchemy.dialects import postgresql, sqlite


def upsert(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Write `rows`, each a whole row, into `table` by primary key."""
    if rows:
        connection.execute(_statement(connection, table), list(rows))


def upsert_frame(connection: Connection, table: Table, rows: pl.DataFrame, keep_over: str) -> None:
    """Write many rows at once by primary key, their values as the database keeps them.

    keep_over: a value of `made_by` whose rows leave those of any other maker as they are.
    The driver is handed the rows as they come: building a dictionary a row takes several times as long.
    """
    statement = _statement(connection, table, keep_over)
    compiled = statement.compile(dialect=connection.dialect, column_keys=rows.columns)
    values = rows.select(compiled.positiontup).rows() if compiled.positiontup else rows.to_dicts()
    connection.exec_driver_sql(str(compiled), values)


def _statement(connection: Connection, table: Table, keep_over: str = "") -> sqlite.Insert | postgresql.Insert:
    adding = postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite.insert(table)
    keys = [column.name for column in table.primary_key]
    changes = {column.name: adding.excluded[column.name] for column in table.columns if column.name not in keys}
    may_change = None
    if keep_over:
        maker = literal_column(f"'{keep_over}'")
        may_change = (table.c.made_by == maker) | (adding.excluded.made_by != maker)
    return adding.on_conflict_do_update(index_elements=keys, set_=changes, where=may_change)
