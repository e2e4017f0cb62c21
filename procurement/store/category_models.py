"""What was learned from coded lines, as text: the latest that stands is used; ending it brings back the last.

Nothing of a scrubbed upload may be left, and what was learned may hold its words, so scrubbing empties every one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from procurement.store.audit import Entry, add
from procurement.store.register_database import Database
from procurement.store.register_tables import CATEGORY_MODELS

KEPT, ENDED = "category learning kept", "category learning taken back"
FORGOTTEN = "an upload was scrubbed, and what was learned may have held its words"
TABLES = ("weights", "suppliers", "homes")
_LISTED = [column for column in CATEGORY_MODELS.columns if column.name not in TABLES]


@dataclass(frozen=True)
class KeptModel:
    """told: from what it was learned, and how well it did. ended_at: None where it stands."""

    id: int
    told: dict[str, Any]
    by: str
    at: datetime
    why: str
    ended_at: datetime | None
    ended_by: str
    ended_why: str


@dataclass(frozen=True)
class CategoryModels:
    """Every model that was ever kept, with its tables as CSV text."""

    database: Database

    def all(self) -> list[KeptModel]:
        """Every one, newest first, those that ended too."""
        asked = select(*_LISTED).order_by(CATEGORY_MODELS.c.id.desc())
        with self.database.reading() as connection:
            return [KeptModel(**row) for row in connection.execute(asked).mappings()]

    def in_use(self) -> int | None:
        """The number of the one in use; None where nothing learned is."""
        asked = select(CATEGORY_MODELS.c.id).where(CATEGORY_MODELS.c.ended_at.is_(None))
        with self.database.reading() as connection:
            return connection.execute(asked.order_by(CATEGORY_MODELS.c.id.desc()).limit(1)).scalar_one_or_none()

    def tables(self, model_id: int) -> dict[str, str]:
        """The tables of one by name, as CSV text."""
        asked = select(*[CATEGORY_MODELS.c[name] for name in TABLES]).where(CATEGORY_MODELS.c.id == model_id)
        with self.database.reading() as connection:
            return dict(connection.execute(asked).mappings().one())


def keep(
    connection: Connection, tables: Mapping[str, str], told: Mapping[str, Any], by: str, at: datetime, why: str
) -> None:
    """Add a model inside a writing transaction."""
    row = {**{name: tables[name] for name in TABLES}, "told": dict(told), "by": by, "at": at, "why": why}
    kept = insert(CATEGORY_MODELS).values({**row, "ended_by": "", "ended_why": ""}).returning(CATEGORY_MODELS.c.id)
    made = connection.execute(kept).scalar_one()
    add(connection, [Entry(at, by, KEPT, f"category model {made}", {"why": why})])


def end(connection: Connection, model_id: int, by: str, at: datetime, why: str) -> None:
    """Mark one as ended inside a writing transaction; the one before it that stands is in use again."""
    ended = {"ended_at": at, "ended_by": by, "ended_why": why}
    connection.execute(update(CATEGORY_MODELS).where(CATEGORY_MODELS.c.id == model_id).values(ended))
    add(connection, [Entry(at, by, ENDED, f"category model {model_id}", {"why": why})])


def forget(connection: Connection, at: datetime, by: str) -> None:
    """Empty every model inside a writing transaction, and end those that stand."""
    ended = {"ended_at": at, "ended_by": by, "ended_why": FORGOTTEN}
    connection.execute(update(CATEGORY_MODELS).where(CATEGORY_MODELS.c.ended_at.is_(None)).values(ended))
    connection.execute(update(CATEGORY_MODELS).values(dict.fromkeys(TABLES, "")))
