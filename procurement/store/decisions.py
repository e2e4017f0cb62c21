"""What people decided about suppliers, categories, files and cases: only ever added to, undone by a mark."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from procurement.store.facts import count_change
from procurement.store.problems import StoreProblem
from procurement.store.register_database import Database
from procurement.store.register_tables import DECISIONS


@dataclass(frozen=True)
class Decision:
    """One decision: what about (`kind`, `key`), what (`value`), by whom, when and why, and when undone."""

    id: int
    kind: str
    key: Any
    value: Any
    by: str
    at: datetime
    why: str
    undone_at: datetime | None
    undone_by: str


@dataclass(frozen=True)
class New:
    """A decision to be recorded; `key` and `value` are whatever JSON can hold."""

    kind: str
    key: Any
    value: Any
    by: str
    at: datetime
    why: str


@dataclass(frozen=True)
class Decisions:
    """All decisions, in the order they were made."""

    database: Database

    def record(self, kind: str, key: Any, value: Any, by: str, at: datetime, why: str) -> int:
        """Add a decision and return its id; `key` and `value` are whatever JSON can hold."""
        (made,) = self.record_many([New(kind, key, value, by, at, why)])
        return made

    def record_many(self, new: Sequence[New], also: Callable[[Connection], None] | None = None) -> list[int]:
        """Add decisions and return their ids, in order; `also` writes what goes with them, in the same transaction."""
        with self.database.writing() as connection:
            adding = insert(DECISIONS).returning(DECISIONS.c.id)
            made = [connection.execute(adding.values(**vars(one), undone_by="")).scalar_one() for one in new]
            _finish(connection, also)
        return made

    def undo(self, decision_id: int, by: str, at: datetime, also: Callable[[Connection], None] | None = None) -> None:
        """Mark a decision as undone, and write what goes with it; StoreProblem where there is none that stands."""
        standing = (DECISIONS.c.id == decision_id) & DECISIONS.c.undone_at.is_(None)
        with self.database.writing() as connection:
            undone = connection.execute(update(DECISIONS).where(standing).values(undone_at=at, undone_by=by))
            if undone.rowcount == 0:
                raise StoreProblem(f"Decision {decision_id} does not stand, so it cannot be undone.")
            _finish(connection, also)

    def standing(self, kind: str = "") -> list[Decision]:
        """Decisions that were not undone, oldest first, of one kind where it is given."""
        return [one for one in self.history(kind) if one.undone_at is None]

    def history(self, kind: str = "") -> list[Decision]:
        """Every decision, undone ones too, oldest first, of one kind where it is given."""
        asked = select(DECISIONS).order_by(DECISIONS.c.id)
        if kind:
            asked = asked.where(DECISIONS.c.kind == kind)
        with self.database.reading() as connection:
            return [Decision(**row) for row in connection.execute(asked).mappings()]


def _finish(connection: Connection, also: Callable[[Connection], None] | None) -> None:
    if also:
        also(connection)
    count_change(connection)
