"""Turning what a disk or a database says into a sentence for the person who was waiting for it."""

import errno
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from deltalake.exceptions import DeltaError
from polars.exceptions import ComputeError
from sqlalchemy.exc import DBAPIError


class StoreProblem(Exception):
    """Something kept could not be read or written; the message says what, where and what to do."""


DISK_AND_DATABASE = (OSError, DeltaError, ComputeError, DBAPIError, sqlite3.Error)

FULL = "The disk is full. Make room on it, then do the same again."
REFUSED = (
    "The disk would not take it: it may be full, its quota may be used up, or it may be failing. Make room on it and "
    "see that it is sound, then do the same again."
)
READ_ONLY = (
    "This folder may not be written to. Allow it, or choose another with PROCUREMENT_HOME, then do the same again."
)
BUSY = "Another program has been writing to the store for too long. Wait for it to finish, then do the same again."
NOT_A_FOLDER = "A file stands where a folder is needed. Move it away, or choose another place with PROCUREMENT_HOME."
BROKEN = "Check the disk, then do the same again; if it fails again, restore the store's folder from its last copy."

PROBE_BYTES = 4096
ADVICE_BY_NUMBER = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EFBIG: FULL,
    errno.EROFS: READ_ONLY,
    errno.EACCES: READ_ONLY,
    errno.EPERM: READ_ONLY,
    errno.ENOTDIR: NOT_A_FOLDER,
    errno.EEXIST: NOT_A_FOLDER,
}
ADVICE_BY_WORDS = {
    "no space left": FULL,
    "disk is full": FULL,
    "file too large": FULL,
    "quota exceeded": FULL,
    "readonly database": READ_ONLY,
    "read-only file system": READ_ONLY,
    "permission denied": READ_ONLY,
    "database is locked": BUSY,
    "not a directory": NOT_A_FOLDER,
}


SQLITE_KEEPS_THE_REASON = ("disk i/o error", "unable to open database file")


@contextmanager
def told_plainly(doing: str, where: Path | str) -> Iterator[None]:
    """Raise StoreProblem in place of whatever the disk, Delta or the database raises inside.

    doing: what was being done, as a noun phrase that can follow "The store could not finish".
    """
    try:
        yield
    except DISK_AND_DATABASE as problem:
        what = f"The store at {where} could not finish {doing}; nothing was left half done."
        raise StoreProblem(f"{what} {advice(problem, Path(where))}") from problem


def advice(problem: Exception, where: Path) -> str:
    """What to do about what the disk, Delta or the database raised."""
    number = problem.errno if isinstance(problem, OSError) else None
    if number in ADVICE_BY_NUMBER:
        return ADVICE_BY_NUMBER[number]
    said = str(problem).lower()
    if any(words in said for words in SQLITE_KEEPS_THE_REASON):
        return _refusal_by(where)
    return next((known for words, known in ADVICE_BY_WORDS.items() if words in said), BROKEN)


def _refusal_by(where: Path) -> str:
    """Ask the disk itself, by writing a few bytes beside the database; it may have changed its mind meanwhile."""
    try:
        with tempfile.TemporaryFile(dir=where if where.is_dir() else where.parent, buffering=0) as probe:
            probe.write(bytes(PROBE_BYTES))
    except OSError as refusal:
        return ADVICE_BY_NUMBER.get(refusal.errno or 0, REFUSED)
    return REFUSED
