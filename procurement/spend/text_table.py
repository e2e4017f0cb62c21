"""A file as rows of text: nothing typed, nothing dropped, every row with the line number a person would see."""

from dataclasses import dataclass, field

import polars as pl

from procurement.spend.findings import Fix, Question
from procurement.spend.workbooks.sheet_lines import SheetPart
from procurement.tables import TEXT_ROWS, UNREADABLE_ROWS


@dataclass(frozen=True)
class TextTable:
    """What one file says, as text.

    cells: TEXT_ROWS, then column_0, column_1 … as String, in order of `line`. A blank row is kept, every cell null
    or "". A cell beyond the end of a short row is null; a cell that is there and empty is "". Spaces and invisible
    marks at the edges of cells are taken off, once the whole file is read.
    unreadable: UNREADABLE_ROWS, the rows that could not be turned into cells; `value` is the row as text.
    kind: csv, xlsx, xls, ods, html, xml or json. encoding, delimiter: of csv alone, else "". sheet: "" for csv.
    parts: where several sheets were read together, each of them (then `sheet` is the first); else none.
    serial_day_zero: "1900" or "1904", which calendar a bare serial date of this file counts from; "" for text.
    Every record of the file stands in `cells` or in `unreadable`, once, so `lines` is their sum.
    """

    cells: pl.DataFrame
    kind: str
    unreadable: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=UNREADABLE_ROWS))
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    parts: tuple[SheetPart, ...] = ()
    serial_day_zero: str = ""
    fixes: tuple[Fix, ...] = ()
    questions: tuple[Question, ...] = ()

    @property
    def lines(self) -> int:
        """How many records the file has, blank ones and unreadable ones included."""
        return self.cells.height + self.unreadable.height

    @property
    def sheets(self) -> tuple[str, ...]:
        """The names of the sheets that were read together, none where it is a single table."""
        return tuple(part.name for part in self.parts)

    @property
    def first_cells(self) -> pl.DataFrame:
        """The rows of the first sheet, where several were read together; else all."""
        return self.cells.filter(self.parts[0].holds()) if self.parts else self.cells

    @property
    def columns(self) -> list[str]:
        """The cell columns, left to right; the line number is not one of them."""
        return [name for name in self.cells.columns if name not in TEXT_ROWS]
