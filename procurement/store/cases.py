"""Business cases and scenarios as people saved them, with the state of the store that each was made from."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select

from procurement.store.problems import StoreProblem
from procurement.store.register_database import Database
from procurement.store.register_tables import CASES


@dataclass(frozen=True)
class SavedCase:
    """A saved case: its inputs, and the store's `version` that they were drawn from."""

    id: int
    name: str
    kind: str
    inputs: dict[str, Any]
    version: str
    by: str
    at: datetime
    why: str


@dataclass(frozen=True)
class SavedCases:
    """Every case ever saved; saving one of the same name again keeps the earlier one too."""

    database: Database

    def save(
        self, name: str, inputs: dict[str, Any], version: str, by: str, at: datetime, why: str = "", kind: str = "case"
    ) -> int:
        """Save a case or (`kind`) a scenario, and return its id."""
        row = {"name": name, "kind": kind, "inputs": inputs, "version": version, "by": by, "at": at, "why": why}
        with self.database.writing() as connection:
            return connection.execute(insert(CASES).values(row).returning(CASES.c.id)).scalar_one()

    def get(self, case_id: int) -> SavedCase:
        """One saved case; raises StoreProblem where there is none of that id."""
        with self.database.reading() as connection:
            found = connection.execute(select(CASES).where(CASES.c.id == case_id)).mappings().first()
        if found is None:
            raise StoreProblem(f"No saved case has the number {case_id}.")
        return SavedCase(**found)

    def all(self, name: str = "") -> list[SavedCase]:
        """Saved cases, newest first, of one name where it is given."""
        asked = select(CASES).order_by(CASES.c.id.desc())
        if name:
            asked = asked.where(CASES.c.name == name)
        with self.database.reading() as connection:
            return [SavedCase(**row) for row in connection.execute(asked).mappings()]
