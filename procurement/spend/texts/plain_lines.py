"""Lines that follow the rules of CSV to the letter, cut many at a time; whatever is in doubt is left to records.py."""

from io import BytesIO

import polars as pl

from procurement.spend.texts.delimiter import Layout

LINES_AT_ONCE = 250_000
"""Few enough that the text of one such block takes some tens of megabytes."""


WIDEST = 256
"""Cells of a row; the pattern that tells a plain line grows with them."""


def are_plain(texts: pl.Series, layout: Layout) -> pl.Series:
    """Whether each line is a whole row by itself, of the usual width, its quotation marks round cells or doubled.

    A line with a NUL is never plain, and no line of a file of single cells, or of more than WIDEST, is.
    """
    if not 1 < layout.width <= WIDEST:
        return pl.repeat(False, texts.len(), dtype=pl.Boolean, eager=True)
    separator = f"\\x{ord(layout.delimiter):02x}"
    cell = rf'(?:"[^"\x00]*(?:""[^"\x00]*)*"|[^"\x00{separator}]*)'
    return texts.str.contains(f"^{cell}(?:{separator}{cell}){{{layout.width - 1}}}$")


def cut(texts: pl.Series, layout: Layout) -> pl.DataFrame:
    """The cells of plain lines, in order: column_0, column_1 … as String, an empty cell "".

    >>> cut(pl.Series(['1,"a, b",']), Layout(",", 3)).rows()
    [('1', 'a, b', '')]
    """
    schema = {f"column_{place}": pl.String() for place in range(layout.width)}
    text = BytesIO()
    # The names go first, so that no first cell is taken for a byte order mark or the beginning of a compressed file.
    text.write(f"{layout.delimiter.join(schema)}\n".encode())
    texts.to_frame().write_csv(text, include_header=False, quote_style="never")
    return pl.read_csv(
        text.getvalue(),
        schema=schema,
        separator=layout.delimiter,
        infer_schema=False,
        empty_string_is_null=False,
        raise_if_empty=False,
    )


def filled(texts: pl.Series, layout: Layout) -> int:
    """How many plain lines have something in some cell; a space is something, a pair of quotation marks is nothing.

    >>> filled(pl.Series(["a,,", ',"",', ",, "]), Layout(",", 3))
    2
    """
    separator = f"\\x{ord(layout.delimiter):02x}"
    empty = texts.str.contains(rf'^(?:"")?(?:{separator}(?:"")?)*$')
    return texts.len() - int(empty.sum())
