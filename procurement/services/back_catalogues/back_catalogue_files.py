"""The files of a back-catalogue: every one below the folders named, in order, and those that hold no spend."""

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from procurement.services.problems import CannotDo, sentence
from procurement.services.uploading.ingesting import MARK
from procurement.spend.receive import shown_name

REPORT_NAME = re.compile(r"ingest-report-\d{4}-\d{2}-\d{2}-\d+\.csv")
NO_SPEND = re.compile(r"(readme|licen[cs]e|copying)(\.\w+)?|thumbs\.db|desktop\.ini|~\$.*", re.IGNORECASE)
IS_NONE = "This is not a spend file"


@dataclass(frozen=True)
class Found:
    """A file or folder on the disk. path: where to open it. shown: its path from the folder named, for people and for
    telling whose it is; refusal: why it is not to be opened, "" where it is."""

    path: Path
    shown: str
    refusal: str = ""

    @property
    def folder(self) -> str:
        """The path of its folder, as shown."""
        return self.shown.rpartition("/")[0]

    @property
    def name(self) -> str:
        """Its name, as shown."""
        return self.shown.rpartition("/")[2]


def find(paths: Iterable[Path]) -> list[Found]:
    """Every file meant, in the order given, folders by name from the top; one named twice comes once.

    Folders that can't be opened are listed with why. Raises CannotDo where a path does not exist, or holds no file.
    """
    found: dict[str, Found] = {}
    for path in paths:
        if not path.exists():
            raise CannotDo(f"There is no file or folder called {path}.")
        inside = list(_below(path)) if path.is_dir() else [_found(path, path.absolute().parent.parent)]
        if not inside:
            raise CannotDo(f"There is no file in the folder {path}.")
        found |= {os.path.realpath(one.path): one for one in inside}
    return list(found.values())


def _below(folder: Path) -> Iterator[Found]:
    troubles: list[OSError] = []
    top = folder.resolve().parent
    steps = sorted(os.walk(folder.resolve(), onerror=troubles.append))
    for place, _, names in steps:
        for name in sorted(names):
            yield _found(Path(place, name), top)
    for trouble in troubles:
        place = Path(trouble.filename)
        yield Found(place, _shown(place, top), sentence(trouble))


def _found(path: Path, top: Path) -> Found:
    whole = path.absolute()
    return Found(whole, _shown(whole, top), _refusal(whole))


def _shown(path: Path, top: Path) -> str:
    """The path from `top`, fit to be shown: nothing in it can't be seen, and it is text whatever the disk says."""
    parts = path.relative_to(top).parts
    return "/".join(shown_name(os.fsencode(part).decode(errors="replace")) for part in parts)


def refusal_of_note(name: str) -> str:
    """Why a file of that name, on a disk or in an archive, is not read: it is a note; "" where it may be spend."""
    return f"{IS_NONE}: it has the name of a note or of a file that a program left." if NO_SPEND.fullmatch(name) else ""


def _refusal(path: Path) -> str:
    if path.name == MARK:
        return f"{IS_NONE}: it marks the files beside it as invented."
    if path.name.startswith("."):
        return f"{IS_NONE}: it is hidden."
    if REPORT_NAME.fullmatch(path.name):
        return f"{IS_NONE}: it is a report of an earlier run."
    if note := refusal_of_note(path.name):
        return note
    return "" if path.is_file() else f"{IS_NONE}: it is no ordinary file."
