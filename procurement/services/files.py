"""Files that a person names on the command line: single ones, and every file below a folder."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

import polars as pl


def gather(paths: Iterable[Path]) -> list[Path]:
    """The files meant, in the order given, folders by name from the top; hidden files are left out.

    Raises FileNotFoundError with a sentence where a path does not exist.
    """
    found: list[Path] = []
    for path in paths:
        if not path.exists():
            raise FileNotFoundError(f"There is no file or folder called {path}.")
        inside = sorted(item for item in path.rglob("*") if item.is_file()) if path.is_dir() else [path]
        found += [item for item in inside if not item.name.startswith(".")]
    return found


def read_columns(path: Path, needed: Sequence[str], optional: Sequence[str]) -> pl.DataFrame:
    """Every column of a CSV as text, in its row order; `optional` columns that are absent are added blank.

    Raises ValueError naming the column where a needed one is missing.
    """
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    header = [name.strip() for name in rows[0]] if rows else []
    missing = [name for name in needed if name not in header]
    if missing:
        raise ValueError(
            f'{path.name} has no column "{missing[0]}"; it has {", ".join(header) or "no headings at all"}.'
        )
    width = len(header)
    cells = [[*row, *[""] * (width - len(row))][:width] for row in rows[1:] if row]
    frame = pl.DataFrame(cells, schema=dict.fromkeys(header, pl.String), orient="row")
    return frame.with_columns(pl.lit("").alias(name) for name in optional if name not in header)
