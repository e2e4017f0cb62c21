"""Files for mending: the held-back rows to be filled in, and the mended spend file written out again."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

import polars as pl
import xlsxwriter

from procurement.publish import disarming

Rows = Iterable[tuple[int, Sequence[str]]]

LONGEST_CELL = 32_767
"""What a cell of a workbook holds at most; longer text is cut, and stays too long to be accepted."""

SHEET_NAME = "Held-back rows"
WIDTHS = {0: 18, 1: 8, 2: 20, 3: 14, 4: 60}
"""Of the columns that say which row this is, why it is held back and what to do."""


def as_csv(rows: Rows) -> bytes:
    """UTF-8 text, commas, one record for each (line, cells) in order, begun on its own line as an editor counts."""
    text = io.StringIO(newline="")
    records = csv.writer(text, lineterminator="\n")
    at = 1
    for line, cells in rows:
        text.write("\n" * (line - at))
        if any(cells) or len(cells) > 1:
            records.writerow(cells)
        else:
            text.write("\n")
        at = line + 1 + sum(cell.count("\n") for cell in cells)
    return text.getvalue().encode()


def as_workbook(sheets: Iterable[tuple[str, Rows]], serial_day_zero: str) -> bytes:
    """An .xlsx of sheets of text cells, each (line, cells) on the row of that number; nothing is a formula.

    serial_day_zero: 1900 or 1904, which calendar the bare serial dates among the texts count from.
    """
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True, "date_1904": serial_day_zero == "1904"}) as book:
        for name, rows in sheets:
            sheet = book.add_worksheet(_sheet_name(name, {str(one.get_name()).casefold() for one in book.worksheets()}))
            for line, cells in rows:
                for column, cell in enumerate(cells):
                    if cell:
                        sheet.write_string(line - 1, column, cell[:LONGEST_CELL])
    return kept.getvalue()


def _sheet_name(name: str, taken: set[str]) -> str:
    """The name as a spreadsheet allows it: 31 characters, none of them with a meaning of its own, none twice."""
    allowed = re.sub(r"[\[\]:*?/\\]", " ", name).strip("' ")[:31] or "Payments"
    return allowed if allowed.casefold() not in taken else f"{allowed[:26]} ({len(taken) + 1})"


def to_fill_in(frame: pl.DataFrame, locked: int) -> bytes:
    """An .xlsx of one sheet for a person to correct: the first `locked` columns can't be changed, the rest can.

    frame: any columns, shown as text with formulas disarmed, a row of headings first.
    """
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True}) as book:
        sheet = book.add_worksheet(SHEET_NAME)
        heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        fixed = book.add_format({"text_wrap": True, "valign": "top"})
        open_to_change = book.add_format({"locked": False, "num_format": "@", "valign": "top", "bg_color": "#FFF9DB"})
        sheet.protect("", {"format_columns": True, "format_rows": True, "sort": True})
        sheet.freeze_panes(1, 2)
        for column, name in enumerate(disarming.disarm(frame.cast(pl.String)).iter_columns()):
            sheet.set_column(column, column, WIDTHS.get(column, 24))
            sheet.write_string(0, column, name.name, heading)
            for row, value in enumerate(name.fill_null(""), start=1):
                sheet.write_string(row, column, value[:LONGEST_CELL], fixed if column < locked else open_to_change)
    return kept.getvalue()


def rearmed(frame: pl.DataFrame) -> pl.DataFrame:
    """Text columns without the apostrophe that disarming put before a formula: what a person sent back, as meant."""
    texts = [name for name, kind in frame.schema.items() if kind == pl.String]
    bare = {name: pl.col(name).str.strip_prefix(disarming.MARK) for name in texts}
    return frame.with_columns(
        pl.when(text.str.contains(disarming.STARTS_A_FORMULA)).then(text).otherwise(pl.col(name)).alias(name)
        for name, text in bare.items()
    )
