"""A sheet of a workbook as it was loaded, with how many of its rows look like payments."""

from dataclasses import dataclass

import polars as pl

from procurement.spend.text_limits import cell_columns, is_blank

DATE = r"^\s*(\d{4}-\d{2}-\d{2}|\d{1,2}[/.\- ](\d{1,2}|[A-Za-z]{3,9})[/.\- ]\d{2,4})"
MONEY = r"^\s*[-(]?\s*£?\s*-?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?\)?-?\s*$"


@dataclass(frozen=True)
class Sheet:
    """A sheet's rows as TEXT_ROWS, whether it is hidden, how many rows hold something, and how many of them look like
    payments: a date and a number, in a row of three cells or more."""

    name: str
    cells: pl.DataFrame
    is_hidden: bool
    rows: int
    payment_like: int


def measured(name: str, cells: pl.DataFrame, *, is_hidden: bool) -> Sheet:
    """A sheet with its rows counted."""
    columns = cell_columns(cells)
    if not columns:
        return Sheet(name, cells, is_hidden, 0, 0)
    filled = pl.sum_horizontal(~is_blank(column) for column in columns)
    has_date = pl.any_horizontal(pl.col(column).str.contains(DATE) for column in columns).fill_null(False)
    has_money = pl.any_horizontal(pl.col(column).str.contains(MONEY) for column in columns).fill_null(False)
    counts = cells.select(rows=(filled > 0).sum(), payment_like=((filled >= 3) & has_date & has_money).sum())
    return Sheet(name, cells, is_hidden, *counts.row(0))
