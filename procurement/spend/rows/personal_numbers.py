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

NHS = (
    r"(?i)\b(?:nhs|patients?|clients?|service users?)\b[^\d\n]{0,20}(\d{3}[ -]?\d{3}[ -]?\d{4})\b"
    r"|(?:^|[^\d-])(\d{3}[ -]\d{3}[ -]\d{4})(?:$|[^\d-])"
)
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


def masked(text: str) -> str:
    """The text with every such number, and everything that is written like an NHS number, masked."""
    numbers = r"\b\d{3}[ -]?\d{3}[ -]?\d{4}\b"
    return pl.select(pl.lit(text).str.replace_all(PLAIN, MASK).str.replace_all(numbers, MASK)).item()


def _holds_nhs_number(text: pl.Expr) -> pl.Expr:
    """Whether a text holds ten digits in the right place whose check digit agrees: modulus 11 of weights 10 to 2."""
    written = pl.coalesce(text.str.extract(NHS, 1), text.str.extract(NHS, 2)).fill_null("")
    digits = written.str.replace_all(r"\D", "")
    place = [digits.str.slice(at, 1).cast(pl.Int64, strict=False) for at in range(10)]  # null where there is no number
    total = pl.sum_horizontal(digit * weight for digit, weight in zip(place, WEIGHTS, strict=False))
    return (digits.str.len_chars() == 10) & ((11 - total % 11) % 11 == place[9])
