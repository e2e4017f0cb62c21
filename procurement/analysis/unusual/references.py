"""References as they are compared: INV-00123, inv 123 and 123A are one bill's number, typed by different hands."""

import polars as pl

LEAST_DIGITS = 4
"""Fewer digits than this are compared with their letters, for A12 and B12 are easily two bills."""


def with_core(bills: pl.DataFrame, column: str) -> pl.DataFrame:
    """The rows with `core`, in another order: what is left of the text in `column` to compare, "" where nothing.

    That is its digits, from four on, else its letters and digits. Leading zeros count for nothing. A reference without
    a digit names no bill.
    """
    digits = bills.with_columns(core=pl.col(column).str.replace_all("[^0-9]+", "").str.strip_chars_start("0"))
    is_long = pl.col("core").str.len_bytes() >= LEAST_DIGITS
    short = digits.filter(~is_long).with_columns(
        core=pl.when(pl.col(column).str.contains("[0-9]"))
        .then(pl.col(column).str.to_uppercase().str.replace_all(r"[^\p{L}\p{N}]+", "").str.strip_chars_start("0"))
        .otherwise(pl.lit(""))
    )
    return pl.concat([digits.filter(is_long), short])
