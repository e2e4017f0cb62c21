"""Expressions that several registers share: text without stray spaces, days, postcodes."""

import polars as pl

POSTCODE = r"^([A-Z]{1,2}\d[A-Z\d]?)\s*(\d[A-Z]{2})$"
WHOLLY_QUOTED = r'^"((?:[^"]|"")*)"$'
DAMAGED = "\ufffd"
"""What stands for bytes that are no UTF-8."""


def tidy(column: str) -> pl.Expr:
    """The text with one space between words and none around."""
    text = pl.col(column).fill_null("").str.strip_chars()
    return pl.when(text.str.contains(r"\s\s|[\t\r\n]")).then(text.str.replace_all(r"\s+", " ")).otherwise(text)


def unquoted(column: str) -> pl.Expr:
    """Tidy text without the quotation marks that stand around all of it, as some writers put them.

    >>> pl.DataFrame({"n": ['"THE ""OLD"" HALL"', '"OLD" HALL', 'THE "HALL"']}).select(unquoted("n"))["n"].to_list()
    ['THE "OLD" HALL', '"OLD" HALL', 'THE "HALL"']
    """
    text = tidy(column)
    inside = text.str.extract(WHOLLY_QUOTED, 1).str.replace_all('""', '"', literal=True)
    return pl.coalesce(inside.str.strip_chars(), text)


def day(column: str, shape: str) -> pl.Expr:
    """The day that a text states in one shape (as strptime has it), null where it states none; see `unread_days`."""
    return tidy(column).str.head(10).str.to_date(shape, strict=False)


def unread_days(frame: pl.DataFrame, columns: dict[str, str]) -> int:
    """How many cells of the columns (name: shape) hold something that is no day, so that nothing is kept of them."""
    said = [
        frame.filter(pl.col(name).fill_null("").str.strip_chars() != "").select(day(name, shape).is_null().sum())
        for name, shape in columns.items()
    ]
    return sum(int(count.item()) for count in said)


def postcode(column: str) -> pl.Expr:
    """A postcode in capitals with one space before its last three characters, "" where the text is none.

    >>> pl.DataFrame({"p": ["bl90sw", "n/a"]}).select(postcode("p"))["p"].to_list()
    ['BL9 0SW', '']
    """
    text = pl.col(column).fill_null("").str.to_uppercase().str.strip_chars()
    return pl.concat_str(text.str.extract(POSTCODE, 1), text.str.extract(POSTCODE, 2), separator=" ").fill_null("")
