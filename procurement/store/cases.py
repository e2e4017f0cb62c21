"""Business cases and scenarios as people saved them, with the state of the store that each was made from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from procurement.store.audit import Entry, add
from procurement.store.problems import StoreProblem
from procurement.store.register_database import Database
from procurement.store.register_tables import CASES

SAVED, SET_ASIDE, BROUGHT_BACK = "case saved", "case set aside", "case brought back"
ACTIONS = (SAVED, SET_ASIDE, BROUGHT_BACK)


@dataclass(frozen=True)
class SavedCase:
    """A saved case: its inputs, the figures that they gave, and the store's `version` that they were drawn from.

    ended_at: when it was set aside; None where it stands.
    """

    id: int
    name: str
    kind: str
    inputs: dict[str, Any]
    version: str
    by: str
    at: datetime
    why: str
    figures: dict[str, Any]
    ended_at: datetime | None
    ended_by: str
    ended_why: str


@dataclass(frozen=True)
class SavedCases:
    """Every case ever saved; saving one of the same name again keeps the earlier one too."""

    database: Database

    def save(
        self,
        name: str,
        inputs: Mapping[str, Any],
        version: str,
        by: str,
        at: datetime,
        why: str = "",
        kind: str = "case",
        figures: Mapping[str, Any] | None = None,
    ) -> int:
        """Save a case or (`kind`) a scenario, and return its id."""
        row = {"name": name, "kind": kind, "inputs": inputs, "version": version, "by": by, "at": at, "why": why}
        kept = {**row, "figures": figures or {}, "ended_by": "", "ended_why": ""}
        with self.database.writing() as connection:
            made: int = connection.execute(insert(CASES).values(kept).returning(CASES.c.id)).scalar_one()
            _tell(connection, SAVED, made, by, at, why)
        return made

    def set_aside(self, case_id: int, by: str, at: datetime, why: str) -> None:
        """Mark a case so that it is no longer listed; StoreProblem where none of that id stands."""
        self._mark(case_id, SET_ASIDE, {"ended_at": at, "ended_by": by, "ended_why": why}, by, at, why)

    def bring_back(self, case_id: int, by: str, at: datetime) -> None:
        """Take the mark away; StoreProblem where none of that id is set aside."""
        self._mark(case_id, BROUGHT_BACK, {"ended_at": None, "ended_by": "", "ended_why": ""}, by, at, "")

    def get(self, case_id: int) -> SavedCase:
        """One saved case; raises StoreProblem where there is none of that id."""
        with self.database.reading() as connection:
            found = connection.execute(select(CASES).where(CASES.c.id == case_id)).mappings().first()
        if found is None:
            raise StoreProblem(f"No saved case has the number {case_id}.")
        return SavedCase(**found)

    def all(self, name: str = "") -> list[SavedCase]:
        """Saved cases, newest first, those set aside too; of one name where it is given."""
        asked = select(CASES).order_by(CASES.c.id.desc())
        if name:
            asked = asked.where(CASES.c.name == name)
        with self.database.reading() as connection:
            return [SavedCase(**row) for row in connection.execute(asked).mappings()]

    def _mark(self, case_id: int, action: str, values: Mapping[str, Any], by: str, at: datetime, why: str) -> None:
        is_set_aside = CASES.c.ended_at.is_not(None)
        fitting = (CASES.c.id == case_id) & (is_set_aside if action == BROUGHT_BACK else ~is_set_aside)
        with self.database.writing() as connection:
            if connection.execute(update(CASES).where(fitting).values(values)).rowcount == 0:
                state = "is set aside" if action == BROUGHT_BACK else "stands"
                raise StoreProblem(f"No saved case of the number {case_id} {state}.")
            _tell(connection, action, case_id, by, at, why)


def _tell(connection: Connection, action: str, case_id: int, by: str, at: datetime, why: str) -> None:
    add(connection, [Entry(at, by, action, f"case {case_id}", {"why": why})])
