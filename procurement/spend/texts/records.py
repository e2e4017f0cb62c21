"""Physical lines become records, each numbered by the line it begins on; a bad quote spoils one row only."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from procurement.spend.texts.delimiter import Layout, cells_of, dialect_of, has_bare_quote, is_figure

LONGEST_RECORD_LINES = 200
UNCLOSED_QUOTE = "UNCLOSED_QUOTE"
STRAY_QUOTE = "STRAY_QUOTE"


class Record(NamedTuple):
    """A row of the file. trouble: "" or UNCLOSED_QUOTE or STRAY_QUOTE, where `cells` is the whole line in one piece.

    is_mended: a stray quotation mark was kept as a character of the cell. lines: how many lines the row takes.
    """

    line: int
    cells: list[str]
    trouble: str = ""
    is_mended: bool = False
    lines: int = 1


def records(lines: Sequence[str], layout: Layout, starts: Iterable[int] | None = None) -> Iterator[Record]:
    """Every line of the file in exactly one record, in order; lines are numbered from 1.

    starts: the places, from 0 and rising, where records are wanted, all of them unless told; a place that lies inside
    the record before it gives none. Places left out must be lines that are a record each.

    A quoted cell may run over several lines. Where its quote never closes, or closes only by swallowing a line that is
    a whole row by itself, the line it begins on is in trouble and reading goes on with the next line.
    """
    free = 0
    for at in range(len(lines)) if starts is None else starts:
        if at < free:
            continue
        cells = cells_of(lines[at], layout.delimiter)
        found = troubled_record(lines, at, layout) if cells is None else Record(at + 1, cells)
        yield found
        free = at + found.lines


def troubled_record(lines: Sequence[str], at: int, layout: Layout) -> Record:
    """The record that begins on a line whose quotes do not close on it."""
    line = lines[at]
    if is_open(line, layout.delimiter):
        joined, used = joined_cells(lines, at, layout)
        return Record(at + 1, [line], UNCLOSED_QUOTE) if joined is None else Record(at + 1, joined, lines=used)
    literal = literal_cells(line, layout.delimiter)
    if len(literal) == layout.width:
        return Record(at + 1, literal, is_mended=True)
    return Record(at + 1, [line], STRAY_QUOTE)


def is_open(line: str, delimiter: str) -> bool:
    """Whether a line ends inside a quoted cell, having broken no rule until then."""
    try:
        next(csv.reader((line,), dialect_of(line, delimiter)))
    except csv.Error as error:
        return "unexpected end" in str(error)
    return False


def joined_cells(lines: Sequence[str], at: int, layout: Layout) -> tuple[list[str] | None, int]:
    """The cells of a record that runs on, and how many lines it takes; None where it swallows a row or has no end."""
    for end in range(at + 1, min(at + LONGEST_RECORD_LINES, len(lines))):
        if '"' not in lines[end]:
            continue
        text = "\n".join(lines[at : end + 1])
        if is_open(text, layout.delimiter):
            continue
        cells = cells_of(text, layout.delimiter)
        if cells is None or swallows_a_row(lines[at : end + 1], layout):
            break
        return cells, end + 1 - at
    return None, 1


def swallows_a_row(lines: Sequence[str], layout: Layout) -> bool:
    """Whether a line after the first is a whole row: of the usual width, with figures where rows have figures.

    One with a quote in the middle or at the end of a bare cell ends a quoted text, as the last of "Water⏎rates",12.50
    does; unless the first line has the usual width too, so that both may be rows with a stray quote.
    """
    if layout.width < 2:
        return False
    both = len(lines[0].split(layout.delimiter)) == layout.width
    rows = (line for line in lines[1:] if both or not has_bare_quote(line, layout.delimiter))
    return any(is_whole_row(line, layout) for line in rows)


def is_whole_row(line: str, layout: Layout) -> bool:
    """Whether a line has the usual number of cells and figures in the usual places (of four, one may be blank)."""
    cells = cells_of(line, layout.delimiter)
    if cells is None or len(cells) != layout.width:
        return False
    figures = sum(is_figure(cells[place]) for place in layout.figures)
    needed = len(layout.figures) - (len(layout.figures) > 3)
    return figures >= needed


def literal_cells(line: str, delimiter: str) -> list[str]:
    """The cells of a line where a quote ends a cell only just before a delimiter, and is a character anywhere else.

    >>> literal_cells('a,"19" Rack, tall",2', ",")
    ['a', '19" Rack, tall', '2']
    """
    cells: list[str] = []
    held: list[str] = []
    for piece in line.split(delimiter):
        held.append(piece)
        cell = delimiter.join(held)
        if cell.startswith('"') and (len(cell) == 1 or not cell.endswith('"')):
            continue
        cells.append(cell[1:-1].replace('""', '"') if cell.startswith('"') else cell)
        held = []
    return cells if not held else line.split(delimiter)
