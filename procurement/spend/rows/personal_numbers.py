"""Numbers that stand for one person: National Insurance and NHS numbers, bank sort codes, and e-mail addresses.

An NHS number has ten digits like many an invoice number, so it counts only where its check digit agrees and either it
is written 3-3-4 or a word such as NHS or patient stands before it.
"""

from collections.abc import Iterable

import polars as pl

PLAIN = (
    r"(?i)\b[a-ceghj-pr-tw-z][a-ceghj-npr-tw-z] ?\d{2} ?\d{2} ?\d{2} ?[a-d]\b|[\w.+-]+@[\w-]+\.[a-z.]{2,}"
    r"|\bsort ?code:? ?\d{2}-?\d{2}-?\d{2}\b"
)
"""A National Insurance number, an e-mail address, a bank sort code."""

WORDED = r"(?i)\b(?:nhs|patients?|clients?|service users?)\b[^0-9\n]{0,20}[0-9]{3}[ -]?[0-9]{3}[ -]?[0-9]{4}\b"
SPACED = r"(?:^|[^0-9-])[0-9]{3}(?:  |-)[0-9]{3}(?:  |-)[0-9]{4}(?:$|[^0-9-])"
"""Ten digits after a word, and ten written 3-3-4; the second in a text whose spaces are doubled, so that one of two
spaces is left where the next number may begin."""

WEIGHTS = range(10, 1, -1)
TEXTS = ("purpose", "supplier_name", "department", "publisher_category", "account", "body_name")
"""The columns of text. References are left out: they are shown in no view, and many are shaped like such numbers."""

MASK = "•••"
MAY_HOLD_ONE = r"@|\d\d[ -]?\d\d[ -]?\d\d|\d{3}[ -]?\d{3}[ -]?\d{4}"
"""What a text needs to hold any of them at all: looked for first, since it is found much sooner."""


def is_personal(column: str) -> pl.Expr:
    """Whether each text of `column` holds such a number; null holds none."""
    text = pl.col(column).fill_null("")
    return text.str.contains(PLAIN) | _holds_nhs_number(text)


def in_any(rows: pl.DataFrame, columns: Iterable[str]) -> pl.Series:
    """Whether any of the columns of each row holds such a number. Each text is looked at once, most of them briefly."""
    found = pl.repeat(False, rows.height, dtype=pl.Boolean(), eager=True)
    for column in columns:
        texts = rows.select(pl.col(column).unique().alias("text")).filter(pl.col("text").str.contains(MAY_HOLD_ONE))
        personal = texts.filter(is_personal("text"))["text"] if texts.height else texts["text"]
        if personal.len():
            found = found | rows[column].is_in(personal.implode()).fill_null(False)
    return found


def masked(text: pl.Expr) -> pl.Expr:
    """The texts with every such number, and everything that is written like an NHS number, masked."""
    return text.str.replace_all(PLAIN, MASK).str.replace_all(r"\b[0-9]{3}[ -]?[0-9]{3}[ -]?[0-9]{4}\b", MASK)


def _holds_nhs_number(text: pl.Expr) -> pl.Expr:
    """Whether any ten digits in the right place are such a number: another number may stand before it."""
    doubled = text.str.replace_all(r"([^0-9-])", "$1$1")
    written = pl.concat_list(text.str.extract_all(WORDED), doubled.str.extract_all(SPACED))
    return written.list.eval(_agrees(pl.element().str.replace_all("[^0-9]", ""))).list.any()


def _agrees(digits: pl.Expr) -> pl.Expr:
    """Whether the last of ten digits checks the others: modulus 11 of weights 10 to 2."""
    place = [digits.str.slice(at, 1).cast(pl.Int64) for at in range(10)]
    total = pl.sum_horizontal(digit * weight for digit, weight in zip(place, WEIGHTS, strict=False))
    return (11 - total % 11) % 11 == place[9]
