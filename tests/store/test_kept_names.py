"""An index of known suppliers that is kept is the index that was made, and is not used by other versions."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from procurement.store import kept_names
from procurement.store.kept_names import KeptNames
from procurement.suppliers import known_names, reference
from procurement.suppliers.known_names import KnownNames
from procurement.suppliers.known_rows import list_rows
from procurement.suppliers.reference import SupplierReference
from procurement.tables import SUPPLIER_READING, SUPPLIER_TEXT

NAMES = ["Quillmere Joinery Ltd", "Oakfern Care PLC", "Tarnbeck Coaches", "Zyxwvut Orchestra"]


@pytest.fixture(scope="module")
def known_words(project: Path) -> SupplierReference:
    folder = project / "data" / "reference"
    return reference.from_frames(
        {name: pl.read_csv(folder / f"{name}.csv", infer_schema=False).fill_null("") for name in reference.FILES}
    )


@pytest.fixture
def index(known_words: SupplierReference) -> KnownNames:
    return known_names.add(KnownNames(), texts(NAMES), known_words)


@pytest.fixture
def kept(tmp_path: Path, index: KnownNames, known_words: SupplierReference) -> KeptNames:
    made = KeptNames(tmp_path / "ready" / "names")
    made.keep(index, known_words)
    return made


def texts(names: list[str], first: int = 0) -> pl.DataFrame:
    rows = [(first + place, name, "", "", "") for place, name in enumerate(names)]
    return pl.DataFrame(rows, schema=SUPPLIER_TEXT, orient="row")


def near_keys(index: KnownNames, known_words: SupplierReference) -> list[int]:
    known = texts(NAMES).with_columns(
        supplier_id=pl.format("S{}", "supplier_text_key"), supplier_label=pl.lit(""), kind=pl.lit("unknown"),
        score=pl.lit(1.0), rule=pl.lit("own name"), reason=pl.lit(""),
    ).select(SUPPLIER_READING.names())  # fmt: skip
    asked = texts(["QUILLMERE JOINERY", "TARNBECK COACHES LIMITED"], first=20)
    return known_names.near(index, asked, list_rows(known), known_words).known["supplier_text_key"].to_list()


def test_what_is_read_is_what_was_kept(kept: KeptNames, index: KnownNames, known_words: SupplierReference) -> None:
    read = KeptNames(kept.folder).read(known_words)
    assert near_keys(read, known_words) == near_keys(index, known_words) == [0, 2]
    grown = known_names.add(read, texts(["Sable Lodge"], first=9), known_words)
    assert sorted(grown.text_keys) == [0, 1, 2, 3, 9]


def test_a_part_that_is_kept_is_not_written_again(kept: KeptNames, known_words: SupplierReference) -> None:
    (first,) = [place.name for place in kept.folder.iterdir() if place.is_dir()]
    opened = KeptNames(kept.folder)
    index = opened.read(known_words)
    assert opened.lacks(index) == 0
    grown = replace(index, parts=(*index.parts, *known_names.add(KnownNames(), texts(["Elm"], 9), known_words).parts))
    assert opened.lacks(grown) == 1
    opened.keep(grown, known_words)
    assert opened.lacks(grown) == 0
    names = [place.name for place in kept.folder.iterdir() if place.is_dir()]
    assert (len(names), first in names) == (2, True)
    assert KeptNames(kept.folder).read(known_words).text_keys.to_list() == [0, 1, 2, 3, 9]


def test_parts_that_the_index_has_no_more_go_with_what_was_half_written(
    kept: KeptNames, index: KnownNames, known_words: SupplierReference
) -> None:
    (kept.folder / "torn.7.aside").mkdir()
    whole = known_names.add(index, texts(["Sable Lodge", "Elm Farm"], first=9), known_words)
    kept.keep(whole, known_words)
    assert len([place for place in kept.folder.iterdir() if place.is_dir()]) == len(whole.parts) == 1


def test_what_somebody_else_has_removed_is_written_again(
    kept: KeptNames, index: KnownNames, known_words: SupplierReference
) -> None:
    shutil.rmtree(kept.folder)
    assert kept.lacks(index) == len(NAMES)
    kept.keep(index, known_words)
    assert KeptNames(kept.folder).read(known_words).text_keys.to_list() == [0, 1, 2, 3]


def test_another_version_or_table_makes_it_useless(
    kept: KeptNames, known_words: SupplierReference, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = replace(known_words, name_abbreviations=known_words.name_abbreviations.head(3))
    assert KeptNames(kept.folder).read(other) == KnownNames()
    assert (
        KeptNames(kept.folder).read(replace(known_words, pseudo_suppliers=known_words.pseudo_suppliers.head(1))).parts
    )
    monkeypatch.setattr(kept_names, "_programs", lambda: b"another version of a program")
    assert KeptNames(kept.folder).read(known_words) == KnownNames()


def test_the_stamp_is_of_every_program_and_of_polars(known_words: SupplierReference, monkeypatch) -> None:
    before = kept_names.made_by(known_words)
    kept_names._programs.cache_clear()
    monkeypatch.setattr(pl, "__version__", "0.1")
    assert kept_names.made_by(known_words) != before
    kept_names._programs.cache_clear()


@pytest.mark.parametrize("damage", ["no list", "no part", "no file", "a torn file", "not a list"])
def test_what_is_damaged_is_not_there(kept: KeptNames, known_words: SupplierReference, damage: str) -> None:
    (part,) = [place for place in kept.folder.iterdir() if place.is_dir()]
    if damage == "no list":
        (kept.folder / kept_names.LIST).unlink()
    elif damage == "no part":
        shutil.rmtree(part)
    elif damage == "no file":
        (part / "marks.npy").unlink()
    elif damage == "a torn file":
        (part / kept_names.NAMES).write_bytes((part / kept_names.NAMES).read_bytes()[:100])
    else:
        (kept.folder / kept_names.LIST).write_text(json.dumps(["parts"]))
    assert KeptNames(kept.folder).read(known_words) == KnownNames()
