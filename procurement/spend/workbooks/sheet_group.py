"""Which sheets of a workbook are parts of one list of payments: the same headings, and rows that none repeats."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from procurement.spend.columns import heading_row, heading_words
from procurement.spend.columns.heading_match import AMOUNTS, Aliases
from procurement.spend.columns.heading_row import DATES, HeadingRow
from procurement.spend.days import periods
from procurement.spend.days.date_shapes import MONTH_NUMBERS
from procurement.spend.text_limits import cell_columns
from procurement.spend.workbooks import sheet_join, sheet_repeats
from procurement.spend.workbooks.sheet_repeats import Lines
from procurement.spend.workbooks.sheets import Sheet

ALIKE = 0.5
"""Share of the headings of two sheets that must mean the same, amount, supplier and date among them."""

FEWEST_OF_A_SERIES = 3
"""Two sheets may be this month and last month for comparison: so few are asked about."""

SUPPLIERS = ("supplier_name", "supplier_ref")
NUMBERED = re.compile(r"(?i)\b(?:p|per|period|m|mth|month|q|qtr|quarter|w|wk|week)[ ._-]?(\d{1,2})\b")
WORDS = re.compile(r"[a-z]+")
MOSTLY = 0.5


@dataclass(frozen=True)
class Table:
    """A sheet that names amounts and suppliers: its headings, and what its rows are told apart by."""

    sheet: Sheet
    row: HeadingRow
    lines: Lines

    @property
    def kind(self) -> tuple[frozenset[str], bool]:
        """What must be the same before two tables are one list: which amounts there are, and whether there are days."""
        return frozenset(self.row.found & set(AMOUNTS)), bool(self.row.found & set(DATES))

    @property
    def meanings(self) -> set[str]:
        """What each heading means, or says where it means nothing to us."""
        pairs = zip(self.row.headings, self.row.matches, strict=True)
        return {match.ours if match else heading_words.normalise(text) for text, match in pairs if text}


@dataclass(frozen=True)
class Group:
    """sheets: those of one list, in the order of the workbook; none where no two are. left_out: names of sheets that
    cannot be payments, as others name suppliers and amounts and they do not, and of copies. copies: a sheet and the one
    that repeats it. doubt: "" where it is clear that the sheets are one list, else why it is not, as a clause.
    repeats: some rows stand on two of the sheets. named: the sheets whose headings name amounts and suppliers."""

    sheets: tuple[Sheet, ...] = ()
    left_out: frozenset[str] = frozenset()
    copies: tuple[tuple[Sheet, Sheet], ...] = ()
    doubt: str = ""
    repeats: bool = False
    named: tuple[Sheet, ...] = ()


def find(filled: Sequence[Sheet], known: Aliases) -> Group:
    """The sheets that may be read together. `filled`: those that hold anything, in the order of the workbook."""
    rows = {sheet.name: heading_row.find(sheet.cells, cell_columns(sheet.cells), known) for sheet in filled}
    tables = [table for sheet in filled if (table := _table(sheet, rows[sheet.name]))]
    if not tables:
        return Group()
    no_payments = {name for name, row in rows.items() if row is not None} - {table.sheet.name for table in tables}
    alike = _alike(tables, known)
    kept, copies = _without_copies(alike)
    left_out = frozenset(no_payments | {copy.sheet.name for copy, _ in copies})
    pairs = tuple((copy.sheet, of.sheet) for copy, of in copies)
    kept = [table for table in kept if sheet_join.can_join(kept[0].row, table.row, known)]
    parts = _with_continuations(filled, rows, kept)
    if len(parts) < 2:
        return Group(left_out=left_out, copies=pairs, named=tuple(table.sheet for table in tables))
    others = [sheet for sheet in filled if sheet.payment_like and sheet not in parts and sheet.name not in left_out]
    repeated = sheet_repeats.overlapping([table.lines for table in kept])
    doubt = _doubt(kept, parts, others, repeated)
    return Group(parts, left_out, pairs, doubt, bool(repeated))


def _table(sheet: Sheet, row: HeadingRow | None) -> Table | None:
    """The sheet as a table of payments; None where its headings name no amount or no supplier, or no row follows."""
    if row is None or not row.found & set(AMOUNTS) or not row.found & set(SUPPLIERS):
        return None
    stated = periods.nearest((sheet.name, *row.titles))
    lines = sheet_repeats.lines_of(sheet, row, stated, f"{stated or _numbered(sheet.name)}")
    return Table(sheet, row, lines) if lines.frame.height else None


def _alike(tables: Sequence[Table], known: Aliases) -> list[Table]:
    """The tables of the kind that most rows are of, whose columns can be brought under one set of headings."""
    by_kind: defaultdict[tuple[frozenset[str], bool], list[Table]] = defaultdict(list)
    for table in tables:
        by_kind[table.kind].append(table)
    most = max(by_kind.values(), key=lambda found: sum(table.lines.frame.height for table in found))
    lead = max(most, key=lambda table: table.lines.frame.height)
    return [table for table in most if table is lead or _belong_together(lead, table, known)]


def _belong_together(lead: Table, other: Table, known: Aliases) -> bool:
    share = len(lead.meanings & other.meanings) / max(1, len(lead.meanings | other.meanings))
    return share >= ALIKE and sheet_join.can_join(lead.row, other.row, known)


def _without_copies(tables: Sequence[Table]) -> tuple[list[Table], list[tuple[Table, Table]]]:
    """The tables without those whose every payment stands in one larger or earlier table, and these with that one."""
    largest_first = sorted(tables, key=lambda table: (table.sheet.is_hidden, -table.lines.frame.height))
    kept: list[Table] = []
    copies: list[tuple[Table, Table]] = []
    for table in largest_first:
        of = next((one for one in kept if sheet_repeats.is_copy(table.lines, one.lines)), None)
        copies += [(table, of)] if of else []
        kept += [] if of else [table]
    order = {table.sheet.name: place for place, table in enumerate(tables)}
    copies.sort(key=lambda pair: order[pair[0].sheet.name])
    return sorted(kept, key=lambda table: order[table.sheet.name]), copies


def _with_continuations(
    filled: Sequence[Sheet], rows: dict[str, HeadingRow | None], kept: Sequence[Table]
) -> tuple[Sheet, ...]:
    """The sheets of the tables, and those without headings that go on with rows as wide as a table before them."""
    named = {table.sheet.name for table in kept}
    parts: list[Sheet] = []
    for sheet in filled:
        is_like = sheet.payment_like >= MOSTLY * sheet.rows and rows[sheet.name] is None
        if sheet.name in named or (parts and is_like and sheet.cells.width == parts[-1].cells.width):
            parts.append(sheet)
    return tuple(parts)


def _doubt(kept: Sequence[Table], parts: Sequence[Sheet], others: Sequence[Sheet], repeated: Sequence[str]) -> str:
    """Why a person must say whether the parts are one list, "" where that is clear."""
    bare = [sheet.name for sheet in parts if sheet.name not in {table.sheet.name for table in kept}]
    hidden = [sheet.name for sheet in parts if sheet.is_hidden]
    if repeated:
        return f'some of the same payments stand on "{repeated[0]}" and "{repeated[1]}"'
    if bare:
        return f'"{bare[0]}" has no headings and may go on with the list before it'
    if hidden:
        return f'"{hidden[0]}" is hidden in the workbook'
    if others:
        return f'"{others[0].name}" holds something else that may be payments'
    if len(kept) < FEWEST_OF_A_SERIES:
        return "no payment of one stands on the other"
    return "" if _is_series(kept) else "it is not certain that they are parts of one list"


def _is_series(tables: Sequence[Table]) -> bool:
    """Whether each table has a month or a period of its own, by its name, by its titles or by the days of its rows."""
    if len({_numbered(table.sheet.name) for table in tables} - {""}) == len(tables):
        return True
    days = [table.lines.days or table.lines.stated for table in tables]
    known = sorted(span for span in days if span)
    return len(known) == len(tables) and all(earlier[1] < later[0] for earlier, later in pairwise(known))


def _numbered(name: str) -> str:
    """The month or period that a sheet is named by, "" where it is named by none.

    >>> _numbered("Apr 25"), _numbered("Period 03"), _numbered("Adults")
    ('4 25', 'period 3', '')
    """
    months = [MONTH_NUMBERS[word] for word in WORDS.findall(name.lower()) if word in MONTH_NUMBERS]
    figures = re.findall(r"\d+", name)
    if len(months) == 1:
        return " ".join([str(months[0]), *figures])
    found = NUMBERED.search(name)
    return f"period {int(found[1])}" if found and not months else ""
