"""Marks of programs at work: files locked for as long as their maker lives, so that a dead one is told from a slow."""

import sqlite3
import time
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from math import inf
from pathlib import Path

LOCKED_WITHIN_SECONDS = 1.0
"""A mark is locked a moment after it is made."""
FORGOTTEN_AFTER_SECONDS = 60
"""A dead mark that is no older is not cleared away, only passed over."""
LOOKED_AT_FOR_SECONDS = 10.0
"""Whoever looks whether a mark is alive locks it for an instant, and its maker waits for as long as this meanwhile."""


@dataclass(frozen=True)
class Marks:
    """A folder of marks, named by the moment that each was made at, so that their names are in order of arrival.

    Each is an empty SQLite file, used for its lock alone: the operating system frees it when its maker ends.
    """

    folder: Path

    @contextmanager
    def made(self) -> Iterator[str]:
        """Make a mark and hold it; its name is handed over, and it is gone when the block ends."""
        self.folder.mkdir(parents=True, exist_ok=True)
        name = f"{time.time_ns():020d}-{uuid.uuid4().hex}"
        place = self.folder / name
        try:
            with closing(sqlite3.connect(place, timeout=LOOKED_AT_FOR_SECONDS, isolation_level=None)) as lock:
                lock.execute("BEGIN EXCLUSIVE")
                yield name
        finally:
            with suppress(OSError):  # a mark without a maker is cleared away by those who come later
                place.unlink(missing_ok=True)

    def before(self, name: str) -> list[str]:
        """Names of the marks made before `name`, dead ones too, in order."""
        return sorted(one.name for one in self.folder.iterdir() if one.name < name and not _is_side_file(one))

    def is_alive(self, name: str) -> bool:
        """Whether the maker of a mark still holds it; a dead one's mark is cleared away."""
        place = self.folder / name
        try:
            with closing(sqlite3.connect(f"{place.resolve().as_uri()}?mode=rw", uri=True, timeout=0.0)) as lock:
                lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as refusal:
            return "locked" in str(refusal)
        if self._age_seconds(name) > FORGOTTEN_AFTER_SECONDS:
            with suppress(OSError):
                place.unlink(missing_ok=True)
        return False

    def may_be_alive(self, name: str) -> bool:
        """As `is_alive`, or made so lately that its maker may be about to lock it."""
        return self.is_alive(name) or -1 < self._age_seconds(name) < LOCKED_WITHIN_SECONDS

    def _age_seconds(self, name: str) -> float:
        """Since the mark was made; far below nought where it is gone."""
        try:
            return time.time() - (self.folder / name).stat().st_mtime
        except OSError:
            return -inf


def _is_side_file(place: Path) -> bool:
    return place.name.endswith("-journal")
