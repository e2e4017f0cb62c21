"""One writer of the ledger at a time, across threads and processes, in order of arrival."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path

from procurement.store.living import Marks

PATIENCE_SECONDS = 600.0
SAY_EVERY_SECONDS = 3.0
LOOK_SECONDS, LOOK_WHEN_NEXT_SECONDS = 0.05, 0.01

say_waiting: ContextVar[Callable[[str], object] | None] = ContextVar("say_waiting", default=None)
"""Who hears that a turn is long in coming; nobody, unless a page or a command asks."""


@dataclass(frozen=True)
class WriterLock:
    """An empty SQLite file, used for its lock alone, and beside it the marks of those who wait in line for it.

    A lock file of our own would outlive a crash, and file locks differ between Windows and the rest. The line is for
    fairness alone: whoever has the lock is the one writer, whatever became of the marks.
    """

    file: Path

    @contextmanager
    def held(self) -> Iterator[None]:
        """Wait for a turn and hold it; sqlite3.OperationalError where none comes within PATIENCE_SECONDS."""
        until = time.monotonic() + PATIENCE_SECONDS
        with Marks(self.file.with_suffix(".line")).made() as mine:
            self._wait_in_line(mine, until)
            left = max(until - time.monotonic(), 0.0)
            with closing(sqlite3.connect(self.file, timeout=left, isolation_level=None)) as turn:
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

    def _wait_in_line(self, mine: str, until: float) -> None:
        """Return once nobody alive came before; those who wait long are told so."""
        marks = Marks(self.file.with_suffix(".line"))
        next_word = time.monotonic() + SAY_EVERY_SECONDS
        ahead = marks.before(mine)
        while ahead and time.monotonic() < until:
            if not marks.may_be_alive(ahead[-1]):
                ahead.pop()
                continue
            if time.monotonic() > next_word:
                next_word += SAY_EVERY_SECONDS
                _say(len(marks.before(mine)))
            time.sleep(LOOK_SECONDS if len(ahead) > 1 else LOOK_WHEN_NEXT_SECONDS)


def _say(ahead: int) -> None:
    say = say_waiting.get()
    if say is not None:
        others = "another upload" if ahead < 2 else f"{ahead} other uploads"
        say(f"Waiting for {others} to finish; this one comes next by itself.")
