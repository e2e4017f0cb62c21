"""The uploaded bytes, each kept once and named by its own SHA-256; a publisher's file name is never a path."""

import hashlib
import os
import re
import tempfile
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from procurement.store.lasting import sync_folder
from procurement.store.problems import StoreProblem, told_plainly

IS_SHA256 = re.compile(r"[0-9a-f]{64}")
ARRIVING = "arriving-"
"""What the name of a file begins with while it is being written."""


@dataclass(frozen=True)
class Originals:
    """A folder of uploaded files."""

    folder: Path

    def keep(self, content: bytes) -> str:
        """Keep `content`, wholly or not at all, and return its SHA-256; the same bytes again change nothing."""
        sha256 = hashlib.sha256(content).hexdigest()
        place = self._place(sha256)
        with told_plainly("keeping an uploaded file", self.folder):
            if not place.exists():
                place.parent.mkdir(parents=True, exist_ok=True)
                _write_aside_then_move(content, place)
                sync_folder(self.folder)
        return sha256

    def read(self, sha256: str) -> bytes:
        """The bytes whose SHA-256 is `sha256`; raises StoreProblem where they are missing or have changed."""
        place = self._place(sha256)
        if not place.is_file():
            raise StoreProblem(f"The uploaded file {sha256} is not in {self.folder}: restore it from the last copy.")
        with told_plainly("reading an uploaded file", self.folder):
            content = place.read_bytes()
        if hashlib.sha256(content).hexdigest() != sha256:
            raise StoreProblem(f"The uploaded file {place} has changed since it was kept: restore it from a copy.")
        return content

    def erase(self, sha256: str) -> bool:
        """Remove the bytes and whatever a killed program left of them; whether they were there."""
        place = self._place(sha256)
        with told_plainly("erasing an uploaded file", self.folder):
            if not place.is_file():
                return False
            content = place.read_bytes()
            for aside in place.parent.glob(f"{ARRIVING}*"):
                if content.startswith(aside.read_bytes()):
                    aside.unlink(missing_ok=True)
            place.unlink()
            sync_folder(place.parent)
        return True

    def sweep(self, needed: Collection[str], before: datetime) -> None:
        """Remove files that were there before a moment and that no upload needs: programs died while storing them."""
        for place in self.folder.glob("*/*") if self.folder.is_dir() else ():
            if place.name not in needed and place.stat().st_mtime < before.timestamp():
                place.unlink(missing_ok=True)

    def _place(self, sha256: str) -> Path:
        if not IS_SHA256.fullmatch(sha256):
            raise StoreProblem(f"{sha256!r} is not a SHA-256, so no uploaded file has that name.")
        return self.folder / sha256[:2] / sha256


def _write_aside_then_move(content: bytes, place: Path) -> None:
    handle, aside = tempfile.mkstemp(dir=place.parent, prefix=ARRIVING)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(aside).replace(place)
    except BaseException:
        Path(aside).unlink(missing_ok=True)
        raise
    sync_folder(place.parent)
