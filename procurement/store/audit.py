"""Who did what and when, for those who must be able to ask later."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select

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
            connection.execute(insert(AUDIT_TRAIL), [vars(one) for one in entries])

    def latest(self, limit: int = 1000) -> list[Entry]:
        """The last `limit` entries, newest first."""
        columns = [column for column in AUDIT_TRAIL.columns if column.name != "id"]
        asked = select(*columns).order_by(AUDIT_TRAIL.c.id.desc()).limit(limit)
        with self.database.reading() as connection:
            return [Entry(**row) for row in connection.execute(asked).mappings()]
