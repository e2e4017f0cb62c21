"""Cells without the spaces and invisible marks around them; what stands inside is left as published."""

from collections.abc import Set

import polars as pl

EDGE_MARKS = (
    " \t\r\n\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b"
    "\u202f\u205f\u2060\u3000\ufeff"
)

SPREADSHEET_ERROR = r"(?i)^#(ref!?|n/?a|value!?|name\??|div/0!?|null!?|num!?|spill!?|calc!?|#+)$"
"""What a spreadsheet writes where a formula failed or a column was too narrow."""

TOO_NARROW = r"^##+$"
"""What a spreadsheet shows, prints and saves as text in place of a day for which its column was too narrow."""

NOTHING_SAID = (
    "",
    "-",
    "--",
    "–",
    "—",
    ".",
    "n/a",
    "na",
    "#n/a",
    "nil",
    "null",
    "none",
    "(blank)",
    "blank",
    "0",
    "not yet available",
    "awaiting",
    "tbc",
)
"""Words that publishers write in a cell which holds nothing."""


def strip_edges(cells: pl.DataFrame, columns: list[str], marks: str = EDGE_MARKS) -> pl.DataFrame:
    """The named text columns with spaces and invisible marks taken from both ends; null stays null.

    marks: those of EDGE_MARKS that the cells may hold, all unless told; each more that is looked for takes time.
    """
    return cells.with_columns(pl.col(columns).str.strip_chars(marks))


def marks_among(beyond_ascii: Set[str]) -> str:
    """Those of EDGE_MARKS that a text may hold whose characters beyond ASCII are known.

    >>> marks_among({"é", "\u00a0"}) == " \\t\\r\\n\u00a0"
    True
    """
    return "".join(mark for mark in EDGE_MARKS if mark.isascii() or mark in beyond_ascii)


def is_filled(column: str | pl.Expr) -> pl.Expr:
    """Whether a stripped cell holds anything at all."""
    cell = pl.col(column) if isinstance(column, str) else column
    return cell.is_not_null() & (cell != "")


def says_nothing(column: str) -> pl.Expr:
    """Whether a stripped cell is empty or holds one of the words that stand for nothing."""
    return pl.col(column).fill_null("").str.to_lowercase().is_in(NOTHING_SAID)


def with_told_once(rows: pl.DataFrame, column: str, **told: pl.Expr) -> pl.DataFrame:
    """`rows` with what is told of the texts in `column`, worked out once for each text and not for each row.

    told: the new columns, each an expression of `column` alone.
    """
    texts = rows.select(pl.col(column).unique()).with_columns(**told)
    of_rows = rows.select(column).join(
        texts, on=column, how="left", validate="m:1", nulls_equal=True, maintain_order="left"
    )
    return rows.with_columns(of_rows.drop(column))
