"""Rows of text as lists, before they are a frame: what tables of web pages, XML and JSON are first read into."""

from collections.abc import Mapping
from itertools import zip_longest

import polars as pl

from procurement.spend.workbooks.sheets import Sheet, measured

Grid = list[list[str]]
Grids = dict[str, Grid]
"""Name of each table to its rows, the first being row 1."""


def as_sheets(grids: Grids, hidden: Mapping[str, bool] | None = None) -> list[Sheet]:
    """Each table as a sheet: TEXT_ROWS, null where a row ends before the longest does."""
    return [measured(name, _cells(rows), is_hidden=(hidden or {}).get(name, False)) for name, rows in grids.items()]


def _cells(rows: Grid) -> pl.DataFrame:
    columns = zip_longest(*rows)
    texts = [pl.Series(f"column_{place}", column, dtype=pl.String) for place, column in enumerate(columns)]
    return pl.DataFrame([pl.Series("line", range(1, len(rows) + 1), dtype=pl.Int64), *texts])
