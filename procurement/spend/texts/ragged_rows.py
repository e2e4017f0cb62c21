"""Rows with more or fewer cells than the headings: an accident in one row, or the way of the whole file."""

import polars as pl

from procurement.spend.named_table import NamedTable
from procurement.spend.texts.plain_cells import is_filled

SYSTEMATIC_ROWS, SYSTEMATIC_SHARE = 10, 0.02
"""From so many rows, and this share of them, spilt or cut rows are the file's way and not an accident."""


def is_long(named: NamedTable) -> pl.Expr:
    """Whether anything stands beyond the last cell of the heading row; a workbook's rows are all one width."""
    width = named.heading_row.width if named.heading_row else len(named.table.columns)
    beyond = named.table.columns[width:]
    if named.table.kind != "csv" or not beyond:
        return pl.lit(False)
    return pl.any_horizontal(is_filled(column) for column in beyond)


def is_short(named: NamedTable) -> pl.Expr:
    """Whether the row ends before the last column that has a heading."""
    headed = [column for column, text in named.labels.items() if text and not text.startswith("column ")]
    if named.table.kind != "csv" or not headed or named.heading_row is None:
        return pl.lit(False)
    return pl.col(headed[-1]).is_null()


def is_systematic(lines: pl.DataFrame, condition: pl.Expr) -> bool:
    """Whether so many of the lines meet the condition that it is the file's way."""
    found = lines.filter(condition).height
    return found >= SYSTEMATIC_ROWS and found >= SYSTEMATIC_SHARE * lines.height
