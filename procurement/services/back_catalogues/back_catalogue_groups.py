"""Files whose owner is not told, put together so that a person is asked once for many."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from procurement.places import mentions
from procurement.services.back_catalogues.back_catalogue_files import Found
from procurement.spend.days.date_shapes import MONTH_NUMBERS
from procurement.ui import words

WITHOUT_MEANING = frozenset({"csv", "xls", "xlsx", "ods", "txt", "zip", "tsv", *MONTH_NUMBERS})
Key = tuple[str, str, tuple[str, ...]]


@dataclass(frozen=True)
class Group:
    """Files that one answer is for. glob: matches their paths; likely: codes of the authorities they may be of."""

    key: Key
    glob: str
    files: int
    example: str
    why: str
    likely: tuple[str, ...]

    @property
    def place(self) -> str:
        """Which files are meant, in words."""
        folder, pattern, _ = self.key
        called = f' called "{pattern} …"' if pattern else ""
        return f"{words.count(self.files, 'file')} in {folder or 'this folder'}/{called}"


def keys(files: Sequence[Found], settled: Iterable[tuple[str, str]]) -> dict[str, tuple[str, str]]:
    """Folder and kind of name of each file (by its shown path), as far as they tell files of one owner from others.

    settled: folder and owner of files that are told. Where a folder holds files of several owners, or all its files
    have names of several kinds, the kind of name counts; elsewhere the folder is enough, and the kind is "".
    """
    owners: dict[str, set[str]] = {}
    for folder, owner in settled:
        owners.setdefault(folder, set()).add(owner)
    kinds: dict[str, set[str]] = {}
    for file in files:
        kinds.setdefault(file.folder, set()).add(pattern_of(file.name))
    mixed = {
        folder
        for folder, found in kinds.items()
        if len(owners.get(folder, ())) > 1 or (len(found) > 1 and "" not in found)
    }
    return {file.shown: (file.folder, pattern_of(file.name) if file.folder in mixed else "") for file in files}


def pattern_of(name: str) -> str:
    """What a file's name says besides figures, months and its ending: the same for each month of a series.

    >>> pattern_of("acme__2018-10.csv"), pattern_of("March-2020-csv.csv"), pattern_of("Spend over 500 Apr19.xlsx")
    ('acme', '', 'spend over')
    """
    said = [word.lower() for word in mentions.pieces(name)]
    return " ".join(word for word in said if not word.isdigit() and word not in WITHOUT_MEANING)


def glob_of(key: tuple[str, str], example: str, files: int) -> str:
    """What matches the paths of a group, to be written on the command line."""
    folder, pattern = key
    if files == 1:
        return _plain(example)
    begun = re.split(r"[^A-Za-z]", pattern)[0] if pattern else ""
    at = f"{_plain(folder)}/" if folder else ""
    return f"{at}*{begun}*" if begun else f"{at}*"


def _plain(path: str) -> str:
    """A path in which no letter stands for others."""
    return re.sub(r"([*?[])", r"[\1]", path)
