"""Looking for texts in every file under a folder, however they are kept there: Parquet, JSON, SQLite, plain, packed."""

import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pyarrow.parquet as pq

PARQUET, GZIP = b"PAR1", b"\x1f\x8b"


@dataclass(frozen=True)
class Trace:
    """A text that was found: which, in which file, and read how."""

    text: str
    place: str
    read_as: str


def traces(folder: Path, texts: Sequence[str]) -> list[Trace]:
    """Every place under `folder` where one of the texts stands, in any case of its letters; none is an empty list."""
    found: list[Trace] = []
    for place in sorted(folder.rglob("*")):
        if place.is_file():
            name = str(place.relative_to(folder))
            found += [Trace(text, name, "its name") for text in texts if text.lower() in name.lower()]
            found += [
                Trace(text, name, how) for how, content in _readings(place) for text in texts if _in(text, content)
            ]
    return found


def _readings(place: Path) -> Iterator[tuple[str, bytes]]:
    content = place.read_bytes()
    yield "bytes", content
    if content[:4] == PARQUET and content[-4:] == PARQUET:
        yield "parquet", _plain(place).encode()
    if content[:2] == GZIP:
        yield "gzip", gzip.decompress(content)


def _plain(place: Path) -> str:
    """Every value of every column, and what the file's own footer says of them."""
    file = pq.ParquetFile(place)
    values: list[Any] = [column.to_pylist() for column in file.read().columns]
    groups = [file.metadata.row_group(number) for number in range(file.metadata.num_row_groups)]
    footers = [str(group.column(number).to_dict()) for group in groups for number in range(group.num_columns)]
    return json.dumps([values, footers, str(file.metadata.metadata)], default=str, ensure_ascii=False)


def _in(text: str, content: bytes) -> bool:
    """As UTF-8, as UTF-16 either way round, as Windows-1252, and as JSON and URLs write it."""
    folded = content.lower()
    ways = {
        text.encode(),
        text.encode("utf-16-le"),
        text.encode("utf-16-be"),
        text.encode("cp1252", "replace"),
        json.dumps(text)[1:-1].encode(),
        quote(text).encode(),
    }
    return any(way.lower() in folded for way in ways) or text.lower() in content.decode(errors="replace").lower()
