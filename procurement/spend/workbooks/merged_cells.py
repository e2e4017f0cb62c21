"""Cells that a workbook or a web page says are one over several rows: their text is that of each of the rows.

A blank cell says nothing of the kind, and is left blank; so is every row of a merged sum, which was paid once.
"""

import re
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
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
MERGES, SPANNED = b"mergeCells", b"number-rows-spanned"
AT_ONCE = 1_048_576
IS_SUM = re.compile(A_SUM)


@dataclass(frozen=True, order=True)
class Merge:
    """A cell over several rows: its column, from 0 for the first that holds anything, its first row and its last."""

    column: int
    top: int
    bottom: int


def of_markup(markup: bytes) -> list[Merge]:
    """The cells of a sheet of an .xlsx that are merged over several rows."""
    begin = markup.find(MERGES)
    if begin < 0:
        return []
    found = [
        (sheet_markup.column_number(letters), int(top), int(bottom))
        for letters, top, bottom in MERGED.findall(markup, begin)
    ]
    tall = [one for one in found if one[1] < one[2]]
    first = min(sheet_markup.columns_used(markup), default=0) if tall else 0
    return [Merge(column - first, top, bottom) for column, top, bottom in tall]


def of_ods(content: bytes, sheet: str) -> list[Merge]:
    """As `of_markup`, of a sheet of an .ods. The file has passed `workbook_safety` and `sheet_space.check_ods`."""
    found: list[Merge] = []
    at_row, first, here = 0, LAST_COLUMN, False
    if not _speaks_of_spans(content):
        return found
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


def _speaks_of_spans(content: bytes) -> bool:
    """Whether any cell of an .ods says over how many rows it stands; told without parsing it."""
    tail = b""
    with zipfile.ZipFile(BytesIO(content)) as book, book.open("content.xml") as stream:
        while piece := stream.read(AT_ONCE):
            if SPANNED in tail + piece:
                return True
            tail = piece[-len(SPANNED) :]
    return False


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
    by_column: defaultdict[int, list[Merge]] = defaultdict(list)
    for one in sorted({merge for merge in merges if 0 <= merge.column < len(columns)}):
        by_column[one.column].append(one)
    row = heading_row.find(cells, columns, known) if by_column else None
    if row is None:
        return cells, ()
    place = {line: at for at, line in enumerate(cells["line"].to_list())}
    filled: set[int] = set()
    for at, column in enumerate(columns):
        if at in by_column:
            texts, blank = _filled(cells[column].to_list(), by_column[at], place, row.last_line)
            filled |= blank
            cells = cells.with_columns(pl.Series(column, texts, dtype=pl.String))
    if not filled:
        return cells, ()
    sentence = (
        f"{counted(len(filled), 'row')} took the text of a cell that is merged over several rows; sums are left where "
        "they stand."
    )
    return cells, (Fix("MERGED_CELLS", sentence, len(filled)),)


def _filled(
    texts: list[str | None], tall: Sequence[Merge], place: Mapping[int, int], heading_line: int
) -> tuple[list[str | None], set[int]]:
    """The texts of a column with those of its merges on each of their rows, and the places that were filled.

    tall: in order. place: of each line. Each row is looked at once, however many merges say that it is theirs.
    """
    filled: set[int] = set()
    done, last = heading_line, max(place, default=0)
    for one in tall:
        if one.top <= done or one.top not in place:
            continue
        done = min(one.bottom, last)
        text = texts[place[one.top]] or ""
        if not text.strip() or IS_SUM.search(text.strip()):
            continue
        below = (place[line] for line in range(one.top + 1, done + 1) if line in place)
        for there in below:
            if not (texts[there] or "").strip():
                texts[there] = text
                filled.add(there)
    return texts, filled
