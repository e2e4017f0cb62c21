"""The index of known suppliers, kept in a folder and mapped from there, so that a new process need not make it again.

It says by which versions and tables it was made; where any of them is another now, it is not used. No store keeps one
yet: it holds names, so that scrubbing would have to erase it first. `benchmarks/supplier_incremental.py` measures it.
"""

import hashlib
import json
import shutil
from pathlib import Path
from tempfile import mkdtemp

import numpy as np
import numpy.typing as npt
import polars as pl
import pyarrow as pa

from procurement.suppliers.known_names import KnownNames
from procurement.suppliers.known_parts import Lists, Part
from procurement.suppliers.reference import FILES, SupplierReference
from procurement.suppliers.vocabulary import Vocabulary

FORMAT = 10
"""To be raised where what an index holds, or how its keys are made, changes."""
NOT_IN_KEYS = {"supplier_match_model", "supplier_kind_words", "pseudo_suppliers", "redaction_wordings"}
"""Tables that the keys of an index do not depend on."""
STAMP = "made-by.json"
TEXTS, NAMES, FACE, WORD = "texts.arrow", "names.arrow", "face.arrow", "word.arrow"
LISTS = ("of_keys", "faces", "of_faces", "of_numbers")
ARRAYS = ("name", "words", "marks", "length")
OF_WORDS = ("number", "texts", "weight", "flags")


def keep(folder: Path, index: KnownNames, reference: SupplierReference) -> None:
    """Write the index beside `folder` and put it in its place; whatever was there is gone."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(mkdtemp(prefix=f"{folder.name}-", dir=folder.parent))
    for place, part in enumerate(index.parts):
        _keep_part(aside / str(place), part)
    (aside / STAMP).write_text(json.dumps(_stamp(reference, len(index.parts))), encoding="utf-8")
    if folder.exists():
        shutil.rmtree(folder)
    aside.rename(folder)


def mapped(folder: Path, reference: SupplierReference) -> KnownNames | None:
    """The index in `folder`, read as it is needed; None where there is none made by these versions and tables."""
    stamp = folder / STAMP
    if not stamp.is_file():
        return None
    said = json.loads(stamp.read_text(encoding="utf-8"))
    if said != _stamp(reference, said.get("parts", 0)):
        return None
    return KnownNames(tuple(_mapped_part(folder / str(place)) for place in range(said["parts"])))


def mapped_frame(path: Path) -> pl.DataFrame:
    """A frame written by write_ipc, of which no more is read than is looked at (polars reads all of it)."""
    found = pl.from_arrow(pa.ipc.open_file(pa.memory_map(str(path))).read_all())
    if not isinstance(found, pl.DataFrame):
        raise TypeError(f"{path} holds no table")
    return found


def _stamp(reference: SupplierReference, parts: int) -> dict[str, str | int]:
    """What the keys of an index depend on: the hash of Polars is not the same in every version."""
    tables = hashlib.blake2b(digest_size=12)
    for name in sorted({*FILES} - NOT_IN_KEYS):
        tables.update(getattr(reference, name).write_csv().encode())
    return {"format": FORMAT, "polars": pl.__version__, "tables": tables.hexdigest(), "parts": parts}


def _keep_part(folder: Path, part: Part) -> None:
    folder.mkdir()
    part.texts.write_ipc(folder / TEXTS)
    part.names.write_ipc(folder / NAMES)
    part.face.to_frame("text").write_ipc(folder / FACE)
    part.vocabulary.text.to_frame("text").write_ipc(folder / WORD)
    for name, array in _arrays(part).items():
        np.save(folder / f"{name}.npy", array, allow_pickle=False)


def _arrays(part: Part) -> dict[str, npt.NDArray[np.generic]]:
    lists = {name: getattr(part, name) for name in LISTS}
    return {
        **{f"{name}.keys": listed.keys for name, listed in lists.items()},
        **{f"{name}.numbers": listed.numbers for name, listed in lists.items()},
        **{name: getattr(part, name) for name in ARRAYS},
        **{f"word.{name}": getattr(part.vocabulary, name) for name in OF_WORDS},
    }


def _mapped_part(folder: Path) -> Part:
    def array(name: str) -> npt.NDArray[np.generic]:
        return np.load(folder / f"{name}.npy", mmap_mode="r", allow_pickle=False)

    lists = {name: Lists(array(f"{name}.keys"), array(f"{name}.numbers")) for name in LISTS}  # type: ignore[arg-type]
    frames = {"texts": mapped_frame(folder / TEXTS), "names": mapped_frame(folder / NAMES)}
    face, word = (mapped_frame(folder / name)["text"] for name in (FACE, WORD))
    vocabulary = Vocabulary(text=word, **{name: array(f"word.{name}") for name in OF_WORDS})  # type: ignore[arg-type]
    arrays = {name: array(name) for name in ARRAYS}
    return Part(**lists, **frames, **arrays, face=face, vocabulary=vocabulary)  # type: ignore[arg-type]
