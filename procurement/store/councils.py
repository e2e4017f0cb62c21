"""What people set up for councils: how each one's files are to be read, and the hubs they are grouped in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from procurement.store.audit import Entry, add
from procurement.store.facts import count_change
from procurement.store.register_database import Database
from procurement.store.register_tables import COUNCIL_PROFILES, HUB_MEMBERS, HUBS
from procurement.store.upserting import upsert


@dataclass(frozen=True)
class Profiles:
    """Each council's answers to the questions that its files raised, by a key: the question's code and the layout."""

    database: Database

    def answers(self, authority_code: str) -> dict[str, dict[str, Any]]:
        """The answers kept for a council; none gives an empty dictionary."""
        with self.database.reading() as connection:
            return _answers(connection, authority_code)

    def change(
        self, authority_code: str, changes: Mapping[str, dict[str, Any] | None], by: str, at: datetime, action: str
    ) -> None:
        """Set answers by key, or forget those that are None; each change goes to the audit trail with what was before.

        All in one transaction, so that two people at once lose nothing. A key that stays as it was is no change.
        """
        with self.database.writing() as connection:
            kept = _answers(connection, authority_code)
            made = {key: after for key, after in changes.items() if kept.get(key) != after}
            entries = [
                Entry(at, by, action, authority_code, {"key": key, "before": kept.get(key), "after": after})
                for key, after in made.items()
            ]
            left = {key: value for key, value in {**kept, **made}.items() if value is not None}
            row = {"authority_code": authority_code, "answers": left, "by": by, "at": at}
            upsert(connection, COUNCIL_PROFILES, [row] if made else [])
            add(connection, entries)


def _answers(connection: Connection, authority_code: str) -> dict[str, dict[str, Any]]:
    asked = select(COUNCIL_PROFILES.c.answers).where(COUNCIL_PROFILES.c.authority_code == authority_code)
    return dict(connection.execute(asked).scalar_one_or_none() or {})


@dataclass(frozen=True)
class Hubs:
    """Groupings of councils that a person composed, by name."""

    database: Database

    def all(self) -> dict[str, list[str]]:
        """Each hub's authority codes, hubs and codes in alphabetical order."""
        asked = (
            select(HUBS.c.name, HUB_MEMBERS.c.authority_code)
            .outerjoin(HUB_MEMBERS, HUBS.c.name == HUB_MEMBERS.c.name)
            .order_by(HUBS.c.name, HUB_MEMBERS.c.authority_code)
        )
        hubs: dict[str, list[str]] = {}
        with self.database.reading() as connection:
            for name, code in connection.execute(asked):
                hubs.setdefault(name, []).extend([] if code is None else [code])
        return hubs

    def keep(self, name: str, authority_codes: Sequence[str], by: str, at: datetime) -> None:
        """Make a hub, or make `authority_codes` the whole of it."""
        members = [{"name": name, "authority_code": code} for code in sorted(set(authority_codes))]
        with self.database.writing() as connection:
            upsert(connection, HUBS, [{"name": name, "by": by, "at": at}])
            connection.execute(delete(HUB_MEMBERS).where(HUB_MEMBERS.c.name == name))
            if members:
                connection.execute(insert(HUB_MEMBERS), members)
            count_change(connection)

    def remove(self, name: str) -> None:
        """Dissolve a hub; one that is not there is no error."""
        with self.database.writing() as connection:
            connection.execute(delete(HUBS).where(HUBS.c.name == name))
            count_change(connection)
