"""Which rows and columns of an .ods sheet are hidden, by hand or by a filter."""

import zipfile
from io import BytesIO
from xml.etree import ElementTree

from procurement.spend.workbooks.sheet_markup import LAST_COLUMN

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
HIDDEN = ("collapse", "filter")


def places(content: bytes, sheet: str) -> tuple[set[int], set[int], int]:
    """The numbers of the hidden rows that hold something, from 1, the places of hidden columns, from 0, and the place
    of the first column that holds anything; empty where the sheet is not found.

    The file has passed `workbook_safety` and `sheet_space.check_ods`: no document type, no endless repeats.
    """
    rows: set[int] = set()
    columns: set[int] = set()
    at_row = at_column = 0
    first = LAST_COLUMN
    here = False
    with zipfile.ZipFile(BytesIO(content)) as book, book.open("content.xml") as stream:
        for event, element in ElementTree.iterparse(stream, ("start", "end")):
            if event == "start" and element.tag == f"{TABLE}table":
                here = element.get(f"{TABLE}name", "") == sheet
            elif event == "end" and here and element.tag == f"{TABLE}table-column":
                repeated = int(element.get(f"{TABLE}number-columns-repeated", "1"))
                if is_hidden(element):
                    columns.update(range(at_column, min(at_column + repeated, LAST_COLUMN)))
                at_column += repeated
            elif event == "end" and here and element.tag == f"{TABLE}table-row":
                repeated = int(element.get(f"{TABLE}number-rows-repeated", "1"))
                filled = first_filled(element)
                first = min(first, filled)
                if is_hidden(element) and filled < LAST_COLUMN:
                    rows.update(range(at_row + 1, at_row + repeated + 1))
                at_row += repeated
                element.clear()
    return rows, columns, 0 if first == LAST_COLUMN else first


def is_hidden(element: ElementTree.Element) -> bool:
    """Whether a row or a column says that it is not shown."""
    return element.get(f"{TABLE}visibility", "visible") in HIDDEN


def first_filled(row: ElementTree.Element) -> int:
    """The place of the first cell of a row that holds something; LAST_COLUMN where none does."""
    place = 0
    for cell in row:
        if len(cell) or any(key.endswith("}value-type") for key in cell.attrib):
            return place
        place += int(cell.get(f"{TABLE}number-columns-repeated", "1"))
    return LAST_COLUMN
