"""Cells that a workbook or a web page says are one over several rows: their text is that of each of the rows.

A blank cell says nothing of the kind, and is left blank; so is every row of a merged sum, which was paid once.
"""

import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from xml.etree import ElementTree

import polars as pl

from procurement.in_words import counted
from procurement.spend.columns import heading_row
from procurement.spend.columns.column_contents import A_SUM
from procurement.spend.columns.heading_match import Aliases
from procurement.spend.findings import Fix
from procurement.spend.text_limits import cell_columns
from procurement.spend.workbooks import sheet_markup
from procurement.spend.workbooks.ods_hidden import TABLE
from procurement.spend.workbooks.sheet_markup import IS, LAST_COLUMN

MERGED = re.compile(rb"<(?:\w+:)?mergeCell\b[^>]*?\bref" + IS + rb"([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})[\"']")
IS_SUM = re.compile(A_SUM)


@dataclass(frozen=True, order=True)
class Merge:
    """A cell over several rows: its column, from 0 for the first that holds anything, its first row and its last."""

    column: int
    top: int
    bottom: int


def of_markup(markup: bytes) -> list[Merge]:
    """The cells of a sheet of an .xlsx that are merged over several rows."""
    found = [
        (sheet_markup.column_number(letters), int(top), int(bottom)) for letters, top, bottom in MERGED.findall(markup)
    ]
    tall = [one for one in found if one[1] < one[2]]
    first = min(sheet_markup.columns_used(markup), default=0) if tall else 0
    return [Merge(column - first, top, bottom) for column, top, bottom in tall]


def of_ods(content: bytes, sheet: str) -> list[Merge]:
    """As `of_markup`, of a sheet of an .ods. The file has passed `workbook_safety` and `sheet_space.check_ods`."""
    found: list[Merge] = []
    at_row, first, here = 0, LAST_COLUMN, False
    with zipfile.ZipFile(BytesIO(content)) as book, book.open("content.xml") as stream:
        for event, element in ElementTree.iterparse(stream, ("start", "end")):
            if event == "start" and element.tag == f"{TABLE}table":
                here = element.get(f"{TABLE}name", "") == sheet
            elif event == "end" and here and element.tag == f"{TABLE}table-row":
                tall, filled = _of_row(element, at_row + 1)
                found += tall
                first = min(first, filled)
                at_row += int(element.get(f"{TABLE}number-rows-repeated", "1"))
                element.clear()
    return [Merge(one.column - first, one.top, one.bottom) for one in found]


def _of_row(row: ElementTree.Element, number: int) -> tuple[list[Merge], int]:
    """The tall cells of a row, and the place of its first cell that holds something; LAST_COLUMN where none does."""
    found: list[Merge] = []
    first, place = LAST_COLUMN, 0
    for cell in row:
        if first == LAST_COLUMN and (len(cell) or any(key.endswith("}value-type") for key in cell.attrib)):
            first = place
        rows = int(cell.get(f"{TABLE}number-rows-spanned", "1"))
        if rows > 1:
            found.append(Merge(place, number, number + rows - 1))
        place += int(cell.get(f"{TABLE}number-columns-repeated", "1"))
    return found, first


def fill(cells: pl.DataFrame, merges: Iterable[Merge], known: Aliases) -> tuple[pl.DataFrame, tuple[Fix, ...]]:
    """The cells with the text of each merged one on all of its rows below the headings, and a note of how many rows.

    cells: TEXT_ROWS. Sums are left where they stand, and no cell that holds something is written over. Of merges that
    overlap, which no spreadsheet makes, the first counts.
    """
    columns = cell_columns(cells)
    tall = [one for one in sorted(set(merges)) if 0 <= one.column < len(columns)]
    row = heading_row.find(cells, columns, known) if tall else None
    if row is None:
        return cells, ()
    place = {line: at for at, line in enumerate(cells["line"].to_list())}
    filled: set[int] = set()
    for at, column in enumerate(columns):
        texts = cells[column].to_list()
        done = row.last_line
        for one in tall:
            if one.column != at or one.top <= done or one.top not in place:
                continue
            done = one.bottom
            text = (texts[place[one.top]] or "").strip()
            if not text or IS_SUM.search(text):
                continue
            below = [place[line] for line in range(one.top + 1, min(one.bottom, max(place)) + 1) if line in place]
            blank = [there for there in below if not (texts[there] or "").strip()]
            for there in blank:
                texts[there] = texts[place[one.top]]
            filled.update(blank)
        cells = cells.with_columns(pl.Series(column, texts, dtype=pl.String))
    if not filled:
        return cells, ()
    sentence = (
        f"{counted(len(filled), 'row')} took the text of a cell that is merged over several rows; sums are left where "
        "they stand."
    )
    return cells, (Fix("MERGED_CELLS", sentence, len(filled)),)
