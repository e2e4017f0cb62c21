"""Files that are being read or stored at this moment, so that a restart can say of each what became of it.

This is never how it is known that an upload exists: the ledger's log alone says that. Lost, it costs a sentence; so a
disk that will not take it stops nobody here, and is told of by the steps that matter.
"""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from procurement.store.living import Marks


@dataclass(frozen=True)
class Arrival:
    """A file that came in; `sha256` is "" until it was read. `at` is the moment, as ISO 8601 text in UTC."""

    file_name: str
    authority_code: str
    at: str
    sha256: str = ""


@dataclass
class Arriving:
    """What one program is taking in; the list is rewritten whole with each step, or kept nowhere without a place."""

    place: Path | None
    stored_next: tuple[Arrival, ...] = ()

    def begin(self, file_name: str, authority_code: str) -> None:
        """A file came in and is about to be read."""
        came = Arrival(file_name, authority_code, datetime.now(UTC).isoformat())
        self._write((*self.stored_next, came))

    def was_read(self, authority_code: str, files: Sequence[tuple[str, str]]) -> None:
        """The file that came in last was read, and held `files`, each a name and a SHA-256."""
        at = datetime.now(UTC).isoformat()
        self.stored_next = (*self.stored_next, *(Arrival(name, authority_code, at, sha256) for name, sha256 in files))
        self._write(self.stored_next)

    def are_stored(self) -> None:
        """Everything that was read is stored."""
        self.stored_next = ()
        self._write(())

    def _write(self, arrivals: Sequence[Arrival]) -> None:
        if self.place is None:
            return
        with suppress(OSError):
            aside = self.place.with_suffix(".aside")
            aside.write_text(json.dumps([asdict(one) for one in arrivals]), encoding="utf-8")
            aside.replace(self.place)


@dataclass(frozen=True)
class Arrivals:
    """A folder with a list for each program that is taking files in, and a mark that tells whether it lives."""

    folder: Path

    @contextmanager
    def receiving(self) -> Iterator[Arriving]:
        """A list to keep while files are taken in; it is gone when the block ends, whichever way."""
        with ExitStack() as marks:
            place = None
            with suppress(OSError, sqlite3.Error):
                place = self.folder / f"{marks.enter_context(Marks(self.folder).made())}.json"
            try:
                yield Arriving(place)
            finally:
                with suppress(OSError):
                    if place is not None:
                        place.unlink(missing_ok=True)

    def left_behind(self) -> dict[str, list[Arrival]]:
        """By the name of its mark, what each program that died was taking in."""
        names = [place.stem for place in sorted(self.folder.glob("*.json"))]
        return {name: self._read(name) for name in names if not Marks(self.folder).is_alive(name)}

    def forget(self, names: Sequence[str]) -> None:
        """Clear away what dead programs left, once it was said."""
        for name in names:
            for place in self.folder.glob(f"{name}*"):
                place.unlink(missing_ok=True)

    def sweep(self) -> None:
        """Clear away lists that dead programs left half written."""
        for place in self.folder.glob("*.aside"):
            if not Marks(self.folder).may_be_alive(place.stem):
                place.unlink(missing_ok=True)

    def _read(self, name: str) -> list[Arrival]:
        """What a list says; nothing where there is none, or a power cut left it empty or broken off."""
        try:
            rows = json.loads((self.folder / f"{name}.json").read_text(encoding="utf-8"))
            return [Arrival(**one) for one in rows]
        except (FileNotFoundError, ValueError, TypeError):
            return []
