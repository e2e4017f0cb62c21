"""Who did what and when, for those who must be able to ask later."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, insert, select

from procurement.store.register_database import Database
from procurement.store.register_tables import AUDIT_TRAIL


@dataclass(frozen=True)
class Entry:
    """One thing done: an `action` such as "upload stored", its `subject`, and whatever else is worth keeping."""

    at: datetime
    by: str
    action: str
    subject: str
    detail: Any


@dataclass(frozen=True)
class AuditTrail:
    """Entries are added and never changed."""

    database: Database

    def record(self, entries: Sequence[Entry]) -> None:
        """Add entries."""
        if not entries:
            return
        with self.database.writing() as connection:
            add(connection, entries)

    def latest(self, limit: int = 1000) -> list[Entry]:
        """The last `limit` entries, newest first."""
        return self._read(_newest_first().limit(limit))

    def about(self, subject: str, actions: Sequence[str]) -> list[Entry]:
        """Every entry of these actions on one subject, newest first."""
        wanted = (AUDIT_TRAIL.c.subject == subject) & AUDIT_TRAIL.c.action.in_(actions)
        return self._read(_newest_first().where(wanted))

    def since(self, action: str, moment: datetime) -> list[Entry]:
        """Every entry of one action from `moment` on, newest first."""
        return self._read(_newest_first().where(AUDIT_TRAIL.c.action == action, AUDIT_TRAIL.c.at >= moment))

    def _read(self, asked: Select[Any]) -> list[Entry]:
        with self.database.reading() as connection:
            return [Entry(**row) for row in connection.execute(asked).mappings()]


def add(connection: Connection, entries: Sequence[Entry]) -> None:
    """Add entries inside a writing transaction, so that they stand or fall with what they tell of."""
    if entries:
        connection.execute(insert(AUDIT_TRAIL), [vars(one) for one in entries])


def _newest_first() -> Select[Any]:
    columns = [column for column in AUDIT_TRAIL.columns if column.name != "id"]
    return select(*columns).order_by(AUDIT_TRAIL.c.id.desc())
