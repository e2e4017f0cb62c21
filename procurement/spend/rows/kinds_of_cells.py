"""Rows that say what the cells below them hold: units, kinds of data, the columns' numbers, a filter's "(All)"."""

import polars as pl

from procurement.spend.texts.plain_cells import is_filled

A_KIND = (
    r"(?i)^\(?(?:£|£'?s|gbp|sterling|dd?[-/. ]mm?[-/. ](?:yy){1,2}|(?:yy){1,2}[-/. ]mm?[-/. ]dd?"
    r"|dd?[-/. ]mmm[-/. ](?:yy){1,2}|text|string|number|numeric|date|currency|decimal|integer|float|char|varchar"
    r"|general|alpha(?:numeric)?|free text|n/?a|all|blanks?|non ?blanks?|multiple items)\)?"
    r"(?:\(\d{1,4}(?:,\d{1,2})?\))?$"
)
"""What such a row writes in place of a payment's name, day and amount."""

FEWEST_CELLS = 2
FEWEST_NUMBERS = 4
"""Columns that are numbered 1, 2, 3 and 4 in their order: no payment has such cells."""


def are_named(rows: pl.DataFrame, columns: list[str]) -> pl.Series:
    """Whether every filled cell of a row, two or more, says what stands below it, or they count the columns from 1.

    rows: stripped cells of `columns`, and `pence`. Only rows without an amount, or that begin with 1 and 2, are looked
    at. Empty in gives empty out.
    """
    named = pl.repeat(False, rows.height, dtype=pl.Boolean(), eager=True)
    counts = pl.lit(False)
    if len(columns) >= FEWEST_NUMBERS:
        counts = pl.all_horizontal(pl.col(column) == str(place) for place, column in enumerate(columns[:2], 1))
    may_be = rows.select(pl.col("pence").is_null() | counts.fill_null(False)).to_series().arg_true()
    if not may_be.len():
        return named
    filled = pl.sum_horizontal(is_filled(column).cast(pl.Int64()) for column in columns)
    kinds = pl.all_horizontal(~is_filled(column) | pl.col(column).str.contains(A_KIND) for column in columns)
    numbers = pl.all_horizontal(
        ~is_filled(column) | (pl.col(column) == str(place)) for place, column in enumerate(columns, 1)
    )
    told = (kinds & (filled >= FEWEST_CELLS)) | (numbers & (filled >= FEWEST_NUMBERS))
    found = rows[may_be].select(told.fill_null(False)).to_series()
    return named.scatter(may_be.filter(found), True)
