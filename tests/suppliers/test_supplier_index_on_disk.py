"""An index of known suppliers kept on disk is the index that was made, and is not used by other versions."""

import json
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from benchmarks import supplier_index_on_disk
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


def test_what_is_mapped_is_what_was_kept(tmp_path: Path, known_words: SupplierReference) -> None:
    index = known_names.add(KnownNames(), texts(NAMES), known_words)
    supplier_index_on_disk.keep(tmp_path / "index", index, known_words)
    supplier_index_on_disk.keep(tmp_path / "index", index, known_words)
    mapped = supplier_index_on_disk.mapped(tmp_path / "index", known_words)
    assert mapped is not None
    assert near_keys(mapped, known_words) == near_keys(index, known_words) == [0, 2]
    assert [path.name for path in tmp_path.iterdir()] == ["index"]
    grown = known_names.add(mapped, texts(["Sable Lodge"], first=9), known_words)
    assert sorted(grown.text_keys) == [0, 1, 2, 3, 9]


def test_another_version_or_table_makes_it_useless(tmp_path: Path, known_words: SupplierReference) -> None:
    index = known_names.add(KnownNames(), texts(NAMES), known_words)
    supplier_index_on_disk.keep(tmp_path / "index", index, known_words)
    other = replace(known_words, name_abbreviations=known_words.name_abbreviations.head(3))
    assert supplier_index_on_disk.mapped(tmp_path / "index", other) is None
    stamp = tmp_path / "index" / supplier_index_on_disk.STAMP
    stamp.write_text(json.dumps({**json.loads(stamp.read_text()), "polars": "0.1"}))
    assert supplier_index_on_disk.mapped(tmp_path / "index", known_words) is None
    assert supplier_index_on_disk.mapped(tmp_path / "nowhere", known_words) is None
