"""The index of known names in a folder, so that a program that starts need not take a million names apart again.

Never the truth, and never needed: it knows texts and not what they were read as. It says what it was made by (the
programs, the tables and the version of Polars, whose hashes are not the same in each); where any of these is another
now, it is not used. Parts of an index never change, so that a part that is kept is not written again.
"""

import json
import os
import shutil
from dataclasses import dataclass, field
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any
from uuid import uuid4

import numpy.typing as npt
import polars as pl

import procurement.suppliers
from procurement.store import mapped_files
from procurement.store.lasting import sync_file, sync_folder
from procurement.suppliers.known_names import KnownNames
from procurement.suppliers.known_parts import Lists, Part
from procurement.suppliers.reference import FILES, SupplierReference
from procurement.suppliers.vocabulary import Vocabulary

NOT_IN_KEYS = {"supplier_match_model", "supplier_kind_words", "pseudo_suppliers", "redaction_wordings"}
"""Tables that nothing in an index depends on."""
LIST = "parts.json"
TEXTS, NAMES, FACE, WORD = "texts.arrow", "names.arrow", "face.arrow", "word.arrow"
LISTS = ("of_keys", "faces", "of_faces", "of_numbers")
ARRAYS = ("name", "words", "marks", "length")
OF_WORDS = ("number", "texts", "weight", "flags")


@dataclass
class KeptNames:
    """A folder with a folder a part, and a list of those that make up the index, in order."""

    folder: Path
    _kept: dict[str, Part] = field(default_factory=dict)

    def read(self, reference: SupplierReference) -> KnownNames:
        """The index that is kept; an empty one where none is that was made by these programs and tables."""
        try:
            said = json.loads((self.folder / LIST).read_text(encoding="utf-8"))
            if said["made_by"] == made_by(reference):
                self._kept = {name: _mapped(self.folder / name) for name in said["parts"]}
                return KnownNames(tuple(self._kept.values()))
        except mapped_files.UNREADABLE:
            pass
        return KnownNames()

    def lacks(self, index: KnownNames) -> int:
        """How many texts of an index stand in parts that were neither read here nor kept."""
        return sum(part.texts.height for part in index.parts if self._name(part) is None)

    def keep(self, index: KnownNames, reference: SupplierReference) -> None:
        """Keep an index, and let go of parts that are not in it; OSError where the disk will not take it."""
        self.folder.mkdir(parents=True, exist_ok=True)
        kept: dict[str, Part] = {}
        for part in index.parts:
            name = self._name(part)
            if name is None:
                name = uuid4().hex
                _write(part, self.folder / name)
            kept[name] = part
        self._list(made_by(reference), [*kept])
        self._kept = kept
        for place in self.folder.iterdir():
            if place.is_dir() and place.name not in kept:
                shutil.rmtree(place)

    def _name(self, part: Part) -> str | None:
        """The name under which a part is kept, and still there."""
        named = (name for name, kept in self._kept.items() if kept is part)
        return next((name for name in named if (self.folder / name).is_dir()), None)

    def _list(self, stamp: str, parts: list[str]) -> None:
        aside = self.folder / f"{LIST}.{os.getpid()}.aside"
        aside.write_text(json.dumps({"made_by": stamp, "parts": parts}), encoding="utf-8")
        sync_file(aside)
        aside.replace(self.folder / LIST)
        sync_folder(self.folder)


def made_by(reference: SupplierReference) -> str:
    """What all that an index holds depends on, in short: tables, programs, and the version of Polars."""
    told = blake2b(_programs(), digest_size=16)
    for name in sorted({*FILES} - NOT_IN_KEYS):
        told.update(getattr(reference, name).write_csv().encode())
    return told.hexdigest()


@cache
def _programs() -> bytes:
    """The text of every module that makes or reads an index, and the version of Polars, in short."""
    told = blake2b(pl.__version__.encode())
    for place in (Path(__file__), *sorted(Path(procurement.suppliers.__file__ or "").parent.glob("*.py"))):
        told.update(place.name.encode() + place.read_bytes())
    return told.digest()


def _write(part: Part, folder: Path) -> None:
    """A part as files; the folder is moved into its place once they are whole."""
    aside = folder.with_name(f"{folder.name}.{os.getpid()}.aside")
    aside.mkdir()
    for name, column in ((FACE, part.face), (WORD, part.vocabulary.text)):
        mapped_files.write_frame(column.to_frame("text"), aside / name)
    for name, frame in ((TEXTS, part.texts), (NAMES, part.names)):
        mapped_files.write_frame(frame, aside / name)
    for sort in LISTS:
        listed: Lists = getattr(part, sort)
        mapped_files.write_array(listed.keys, aside / f"{sort}.keys.npy")
        mapped_files.write_array(listed.numbers, aside / f"{sort}.numbers.npy")
    for name in ARRAYS:
        mapped_files.write_array(getattr(part, name), aside / f"{name}.npy")
    for name in OF_WORDS:
        mapped_files.write_array(getattr(part.vocabulary, name), aside / f"word.{name}.npy")
    aside.rename(folder)


def _mapped(folder: Path) -> Part:
    def array(name: str) -> npt.NDArray[Any]:
        """The array of this name."""
        return mapped_files.array(folder / f"{name}.npy")

    lists = {name: Lists(array(f"{name}.keys"), array(f"{name}.numbers")) for name in LISTS}
    frames = {"texts": mapped_files.frame(folder / TEXTS), "names": mapped_files.frame(folder / NAMES)}
    face, word = (mapped_files.frame(folder / name)["text"] for name in (FACE, WORD))
    vocabulary = Vocabulary(text=word, **{name: array(f"word.{name}") for name in OF_WORDS})
    arrays: dict[str, Any] = {**lists, **frames, **{name: array(name) for name in ARRAYS}}
    return Part(**arrays, face=face, vocabulary=vocabulary)
