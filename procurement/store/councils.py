"""What people set up for councils: how each one's files are to be read, and the hubs they are grouped in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select

from procurement.store.facts import count_change
from procurement.store.register_database import Database
from procurement.store.register_tables import COUNCIL_PROFILES, HUB_MEMBERS, HUBS
from procurement.store.upserting import upsert


@dataclass(frozen=True)
class Profiles:
    """Each council's answers to the questions that its files raised, by the question's code."""

    database: Database

    def answers(self, authority_code: str) -> dict[str, str]:
        """The answers kept for a council; none gives an empty dictionary."""
        asked = select(COUNCIL_PROFILES.c.answers).where(COUNCIL_PROFILES.c.authority_code == authority_code)
        with self.database.reading() as connection:
            return dict(connection.execute(asked).scalar_one_or_none() or {})

    def keep(self, authority_code: str, answers: dict[str, str], by: str, at: datetime) -> None:
        """Make `answers` the whole of the council's profile."""
        row = {"authority_code": authority_code, "answers": answers, "by": by, "at": at}
        with self.database.writing() as connection:
            upsert(connection, COUNCIL_PROFILES, [row])


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
