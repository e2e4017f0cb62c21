"""References as they are compared: INV-00123, inv 123 and 123A are one bill's number, typed by different hands."""

import polars as pl

LEAST_DIGITS = 4
"""Fewer digits than this are compared with their letters, for A12 and B12 are easily two bills."""


def core(column: str) -> pl.Expr:
    """What is left of a reference to compare: its digits, from four on, else its letters and digits; "" where neither.

    Leading zeros count for nothing. A reference without a digit names no bill, so it gives "".
    """
    plain = pl.col(column).str.to_uppercase().str.replace_all(r"[^\p{L}\p{N}]+", "")
    digits = plain.str.replace_all(r"\D+", "").str.strip_chars_start("0")
    short = plain.str.strip_chars_start("0")
    return (
        pl.when(digits.str.len_chars() >= LEAST_DIGITS)
        .then(digits)
        .when(digits != "")
        .then(short)
        .otherwise(pl.lit(""))
    )
