"""One writer of the ledger at a time, across threads and processes; a writer that is killed lets go by dying."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

PATIENCE_SECONDS = 600.0


@dataclass(frozen=True)
class WriterLock:
    """An empty SQLite file, used for its lock alone: the operating system frees it when a process ends.

    A lock file of our own would outlive a crash, and file locks differ between Windows and the rest.
    """

    file: Path

    @contextmanager
    def held(self) -> Iterator[None]:
        """Wait for a turn and hold it; sqlite3.OperationalError where none comes within PATIENCE_SECONDS."""
        with closing(sqlite3.connect(self.file, timeout=PATIENCE_SECONDS, isolation_level=None)) as turn:
            turn.execute("BEGIN EXCLUSIVE")
            yield

    @contextmanager
    def held_if_free(self) -> Iterator[bool]:
        """Hold the turn where nobody has it, and say whether that was so."""
        with closing(sqlite3.connect(self.file, timeout=0.0, isolation_level=None)) as turn:
            try:
                turn.execute("BEGIN EXCLUSIVE")
            except sqlite3.OperationalError as refusal:
                if "locked" not in str(refusal):
                    raise
                yield False
            else:
                yield True
