"""What people decided about suppliers, categories, files and cases: only ever added to, undone by a mark."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from procurement.store.facts import changes_of, count_change
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


Also = Callable[[Connection, Sequence[int]], None]
"""Writes what goes with decisions, by their numbers, in the same transaction."""


@dataclass(frozen=True)
class Decisions:
    """All decisions, in the order they were made."""

    database: Database

    def record(self, kind: str, key: Any, value: Any, by: str, at: datetime, why: str) -> int:
        """Add a decision and return its id; `key` and `value` are whatever JSON can hold."""
        (made,) = self.record_many([New(kind, key, value, by, at, why)])
        return made

    def record_many(self, new: Sequence[New], also: Also | None = None) -> list[int]:
        """Add decisions and return their ids, in order; `also` writes what goes with them, in the same transaction."""
        with self.database.writing() as connection:
            adding = insert(DECISIONS).returning(DECISIONS.c.id, sort_by_parameter_order=True)
            rows = [{**vars(one), "undone_by": ""} for one in new]
            made = list(connection.execute(adding, rows).scalars()) if rows else []
            _finish(connection, made, also)
        return made

    def undo(self, decision_id: int, by: str, at: datetime) -> None:
        """Mark a decision as undone; raises StoreProblem where there is none that stands."""
        self.undo_many([decision_id], by, at)

    def undo_many(self, numbers: Sequence[int], by: str, at: datetime, also: Also | None = None) -> None:
        """Mark decisions as undone, and write what goes with it; StoreProblem, and nothing done, where one is not."""
        with self.database.writing() as connection:
            for number in numbers:
                standing = (DECISIONS.c.id == number) & DECISIONS.c.undone_at.is_(None)
                undone = connection.execute(update(DECISIONS).where(standing).values(undone_at=at, undone_by=by))
                if undone.rowcount == 0:
                    raise StoreProblem(f"Decision {number} does not stand, so it cannot be undone.")
            _finish(connection, numbers, also)

    def changes(self) -> int:
        """How many times decisions were made or undone, by any program."""
        with self.database.reading() as connection:
            return changes_of(connection, DECISIONS)

    def has(self, kind: str) -> bool:
        """Whether a decision of that kind stands."""
        asked = select(DECISIONS.c.id).where(DECISIONS.c.kind == kind, DECISIONS.c.undone_at.is_(None)).limit(1)
        with self.database.reading() as connection:
            return connection.execute(asked).first() is not None

    def last_number(self) -> int:
        """The highest number that a decision has, 0 where there is none."""
        with self.database.reading() as connection:
            return connection.execute(select(func.max(DECISIONS.c.id))).scalar() or 0

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


def _finish(connection: Connection, numbers: Sequence[int], also: Also | None) -> None:
    if also:
        also(connection, numbers)
    count_change(connection, DECISIONS)
