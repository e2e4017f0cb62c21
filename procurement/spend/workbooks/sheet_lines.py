"""Lines of sheets that are read together: one number holds which of them, and the row that the sheet itself gives."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

A_SHEET = 1_000_000_000
"""Line 3,000,000,214 is row 214 of the third sheet that was read; no file read as a single table has so many lines."""


@dataclass(frozen=True)
class SheetPart:
    """One of several sheets read together. number: from 1, in the order of the workbook. last_heading_line: the line
    that its headings end on, as a line of the whole; 0 where it goes on without any. titles: the texts above them."""

    name: str
    number: int
    last_heading_line: int
    titles: tuple[str, ...] = ()

    @property
    def first_line(self) -> int:
        """The number before that of its first row."""
        return self.number * A_SHEET

    def holds(self) -> pl.Expr:
        """Whether a `line` is one of this sheet's."""
        return pl.col("line").is_between(self.first_line, self.first_line + A_SHEET - 1)


def number_of(line: int) -> int:
    """Which of the sheets read together a line stands on, from 1; 0 for a line of a single table.

    >>> number_of(3_000_000_214), number_of(214)
    (3, 0)
    """
    return line // A_SHEET


def row(line: int, sheets: Sequence[str] = ()) -> str:
    """A line as people find it. `sheets`: the names of those read together, in order.

    >>> row(214), row(2_000_000_214, ["April", "May"])
    ('214', '214 of sheet "May"')
    """
    number = number_of(line)
    return f'{line % A_SHEET} of sheet "{sheets[number - 1]}"' if 0 < number <= len(sheets) else str(line)


def sheet(sheets: Sequence[str]) -> pl.Expr:
    """The name of the sheet that the column `line` is on, "" for a line of a single table."""
    names = dict(enumerate(sheets, 1))
    return (pl.col("line") // A_SHEET).replace_strict(names, default="", return_dtype=pl.String()).fill_null("")


def rows(sheets: Sequence[str] = ()) -> pl.Expr:
    """The column `line` in the same words."""
    plain = pl.col("line").cast(pl.String())
    if not sheets:
        return plain
    name = sheet(sheets)
    said = pl.format('{} of sheet "{}"', pl.col("line") % A_SHEET, name)
    return pl.when(name != "").then(said).otherwise(plain)
