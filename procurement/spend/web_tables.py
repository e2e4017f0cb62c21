"""Tables of a web page, as ledgers write them under the name of a workbook: each is read as a sheet would be."""

from html.parser import HTMLParser

from procurement.spend.findings import Refused
from procurement.spend.grids import Grid, Grids
from procurement.spend.limits import Limits

NO_TABLE = (
    "This is a web page, perhaps an error page saved with the name of a spreadsheet. Download the file again "
    "and check that it opens in Excel."
)
FEWEST_ROWS, FEWEST_CELLS = 2, 3
"""A table of payments has a row of headings and a payment, each with a day, a supplier and an amount."""

WIDEST_SPAN = 1_000
UNSEEN = ("script", "style", "template")


def tables(text: str, limits: Limits) -> Grids:
    """The tables of a page by name ("Table 1" …), nested ones apart, merged cells beside each other.

    Raises Refused where none has rows as payments have, or where cells spread too far.
    """
    reader = TableReader(limits)
    reader.feed(text)
    reader.close()
    found = {f"Table {number}": rows for number, rows in enumerate(reader.tables, 1) if _may_hold_payments(rows)}
    if not found:
        raise Refused(NO_TABLE)
    return found


def _may_hold_payments(rows: Grid) -> bool:
    return sum(sum(bool(cell.strip()) for cell in row) >= FEWEST_CELLS for row in rows) >= FEWEST_ROWS


class TableReader(HTMLParser):
    """Gathers the cells of each table; a cell that spans several rows or columns leaves its other places empty."""

    def __init__(self, limits: Limits) -> None:
        """limits: max_grid_cells bounds what spans may make of a small page."""
        super().__init__(convert_charrefs=True)
        self.limits = limits
        self.tables: list[Grid] = []
        self.open: list[Grid] = []
        self.spanned: list[dict[int, int]] = []
        self.in_cell: list[bool] = []
        self.unseen = 0
        self.cells = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a table, a row, a cell or a line."""
        self.unseen += tag in UNSEEN
        if tag == "table":
            self.tables.append([])
            self.open.append(self.tables[-1])
            self.spanned.append({})
            self.in_cell.append(False)
        elif self.open and tag == "tr":
            self._begin_row()
        elif self.open and tag in ("td", "th"):
            self._begin_cell(dict(attrs))
        elif tag == "br" and self.in_cell and self.in_cell[-1]:
            self._add("\n")

    def handle_endtag(self, tag: str) -> None:
        """End a table or a cell."""
        self.unseen -= tag in UNSEEN and self.unseen > 0
        if self.open and tag == "table":
            self.open.pop()
            self.spanned.pop()
            self.in_cell.pop()
        elif self.open and tag in ("td", "th", "tr"):
            self.in_cell[-1] = False

    def handle_data(self, data: str) -> None:
        """Text, which counts inside a cell alone."""
        if self.in_cell and self.in_cell[-1] and not self.unseen:
            self._add(" ".join(data.split("\n")) if data.strip() else " ")

    def _begin_row(self) -> None:
        self.open[-1].append([])
        self.in_cell[-1] = False

    def _begin_cell(self, attrs: dict[str, str | None]) -> None:
        if not self.open[-1]:
            self._begin_row()
        row, spanned = self.open[-1][-1], self.spanned[-1]
        while spanned.get(len(row), 0) > 0:
            spanned[len(row)] -= 1
            row.append("")
        wide, high = (_span(attrs.get(name)) for name in ("colspan", "rowspan"))
        for place in range(len(row), len(row) + wide):
            if high > 1:
                spanned[place] = high - 1
        row.extend([""] * wide)
        self._count(wide)
        self.in_cell[-1] = True
        self.at = len(row) - wide

    def _count(self, cells: int) -> None:
        self.cells += cells
        if self.cells > self.limits.max_grid_cells:
            raise Refused("The tables of the page spread over too many cells. Save them as .xlsx and upload that.")

    def _add(self, text: str) -> None:
        self.open[-1][-1][self.at] += text


def _span(said: str | None) -> int:
    return min(int(said), WIDEST_SPAN) if said and said.isdigit() and said != "0" else 1
