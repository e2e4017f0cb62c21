"""Payments above the headings, as where a sheet was sorted with its headings in it: looked for, that none be lost."""

import polars as pl

from procurement.spend.columns import column_contents
from procurement.spend.money import amount_sides
from procurement.spend.named_table import NamedTable
from procurement.spend.texts.plain_cells import says_nothing

ABOVE_HEADINGS = "ABOVE_HEADINGS"


def with_those_below(named: NamedTable) -> pl.DataFrame:
    """The rows below the headings, after those above them that may be payments: TEXT_ROWS, by line.

    Such a row has an amount, words for a supplier and a figure in the column of dates; whether that is a day is for the
    reader of dates to say. Of a file without a column of dates, or without headings, nothing above is taken.
    """
    if named.table.parts:
        above, below = (named.cells.filter(one) for one in (named.is_above_headings, ~named.is_above_headings))
    else:
        below = column_contents.below(named.cells, named.last_heading_line)
        above = named.cells.head(named.cells.height - below.height)
    if "paid_on" not in named.columns or above.is_empty():
        return below
    supplier, paid_on = named.columns["supplier_name"][0], named.columns["paid_on"][0]
    may_be_paid = (
        amount_sides.read(above, named.columns)["pence"].is_not_null()
        & above.select(
            pl.col(paid_on).fill_null("").str.contains(r"\d")
            & pl.col(supplier).fill_null("").str.contains("[A-Za-z]")
            & ~says_nothing(supplier)
        ).to_series()
    )
    return pl.concat([above.filter(may_be_paid), below]).sort("line") if may_be_paid.any() else below
