"""Ways to spoil a file: cells and rows exchanged, lost and doubled; quotes, bytes and ends of files broken."""

from collections.abc import Callable

from hypothesis import strategies as st

from tests.oracle.council_cells import Cell
from tests.oracle.council_files import CouncilFile, Draw, with_cell, with_rows

Row = tuple[Cell, ...]
RowChange = Callable[[list[Row], int, int], list[Row]]
ByteChange = Callable[[bytes, int, int], bytes]
STRAYS = (
    '"',
    '""',
    ",",
    ";",
    "\n",
    "\r",
    "\t",
    "\x00",
    "£",
    "\ufeff",
    "=",
    "'",
    "|",
    "\u2028",
    "Ã",
    "\x85",
    "\x1f",
    "\\",
)


def swap_cells(rows: list[Row], at: int, place: int) -> list[Row]:
    """A cell and the next of its row change places."""
    row = list(rows[at])
    if len(row) > 1:
        place %= len(row) - 1
        row[place : place + 2] = row[place + 1], row[place]
    return [*rows[:at], tuple(row), *rows[at + 1 :]]


def drop_cell(rows: list[Row], at: int, place: int) -> list[Row]:
    """A cell is lost, so that the rest of its row moves to the left."""
    place %= len(rows[at]) or 1
    return [*rows[:at], (*rows[at][:place], *rows[at][place + 1 :]), *rows[at + 1 :]]


def double_cell(rows: list[Row], at: int, place: int) -> list[Row]:
    """A cell stands twice, so that the rest of its row moves to the right."""
    place %= len(rows[at]) or 1
    return [*rows[:at], (*rows[at][: place + 1], *rows[at][place:]), *rows[at + 1 :]]


def empty_cell(rows: list[Row], at: int, place: int) -> list[Row]:
    """A cell loses what it holds."""
    row = rows[at]
    return [*rows[:at], with_cell(row, place % len(row), "") if row else row, *rows[at + 1 :]]


def drop_row(rows: list[Row], at: int, place: int) -> list[Row]:
    """A row is lost."""
    return [*rows[:at], *rows[at + 1 :]]


def double_row(rows: list[Row], at: int, place: int) -> list[Row]:
    """A row stands again further down."""
    return [*rows[: at + place], rows[at], *rows[at + place :]]


def swap_rows(rows: list[Row], at: int, place: int) -> list[Row]:
    """Two rows change places."""
    other, changed = (at + place) % len(rows), list(rows)
    changed[at], changed[other] = rows[other], rows[at]
    return changed


def drop_column(rows: list[Row], at: int, place: int) -> list[Row]:
    """A whole column is lost."""
    return [(*row[:place], *row[place + 1 :]) for row in rows]


def turn_columns(rows: list[Row], at: int, place: int) -> list[Row]:
    """From a row on, the headings stand again and the columns in another order."""
    widest = max(rows, key=len)
    head = next((row for row in rows if len(row) == len(widest)), widest)
    return [*rows[:at], *[(*row[place:], *row[:place]) for row in [head, *rows[at:]]]]


ROW_CHANGES: tuple[RowChange, ...] = (
    swap_cells, drop_cell, double_cell, empty_cell, drop_row, double_row, swap_rows, drop_column, turn_columns,
)  # fmt: skip


@st.composite
def of_rows(draw: Draw, file: CouncilFile) -> CouncilFile:
    """The file with up to four changes of its cells and rows."""
    rows = list(file.rows)
    for _ in range(draw(st.integers(1, 4))):
        if rows:
            change = draw(st.sampled_from([*ROW_CHANGES, None]))
            at, place = draw(st.integers(0, len(rows) - 1)), draw(st.integers(0, 7))
            rows = change(rows, at, place) if change else stray(rows, at, place, draw(st.sampled_from(STRAYS)))
    return with_rows(file, rows)


def stray(rows: list[Row], at: int, place: int, mark: str) -> list[Row]:
    """A cell of text gets a stray mark in its middle."""
    row = rows[at]
    texts = [where for where, cell in enumerate(row) if isinstance(cell, str)]
    if not texts or not mark.isprintable():
        return rows
    where = texts[place % len(texts)]
    text = str(row[where])
    return [
        *rows[:at],
        with_cell(row, where, f"{text[: len(text) // 2]}{mark}{text[len(text) // 2 :]}"),
        *rows[at + 1 :],
    ]


def spliced(first: CouncilFile, second: CouncilFile, at: int) -> CouncilFile:
    """The beginning of one file and the whole of another in one."""
    return with_rows(first, [*first.rows[:at], *second.rows])


def flip(content: bytes, at: int, value: int) -> bytes:
    """A byte becomes another."""
    return content[:at] + bytes([value]) + content[at + 1 :]


def put_in(content: bytes, at: int, value: int) -> bytes:
    """A byte more."""
    return content[:at] + bytes([value]) + content[at:]


def take_out(content: bytes, at: int, value: int) -> bytes:
    """Some bytes fewer."""
    return content[:at] + content[at + 1 + value % 8 :]


def cut_short(content: bytes, at: int, value: int) -> bytes:
    """Nothing after a place."""
    return content[:at]


def repeat(content: bytes, at: int, value: int) -> bytes:
    """Some bytes twice."""
    return content[: at + value] + content[at:]


def other_delimiter(content: bytes, at: int, value: int) -> bytes:
    """From a place on, semicolons for commas."""
    return content[:at] + content[at:].replace(b",", b";")


BYTE_CHANGES: tuple[ByteChange, ...] = (flip, flip, put_in, put_in, take_out, cut_short, repeat, other_delimiter)


WHOLE = 2**20
"""Places in a file are drawn as parts of this, whatever its length."""


@st.composite
def of_bytes(draw: Draw, content: bytes, encoding: str) -> bytes:
    """The bytes with up to four changes; a text of some `encoding` also gets marks that mean something in it."""
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, WHOLE - 1)) * len(content) // WHOLE
        if encoding and draw(st.booleans()):
            mark = draw(st.sampled_from(STRAYS)).encode(encoding.removesuffix("-sig"), "ignore")
            content = content[:at] + mark.removeprefix(b"\xff\xfe") + content[at:]
        else:
            content = draw(st.sampled_from(BYTE_CHANGES))(content, at, draw(st.integers(0, 255)))
    return content
