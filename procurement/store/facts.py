"""Single facts about the store itself, and the count of changes that tells one state of the register from the next."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, select

from procurement.store.register_database import Database
from procurement.store.register_tables import STORE_FACTS
from procurement.store.upserting import upsert

CHANGES = "changes"


@dataclass(frozen=True)
class Facts:
    """Keys and JSON values."""

    database: Database

    def get(self, key: str, otherwise: Any = None) -> Any:
        """The value of `key`, or `otherwise` where it was never set."""
        with self.database.reading() as connection:
            return _get(connection, key, otherwise)

    def put(self, key: str, value: Any) -> None:
        """Set `key`."""
        with self.database.writing() as connection:
            upsert(connection, STORE_FACTS, [{"key": key, "value": value}])

    def version(self) -> str:
        """Which state of readings, decisions and hubs this is; equal versions give equal figures."""
        return str(self.get(CHANGES, 0))


def count_change(connection: Connection, *tables: Table) -> None:
    """Say, inside a writing transaction, that something which figures depend on has changed: rows of `tables`, if any.

    A change of rows that `changes_of` is asked about must name their table.
    """
    keys = [CHANGES, *map(_changes_key, tables)]
    upsert(connection, STORE_FACTS, [{"key": key, "value": _get(connection, key, 0) + 1} for key in keys])


def changes_of(connection: Connection, table: Table) -> int:
    """How many changes of a table were counted up to now, inside a transaction."""
    return int(_get(connection, _changes_key(table), 0))


def copy_of(connection: Connection, table: Table) -> str:
    """The name of the file that a table was copied to last, inside a transaction; "" for none."""
    return str(_get(connection, _copy_key(table), ""))


def note_copy(connection: Connection, table: Table, name: str) -> None:
    """Say, inside a writing transaction, which file a table was copied to. No figure depends on it."""
    upsert(connection, STORE_FACTS, [{"key": _copy_key(table), "value": name}])


def _copy_key(table: Table) -> str:
    return f"copy of {table.name}"


def _changes_key(table: Table) -> str:
    return f"{CHANGES} of {table.name}"


def _get(connection: Connection, key: str, otherwise: Any) -> Any:
    found = connection.execute(select(STORE_FACTS.c.value).where(STORE_FACTS.c.key == key)).first()
    return otherwise if found is None else found[0]
