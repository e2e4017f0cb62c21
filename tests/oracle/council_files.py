"""Invented files of councils, as hypothesis strategies: every row, and what must come of it, is known beforehand."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from typing import Any

from hypothesis import strategies as st

from tests.oracle import spellings
from tests.oracle.council_cells import Cell
from tests.spend.reading_texts import ALIASES

Draw = Callable[[st.SearchStrategy[Any]], Any]
Paid = tuple[date, str, int]
EDGES = " \t\r\n\u00a0"
TITLES = (
    "Payments over £500",
    "Quillmarsh District Council",
    "Published under the Transparency Code",
    "Source: ledger",
)
NOTES = ("© Quillmarsh District Council", "End of report", "All amounts are net of VAT")
KINDS = st.sampled_from([*["paid"] * 9, "spoilt", "spoilt", "blank", "headings", "ragged"])
PENCE = st.one_of(st.integers(-99_999, 9_999_999), st.integers(-(10**12), 10**12), st.just(0))
NEEDED = ("paid_on", "supplier_name", "amount")
OTHERS = (
    "department",
    "purpose",
    "account",
    "transaction_number",
    "supplier_ref",
    "body_name",
    "publisher_category",
    "not_used",
)


@dataclass(frozen=True)
class Style:
    """What a whole file has in common. container: csv, xlsx, xls or ods.

    letters: "wide" for any, "accented" for those of Windows-1252, "plain" for ASCII and the pound sign; DOS and Windows
    code pages can be told apart by nothing else.
    """

    container: str
    columns: tuple[str, ...]
    headings: tuple[str, ...]
    day_shape: str
    amounts: tuple[spellings.Spelling, ...]
    first_day: date
    letters: str
    typed: bool


@dataclass(frozen=True)
class CouncilFile:
    """Every row from the top. paid: what each accepted payment must be, in order; lines: how many rows there are.

    others: the sheets beside this one, whose payments are among `paid`.
    """

    style: Style
    rows: tuple[tuple[Cell, ...], ...]
    paid: tuple[Paid, ...] = ()
    notes: tuple[str, ...] = field(default_factory=tuple)
    others: tuple["CouncilFile", ...] = ()

    @property
    def lines(self) -> int:
        """The rows that a reader counts: in a workbook none below the last that holds anything."""
        filled = [at for at, row in enumerate(self.rows, 1) if any(cell not in ("", None) for cell in row)]
        own = len(self.rows) if self.style.container == "csv" else max(filled, default=0)
        return own + sum(other.lines for other in self.others)


SPOILT: dict[str, tuple[str, ...]] = {
    "amount": spellings.SPOILT_AMOUNTS,
    "paid_on": spellings.SPOILT_DAYS,
    "supplier_name": ("", "n/a", "-", "TBC", " "),
    "purpose": spellings.PERSONAL_PURPOSES,
}


def headings_for(*ours: str) -> list[str]:
    """Every known heading that means one of ours beyond doubt."""
    known = ALIASES.filter((ALIASES["match"] == "whole") & (ALIASES["preference"] == "1"))
    return sorted(known.filter(known["ours"].is_in(list(ours)))["theirs"].to_list())


HEADINGS = {
    "amount": headings_for("amount", "amount_net", "amount_gross"),
    **{ours: headings_for(ours) for ours in ("paid_on", "supplier_name", *OTHERS)},
}
"""Ours to the words of the publishers."""

DRESSES: tuple[Callable[[str], str], ...] = (
    str.title,
    str.upper,
    str,
    lambda text: f" {text.title()} ",
    str.capitalize,
)


@st.composite
def styles(draw: Draw, container: str, letters: str = "wide") -> Style:
    """How one file is laid out: its columns in some order under headings of publishers."""
    others = draw(st.lists(st.sampled_from(OTHERS), unique=True, max_size=5))
    columns = tuple(draw(st.permutations([*NEEDED, *others])))
    headings = [draw(st.sampled_from(HEADINGS[ours])) for ours in columns]
    dress = draw(st.sampled_from(DRESSES))
    shape = draw(st.one_of(st.sampled_from(["day first", "iso"]), st.sampled_from(sorted(spellings.DAY_SHAPES))))
    kinds = [spellings.PLAIN_AMOUNTS, spellings.ODD_AMOUNTS, *[spellings.SPACED_AMOUNTS] * (letters != "plain")]
    amounts = draw(
        st.lists(
            st.sampled_from([spell for kind in [*kinds, spellings.POUND_AMOUNTS] for spell in kind]),
            min_size=1,
            max_size=3,
        )
    )
    first_day = date(2019, 4, 1) + timedelta(days=draw(st.integers(0, 2_700)))
    typed = container != "csv" and draw(st.booleans())
    return Style(container, columns, tuple(map(dress, headings)), shape, tuple(amounts), first_day, letters, typed)


@st.composite
def council_files(draw: Draw, container: str, letters: str = "wide") -> CouncilFile:
    """A file of up to thirty rows below its headings, sound ones and others."""
    return draw(files_in(draw(styles(container, letters))))


@st.composite
def months(draw: Draw, container: str) -> CouncilFile:
    """Three sheets of one style, their columns in an order of their own, each of another year."""
    style = draw(
        styles(container).filter(lambda style: len({text.casefold() for text in style.headings}) == len(style.headings))
    )
    sheets: list[CouncilFile] = []
    for number in range(3):
        order = draw(st.permutations(range(len(style.columns))))
        moved = {name: tuple(getattr(style, name)[at] for at in order) for name in ("columns", "headings")}
        earlier = style.first_day - timedelta(days=400 * number)
        sheets.append(draw(files_in(replace(style, first_day=earlier, **moved))))
    paid = tuple(payment for sheet in sheets for payment in sheet.paid)
    return replace(sheets[0], paid=paid, others=tuple(sheets[1:]))


def has_no_heading_twice(style: Style) -> bool:
    """Whether the words of a heading tell which column it is."""
    return len({text.casefold() for text in style.headings}) == len(style.headings)


@st.composite
def files_in(draw: Draw, style: Style) -> CouncilFile:
    """A file of that style."""
    top = [
        draw(st.sampled_from([(), (title,), (title, "", "")]))
        for title in draw(st.lists(st.sampled_from(TITLES), max_size=3))
    ]
    made = [
        draw(paid_row(style)),
        *[draw(body_row(style)) for _ in range(draw(st.integers(0, 25)))],
        draw(paid_row(style)),
    ]
    foot = draw(st.lists(feet(style, sum(paid[2] for _, paid in made if paid)), max_size=2))
    rows = [*top, style.headings, *[row for row, _ in made], *foot]
    return CouncilFile(style, tuple(rows), tuple(paid for _, paid in made if paid))


@st.composite
def body_row(draw: Draw, style: Style) -> tuple[tuple[Cell, ...], Paid | None]:
    """A row below the headings: a payment, more often than not."""
    kind = draw(KINDS)
    if kind == "paid":
        return draw(paid_row(style))
    if kind == "headings":
        return style.headings, None
    if kind == "ragged" and style.container == "csv":
        return draw(ragged_row(style))
    return (
        (draw(one_of(((), ("",) * len(style.columns), (" ", "")))), None)
        if kind == "blank"
        else draw(spoilt_row(style))
    )


@st.composite
def paid_row(draw: Draw, style: Style) -> tuple[tuple[Cell, ...], Paid]:
    """A row that must be accepted, with the day, the supplier and the pence that it must come to."""
    day = style.first_day + timedelta(days=draw(st.integers(0, 60)))
    if style.day_shape == "month first":
        day = day.replace(day=13 + day.day % 16)  # a day of two readings, among too few others, would be read day first
    pence = draw(PENCE)
    supplier = draw(suppliers(style.container, style.letters))
    cells: dict[str, Cell] = {ours: draw(other_cell(ours)) for ours in style.columns if ours not in NEEDED}
    cells |= {"paid_on": spellings.DAY_SHAPES[style.day_shape](day), "supplier_name": supplier}
    cells["amount"] = draw(one_of(style.amounts))(pence)
    if style.typed:
        cells |= {"paid_on": day, "amount": pence / 100 if pence % 100 else pence // 100}
    return tuple(cells[ours] for ours in style.columns), (day, supplier.strip(EDGES), pence)


@cache
def one_of(choices: tuple[Any, ...]) -> st.SearchStrategy[Any]:
    """One of a few; made once, for hypothesis takes its time over each."""
    return st.sampled_from(choices)


@cache
def suppliers(container: str, letters: str) -> st.SearchStrategy[str]:
    """An invented supplier, in letters that the file can hold."""
    odd = [name for name in spellings.ODD_SUPPLIERS if container == "csv" or name.isprintable() or "\n" in name]
    odd = [name for name in odd if name.isascii() or letters != "plain"]
    accented = spellings.ACCENTED_SUPPLIERS if letters != "plain" else ("Pellowdene",)
    wide = spellings.WIDE_SUPPLIERS if letters == "wide" else ("Marrowby",)
    return st.one_of(spellings.plain_suppliers, spellings.plain_suppliers, st.sampled_from([*odd, *accented, *wide]))


@cache
def spoilt_cell(ours: str, letters: str) -> st.SearchStrategy[str]:
    """A cell that is no amount, no day, no supplier, or must not be shown; a lost letter would be another cell."""
    return st.sampled_from([text for text in SPOILT[ours] if text.isascii() or letters == "wide"])


@cache
def other_cell(ours: str) -> st.SearchStrategy[str]:
    """A cell of a column that no payment hangs on."""
    if ours in ("department", "body_name"):
        return st.sampled_from(spellings.DEPARTMENTS)
    if ours in ("transaction_number", "supplier_ref", "account", "not_used"):
        return st.integers(0, 10**9).map(lambda number: f"{number:07}")
    return st.sampled_from(spellings.PURPOSES)


@st.composite
def spoilt_row(draw: Draw, style: Style) -> tuple[tuple[Cell, ...], None]:
    """A row that must not be accepted: one of its needed cells is no amount, no day or no supplier."""
    row, _ = draw(paid_row(style))
    ours = draw(st.sampled_from([*NEEDED, "purpose"] if "purpose" in style.columns else NEEDED))
    return with_cell(row, style.columns.index(ours), draw(spoilt_cell(ours, style.letters))), None


def with_cell(row: tuple[Cell, ...], place: int, cell: Cell) -> tuple[Cell, ...]:
    """A row with one cell in place of another."""
    return (*row[:place], cell, *row[place + 1 :])


@st.composite
def ragged_row(draw: Draw, style: Style) -> tuple[tuple[Cell, ...], None]:
    """A row with a cell too many, or one too few."""
    row, _ = draw(paid_row(style))
    return (row[:-1] if draw(st.booleans()) else (*row, "spilt")), None


def feet(style: Style, total_pence: int) -> st.SearchStrategy[tuple[Cell, ...]]:
    """A line below the payments: their total, or a note."""
    place, amount = style.columns.index("supplier_name"), style.columns.index("amount")
    total = with_cell(("",) * len(style.columns), amount, spellings.pounds(total_pence, commas=True))
    grand = with_cell(total, place, "Grand Total")
    return st.sampled_from([total, grand, with_cell(total, place, "Total"), (), *((note,) for note in NOTES)])


def with_rows(file: CouncilFile, rows: list[tuple[Cell, ...]]) -> CouncilFile:
    """The file with other rows; what must come of them is no longer known."""
    return replace(file, rows=tuple(rows), paid=())
