"""Workbooks read slowly: openpyxl for .xlsx, the markup itself for .ods, the records themselves for .xls."""

import zipfile
from datetime import date, datetime, time
from io import BytesIO
from xml.etree import ElementTree

import openpyxl
from openpyxl.cell.cell import MergedCell

from tests.oracle import slow_xls
from tests.oracle.slow_text import LONGEST_CELL, Row

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


class CannotTell(Exception):
    """The slow reader does not know what a file says, because its form is broken."""


def rows_of(content: bytes, kind: str, sheet: str) -> list[Row]:
    """The rows of a sheet from row 1 to the last that holds anything, without the empty columns before the first.

    Raises CannotTell where the workbook is broken.
    """
    readers = {"xlsx": xlsx_grid, "ods": ods_grid, "xls": slow_xls.grid}
    try:
        grid = readers[kind](content, sheet)
    except (slow_xls.Broken, KeyError, ValueError, LookupError, zipfile.BadZipFile, ElementTree.ParseError) as error:
        raise CannotTell(str(error)) from error
    while kind != "xlsx" and grid and not any(grid[-1]):
        grid.pop()
    first = min((at for row in grid for at, cell in enumerate(row) if cell), default=0)
    return [as_row(line, row[first:]) for line, row in enumerate(grid, 1)]


def as_row(line: int, cells: list[str]) -> Row:
    """A row, its trouble where a cell is too long."""
    return Row(line, tuple(cells), "CELL_TOO_LONG" if any(len(cell) > LONGEST_CELL for cell in cells) else "")


def text_of(value: object) -> str:
    """A value as text: 1234.5, 2025-04-03 00:00:00, true."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, date) and not isinstance(value, datetime):
        return f"{value.isoformat()} 00:00:00"
    return value.isoformat(" ", "seconds") if isinstance(value, datetime) else str(value)


def xlsx_grid(content: bytes, sheet: str) -> list[list[str]]:
    """The cells of a sheet of an .xlsx, from A1 to the last row that has a cell, be it one of an empty text."""
    book = openpyxl.load_workbook(BytesIO(content), data_only=True)
    rows = list(book[sheet].iter_rows())
    while rows and all(cell.value is None for cell in rows[-1]):
        rows.pop()
    return [["" if isinstance(cell, MergedCell | time) else text_of(cell.value) for cell in row] for row in rows]


def ods_grid(content: bytes, sheet: str) -> list[list[str]]:
    """The cells of a sheet of an .ods, repeats written out."""
    with zipfile.ZipFile(BytesIO(content)) as book:
        root = ElementTree.fromstring(book.read("content.xml"))
    table = next(table for table in root.iter(f"{TABLE}table") if table.get(f"{TABLE}name") == sheet)
    grid: list[list[str]] = []
    for row in table.iter(f"{TABLE}table-row"):
        cells = [text for cell in row for text in [ods_text(cell)] * repeats(cell, "columns")]
        grid += [cells] * repeats(row, "rows")
    return grid


def repeats(element: ElementTree.Element, what: str) -> int:
    """How often a row or a cell stands."""
    return int(element.get(f"{TABLE}number-{what}-repeated", "1"))


def ods_text(cell: ElementTree.Element) -> str:
    """A cell of an .ods as text."""
    kind = cell.get(f"{OFFICE}value-type", "")
    if kind in ("float", "currency", "percentage"):
        return text_of(float(cell.get(f"{OFFICE}value", "0")))
    if kind == "date":
        return cell.get(f"{OFFICE}date-value", "")  # a day is text in this format, with or without a time of day
    return "\n".join("".join(paragraph.itertext()) for paragraph in cell.iter(f"{TEXT}p"))
