"""The register's database: SQLite in the store's folder, or PostgreSQL by URL; transactions and how values are kept."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Dialect, Engine, String, create_engine, event
from sqlalchemy.types import TypeDecorator

from procurement.store.problems import StoreProblem, told_plainly

PATIENCE_MILLISECONDS = 60_000


class Moment(TypeDecorator[datetime]):
    """A moment in UTC, kept as ISO 8601 text: it sorts, reads the same in any database, and never loses its zone."""

    impl = String(32)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Into the database."""
        return None if value is None else as_text(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Out of the database."""
        return None if value is None else datetime.fromisoformat(value)


def as_text(moment: datetime) -> str:
    """A moment as it is kept; raises ValueError for one without a time zone, which no other could be compared with."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


class Database:
    """Transactions on the register: reading sees one state throughout, writing takes its turn before it reads."""

    def __init__(self, url: str | URL) -> None:
        """Connect lazily to `url`, such as sqlite:////folder/register.sqlite3 or postgresql+psycopg://…"""
        self.engine: Engine = create_engine(url)
        if self.engine.dialect.name == "sqlite":
            event.listen(self.engine, "connect", _prepare_sqlite)
            event.listen(self.engine, "begin", _begin_sqlite)
        is_file = self.engine.dialect.name == "sqlite"
        server = self.engine.url.render_as_string(hide_password=True)
        self._where = str(self.engine.url.database) if is_file else server
        self._reading = self.engine.execution_options(is_reading=True)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that only reads."""
        with told_plainly("reading the register", self._where), self._reading.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that writes: all of it is kept when the block ends, none of it where the block raises."""
        with told_plainly("writing to the register", self._where), self.engine.begin() as connection:
            yield connection

    def leave_no_trace(self) -> None:
        """Write the whole database anew, so that what was deleted from it stands in no free page and in no side file.

        Needs as much room again while it runs. Raises StoreProblem where there is none, or where another program goes
        on reading for so long that the side file can't be emptied.
        """
        with told_plainly("writing the register anew", self._where), closing(self.engine.raw_connection()) as raw:
            cursor = raw.cursor()
            if self.engine.dialect.name != "sqlite":
                cursor.execute("COMMIT")
                cursor.execute("VACUUM FULL")
                return
            cursor.execute("VACUUM")
            (is_busy, *_) = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            if is_busy:
                raise StoreProblem(
                    f"Another program has been reading {self._where} for too long, and what was deleted may still "
                    "stand in the file beside it. Stop the other program, then do the same again."
                )

    def close(self) -> None:
        """Let go of the file or the server."""
        self.engine.dispose()


def sqlite_url(file: Path) -> URL:
    """The URL of a SQLite file; as text, a % or ? in its path would lead elsewhere."""
    return URL.create("sqlite", database=str(file))


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None  # so that we say when a transaction begins, rather than the driver
    connection.execute(f"PRAGMA busy_timeout = {PATIENCE_MILLISECONDS}")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")


def _begin_sqlite(connection: Connection) -> None:
    """Ask for the write lock at once: a transaction that reads first and writes later is refused when others write."""
    is_reading = connection.get_execution_options().get("is_reading", False)
    connection.exec_driver_sql("BEGIN" if is_reading else "BEGIN IMMEDIATE")
