"""Rows written as a council would send them: delimited text, a workbook of three kinds, or a ZIP of several files."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from xml.sax.saxutils import escape

import xlsxwriter

from tests.oracle import xls_bytes
from tests.oracle.council_cells import Cell
from tests.spend import workbooks

Rows = Sequence[Sequence[Cell]]
WRITTEN = datetime(2026, 11, 24)
"""When every workbook says it was made, so that the same rows give the same bytes."""


@dataclass(frozen=True)
class TextForm:
    """How a text file is written. line_ends: one for each row in turn, over and over."""

    delimiter: str = ","
    encoding: str = "utf-8"
    line_ends: tuple[str, ...] = ("\n",)
    quotes_all: bool = False
    ends_with_line_end: bool = True


def as_text(rows: Rows, form: TextForm) -> bytes:
    """Delimited text; a row without cells is an empty line."""
    ends = [form.line_ends[at % len(form.line_ends)] for at in range(len(rows))]
    lines = [form.delimiter.join(quoted(cell, form) for cell in row) for row in rows]
    if ends and not form.ends_with_line_end and lines[-1]:
        ends[-1] = ""
    text = "".join(f"{line}{end}" for line, end in zip(lines, ends, strict=True))
    return text.encode(form.encoding, "replace")


def quoted(cell: Cell, form: TextForm) -> str:
    """A cell as text, in quotes where it needs them or all are in them."""
    text = cell.isoformat() if isinstance(cell, date) else "" if cell is None else str(cell)
    if form.quotes_all or any(letter in text for letter in (form.delimiter, '"', "\n", "\r")):
        return '"' + text.replace('"', '""') + '"'
    return text


def as_xlsx(rows: Rows, is_1904: bool = False) -> bytes:
    """An .xlsx of one sheet; texts stay text, whatever they look like."""
    return as_xlsx_sheets({"April": rows}, is_1904)


def as_xlsx_sheets(sheets: Mapping[str, Rows], is_1904: bool = False) -> bytes:
    """An .xlsx of these sheets."""

    def fill(book: xlsxwriter.Workbook) -> None:
        book.set_properties({"created": WRITTEN})
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for name, rows in sheets.items():
            fill_sheet(book.add_worksheet(name), rows, day)

    return workbooks.xlsx(fill, date_1904=is_1904)


def fill_sheet(sheet: Any, rows: Rows, day: Any) -> None:
    """Write rows from the first cell on; days in the format `day`."""
    for at, row in enumerate(rows):
        for place, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(at, place, cell)
            elif isinstance(cell, date):
                sheet.write_datetime(at, place, cell, day)
            elif cell is not None:
                sheet.write_number(at, place, cell)


def as_xls(rows: Rows, is_1904: bool = False) -> bytes:
    """An Excel 97-2003 workbook of one sheet."""
    return xls_bytes.xls(rows, date(1904, 1, 1) if is_1904 else date(1899, 12, 30))


def as_ods(rows: Rows) -> bytes:
    """An .ods of one sheet."""
    return as_ods_sheets({"April": rows})


def as_ods_sheets(sheets: Mapping[str, Rows]) -> bytes:
    """An .ods of these sheets."""
    marked = {
        name: "".join(f"<table:table-row>{''.join(map(ods_cell, row))}</table:table-row>" for row in rows)
        for name, rows in sheets.items()
    }
    return workbooks.ods_sheets(**marked)


def ods_cell(cell: Cell) -> str:
    """A cell of an .ods: a day as a date, each line of a text as a paragraph."""
    if isinstance(cell, date):
        return f'<table:table-cell office:value-type="date" office:date-value="{cell.isoformat()}"/>'
    if isinstance(cell, str) and cell:
        paragraphs = "".join(f"<text:p>{escape(line)}</text:p>" for line in cell.split("\n"))
        return f'<table:table-cell office:value-type="string">{paragraphs}</table:table-cell>'
    return workbooks.ods_cell(cell or None) if not isinstance(cell, int | float) else workbooks.ods_cell(cell)
