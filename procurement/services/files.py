"""Files that a person names on the command line: single ones, and every file below a folder."""

import codecs
import contextlib
import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

import polars as pl

from procurement.services.problems import CannotDo


def gather(paths: Iterable[Path]) -> list[Path]:
    """The files meant, in the order given, folders by name from the top; hidden files are left out.

    Raises CannotDo where a path does not exist, or holds no file.
    """
    found: list[Path] = []
    for path in paths:
        if not path.exists():
            raise CannotDo(f"There is no file or folder called {path}.")
        inside = sorted(item for item in path.rglob("*") if item.is_file()) if path.is_dir() else [path]
        seen = [item for item in inside if not item.name.startswith(".") or item == path]
        if not seen:
            raise CannotDo(f"There is no file in the folder {path}.")
        found += seen
    return found


def read_columns(path: Path, needed: Sequence[str]) -> pl.DataFrame:
    """Every column of a CSV (UTF-8, UTF-16 or Windows-1252) as text, in its row order.

    A blank line between rows is a row of blanks, so that rows keep their places; blank lines at the end are none. A
    column without a heading is called by its number. Raises CannotDo where a needed column is missing, a heading
    stands twice, or a row has more cells than there are headings.
    """
    return columns_of(path.read_bytes(), path.name, needed)


def columns_of(content: bytes, file_name: str, needed: Sequence[str]) -> pl.DataFrame:
    """As `read_columns`, of a file's bytes."""
    rows = _rows(content, file_name)
    header = [name.strip() or f"column_{place}" for place, name in enumerate(rows[0] if rows else [], start=1)]
    missing = [name for name in needed if name not in header]
    if missing:
        raise CannotDo(f'{file_name} has no column "{missing[0]}"; it has {", ".join(header) or "no headings at all"}.')
    twice = [name for name in header if header.count(name) > 1]
    if twice:
        raise CannotDo(f'{file_name} has two columns called "{twice[0]}". Rename one of them.')
    cells = [_fitted(row, len(header), place, file_name) for place, row in enumerate(rows[1:], start=2)]
    return pl.DataFrame(cells, schema=dict.fromkeys(header, pl.String), orient="row")


def _rows(content: bytes, file_name: str) -> list[list[str]]:
    try:
        rows = list(csv.reader(io.StringIO(_text(content, file_name), newline=""), strict=True))
    except csv.Error as problem:
        raise CannotDo(f"{file_name} is no CSV file that can be read: {problem}.") from problem
    while rows and not rows[-1]:
        rows.pop()
    return rows


def _text(content: bytes, file_name: str) -> str:
    wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "cp1252"):
        with contextlib.suppress(UnicodeDecodeError):
            text = content.decode(encoding)
            if "\0" not in text:
                return text
    raise CannotDo(f"{file_name} is not text. Save it as CSV (UTF-8) and try again.")


def _fitted(row: list[str], width: int, place: int, file_name: str) -> list[str]:
    if any(cell.strip() for cell in row[width:]):
        raise CannotDo(
            f"Row {place} of {file_name} has {len(row)} cells under {width} headings. Put quotes around text that "
            "holds a comma."
        )
    return [*row, *[""] * (width - len(row))][:width]
