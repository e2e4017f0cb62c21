"""Adding rows, or changing them where their key is there already, which each database says in its own way."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


def upsert(connection: Connection, table: Table, rows: Sequence[dict[str, Any]], keep_over: str = "") -> None:
    """Write `rows` into `table` by primary key.

    keep_over: a value of `made_by`; a row of that maker leaves rows of any other maker as they are. "" is nobody.
    """
    if not rows:
        return
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    adding = insert(table)
    keys = [column.name for column in table.primary_key]
    changes = {column.name: adding.excluded[column.name] for column in table.columns if column.name not in keys}
    may_change = None
    if keep_over:
        may_change = (table.c.made_by == keep_over) | (adding.excluded.made_by != keep_over)
    connection.execute(adding.on_conflict_do_update(index_elements=keys, set_=changes, where=may_change), list(rows))
