"""Totals that arithmetic proves: a row without a day whose amount is the sum of the payments that it closes."""

import polars as pl

from procurement.spend.texts.plain_cells import says_nothing

SPEAKS_OF_TOTAL = r"(?i)\b(?:sub[ -]?)?totals?\b"
BARE_CELLS = 2
"""Cells of a row that names no supplier: its amount, and perhaps a label; a payment without a supplier has more."""


def are_sums(rows: pl.DataFrame) -> pl.Series:
    """Whether each row is the sum of the payments since the row before it that may be one, or, above them all, of all.

    rows: in order, with `pence`, `day`, `supplier` and `filled_cells`. Only a row without a day may be a sum, and one
    that names a supplier only where it calls that a total. Empty in gives empty out.
    """
    may_be = says_nothing("supplier") & (pl.col("filled_cells") <= BARE_CELLS)
    closes = pl.col("pence").is_not_null() & pl.col("day").is_null() & (may_be | speaks_of_total("supplier"))
    told = rows.select("pence", "day", closes=closes)
    if not told["closes"].any():
        return told["closes"]
    paid = pl.when(~pl.col("closes") & pl.col("day").is_not_null()).then("pence")
    group = pl.col("closes").cast(pl.Int64()).cum_sum().shift(1, fill_value=0)
    summed = told.with_columns(paid=paid, group=group).with_columns(
        part=pl.col("paid").sum().over("group"),
        lines=pl.col("paid").count().over("group"),
        before=pl.col("paid").is_not_null().cast(pl.Int64()).cum_sum(),
        whole=pl.col("paid").sum(),
        all_lines=pl.col("paid").count(),
    )
    of_part = (pl.col("lines") > 0) & (pl.col("pence") == pl.col("part"))
    of_all = (pl.col("before") == 0) & (pl.col("all_lines") > 1) & (pl.col("pence") == pl.col("whole"))
    return summed.select(pl.col("closes") & (of_part | of_all)).to_series()


def speaks_of_total(column: str) -> pl.Expr:
    """Whether a cell has the word total in it, as "Total Adult Services" and "Alder Paving Ltd Total" do."""
    return pl.col(column).fill_null("").str.contains(SPEAKS_OF_TOTAL)
