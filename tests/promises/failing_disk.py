"""A disk that fails when told to: a small C library, loaded before the C library into children of these tests.

It stands between a program and its files, so SQLite, Delta Lake's own threads and Python are refused alike.
"""

import ctypes
import errno
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

SOURCE = Path(__file__).with_suffix(".c")
KINDS = {"writes": 1, "syncs": 2, "names": 4, "everything": 7}
PRELOAD = "LD_PRELOAD"


@dataclass(frozen=True)
class Fault:
    """The `at`th change of a kind under a folder fails with `number`, and every later one where it lasts; 0: none."""

    at: int = 0
    number: int = errno.ENOSPC
    kind: Literal["writes", "syncs", "names", "everything"] = "writes"
    is_lasting: bool = False

    def arm(self, folder: Path) -> None:
        """Begin to count; does nothing where no change is to fail."""
        if self.at:
            where = str(folder.resolve()).encode()
            _library().arm(where, KINDS[self.kind], ctypes.c_long(self.at), self.number, int(self.is_lasting))


def is_there() -> bool:
    """Whether a C compiler is at hand on a system that loads libraries in front."""
    return os.name == "posix" and _compiler() is not None


@contextmanager
def loaded() -> Iterator[None]:
    """Programs started meanwhile have the library in front; without a compiler they start as they are."""
    before = os.environ.get(PRELOAD)
    if is_there():
        os.environ[PRELOAD] = str(_compiled())
    try:
        yield
    finally:
        if before is not None:
            os.environ[PRELOAD] = before
        else:
            os.environ.pop(PRELOAD, None)


def _compiler() -> str | None:
    return shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")


@cache
def _compiled() -> Path:
    library = Path(tempfile.mkdtemp(prefix="failing-disk-")) / "failing_disk.so"
    compiler = _compiler()
    assert compiler, "there is no C compiler"
    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-w", "-o", library, SOURCE, "-ldl"], check=True)
    return library


@cache
def _library() -> ctypes.CDLL:
    return ctypes.CDLL(os.environ[PRELOAD])
