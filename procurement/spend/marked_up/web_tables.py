"""Tables of a web page, as ledgers write them under the name of a workbook: each is read as a sheet would be."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from procurement.spend.findings import Refused
from procurement.spend.limits import Limits
from procurement.spend.marked_up.grids import Grid
from procurement.spend.workbooks.merged_cells import Merge

NO_TABLE = (
    "This is a web page, perhaps an error page saved with the name of a spreadsheet. Download the file again "
    "and check that it opens in Excel."
)
FEWEST_ROWS, FEWEST_CELLS = 2, 3
"""A table of payments has a row of headings and a payment, each with a day, a supplier and an amount."""

WIDEST_SPAN = 1_000
WIDEST_ROW = 10
"""A row may have so many times the columns that may hold something."""

MOST_CELLS = 5_000_000
UNSEEN = ("script", "style", "template")
CLOSING = {name: re.compile(f"</{name}", re.IGNORECASE) for name in UNSEEN}
OUTSIDE = -1
"""In place of a cell's place in its row: no cell is open."""
WHITE = re.compile(r"\s+")


@dataclass(frozen=True)
class Table:
    """The rows of one table, and its cells that are one over several of them."""

    rows: Grid = field(default_factory=list[list[str]])
    merged: list[Merge] = field(default_factory=list[Merge])


def tables(text: str, limits: Limits) -> dict[str, Table]:
    """The tables of a page by name ("Table 1" …), nested ones apart, merged cells beside each other.

    Raises Refused where none has rows as payments have, or where cells spread too far.
    """
    every = TableReader(limits).read(text)
    found = {f"Table {number}": table for number, table in enumerate(every, 1) if _may_hold_payments(table.rows)}
    if not found:
        raise Refused(NO_TABLE)
    return found


def _may_hold_payments(rows: Grid) -> bool:
    return sum(sum(bool(cell.strip()) for cell in row) >= FEWEST_CELLS for row in rows) >= FEWEST_ROWS


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """Tags, as name ("td", "/td") and attributes, and texts under the name ""; in one pass, whatever stands there.

    Comments, scripts and styles are passed over; what never closes ends the page.
    """
    at = 0
    while (start := text.find("<", at)) >= 0:
        if start > at:
            yield "", html.unescape(text[at:start])
        is_comment = text.startswith("<!--", start)
        end = text.find("-->" if is_comment else ">", start)
        if end < 0:
            return
        at = end + (3 if is_comment else 1)
        name, _, attributes = text[start + 1 : end].replace("/>", "").partition(" ")
        name = name.split("\n")[0].split("\t")[0].rstrip("/").lower() or "/"
        if not is_comment:
            yield name, attributes
        if name in UNSEEN:
            closing = CLOSING[name].search(text, at)
            if closing is None:
                return
            at = closing.start()
    yield "", html.unescape(text[at:])


class TableReader:
    """Gathers the cells of each table; a cell that spans several rows or columns leaves its other places empty."""

    def __init__(self, limits: Limits) -> None:
        """limits: max_columns bounds how wide spans may make a row."""
        self.limits = limits
        self.tables: list[Table] = []
        self.open: list[Table] = []
        self.spanned: list[dict[int, int]] = []
        self.in_cell: list[int] = []
        self.cells = 0

    def read(self, text: str) -> list[Table]:
        """The tables of a page in the order in which they begin."""
        for name, said in _pieces(text):
            if not name and self.in_cell and self.in_cell[-1] >= 0:
                self._add(said)
            elif name:
                self._tag(name, said)
        return self.tables

    def _tag(self, name: str, attributes: str) -> None:
        if name == "table":
            self.tables.append(Table())
            self.open.append(self.tables[-1])
            self.spanned.append({})
            self.in_cell.append(OUTSIDE)
        elif self.open and name == "tr":
            self._begin_row()
        elif self.open and name in ("td", "th"):
            self._begin_cell(attributes)
        elif self.open and name == "/table":
            self.open.pop()
            self.spanned.pop()
            self.in_cell.pop()
        elif self.open and name in ("/td", "/th", "/tr"):
            self.in_cell[-1] = OUTSIDE
        elif name == "br" and self.in_cell and self.in_cell[-1] >= 0:
            self._add("\n")

    def _begin_row(self) -> None:
        self.open[-1].rows.append([])
        self.in_cell[-1] = OUTSIDE

    def _begin_cell(self, attributes: str) -> None:
        table = self.open[-1]
        if not table.rows:
            self._begin_row()
        row, spanned = table.rows[-1], self.spanned[-1]
        while spanned.get(len(row), 0) > 0:
            spanned[len(row)] -= 1
            row.append("")
            self._count(1)
        wide, high = (_span(attributes, name) for name in ("colspan", "rowspan"))
        if high > 1:
            table.merged.append(Merge(len(row), len(table.rows), len(table.rows) + high - 1))
            spanned.update(dict.fromkeys(range(len(row), len(row) + wide), high - 1))
        row.extend([""] * wide)
        self._count(wide)
        if len(row) > WIDEST_ROW * self.limits.max_columns:
            raise Refused(f"A row of the page has {len(row):,} cells or more. Save the table as .xlsx and upload that.")
        self.in_cell[-1] = len(row) - wide

    def _count(self, cells: int) -> None:
        self.cells += cells
        if self.cells > MOST_CELLS:
            raise Refused("The tables of the page spread over too many cells. Save them as .xlsx and upload that.")

    def _add(self, text: str) -> None:
        row = self.open[-1].rows[-1]
        row[self.in_cell[-1]] += text if text == "\n" else WHITE.sub(" ", text)


def _span(attributes: str, name: str) -> int:
    found = re.search(rf"{name}\s*=\s*[\"']?(\d{{1,6}})", attributes, re.IGNORECASE)
    return min(max(int(found[1]), 1), WIDEST_SPAN) if found else 1
