"""Text from outside that a spreadsheet would run as a formula is made to stand still."""

import polars as pl
import polars.selectors as cs

STARTS_A_FORMULA = r"""^[\s\x00"'\u200b-\u200f\u2060\ufeff]*[=+\-@\t\r\n＝＋－＠]"""
"""Also after what a spreadsheet, or the person who pastes, may take off: spaces, quotation marks, unseen characters."""

IS_PLAIN_NUMBER = r"^[+-]?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?$"
MARK = "'"


def text(found: str) -> str:
    """One text, with an apostrophe before it where it would start a formula; a plain number such as -12.50 is left."""
    return pl.DataFrame({"text": [found]}).select(expression("text")).item()


def as_it_was(found: str) -> str:
    """A text that was disarmed when it left, without the apostrophe; any other as it is.

    >>> as_it_was("'=1+1 Ltd"), as_it_was("'Tis Ltd")
    ('=1+1 Ltd', "'Tis Ltd")
    """
    left = found.removeprefix(MARK)
    return left if left != found and text(left) == found else found


def expression(column: str) -> pl.Expr:
    """The text column `column`, disarmed. Source: OWASP, CSV injection (= + - @, tab, carriage return)."""
    given = pl.col(column)
    is_armed = given.str.contains(STARTS_A_FORMULA) & ~given.str.contains(IS_PLAIN_NUMBER)
    return pl.when(is_armed).then(MARK + given).otherwise(given).alias(column)


def disarm(frame: pl.DataFrame) -> pl.DataFrame:
    """The table as it may leave: text and headings disarmed, lists joined by semicolons, all else as it was."""
    lists = cs.by_dtype(pl.List(pl.String))
    joined = frame.with_columns(lists.list.join(";")).with_columns(cs.categorical().cast(pl.String))
    names = [name for name, kind in joined.schema.items() if kind == pl.String]
    return joined.with_columns(expression(name) for name in names).rename({name: text(name) for name in joined.columns})
