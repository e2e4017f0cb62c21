"""Physical lines become records, each numbered by the line it begins on; a bad quote spoils one row only."""

import csv
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from procurement.spend.delimiter import DIALECTS, Layout, cells_of, is_figure

LONGEST_RECORD_LINES = 200
UNCLOSED_QUOTE = "UNCLOSED_QUOTE"
STRAY_QUOTE = "STRAY_QUOTE"


class Record(NamedTuple):
    """A row of the file. trouble: "" or UNCLOSED_QUOTE or STRAY_QUOTE, where `cells` is the whole line in one piece.

    is_mended: a stray quotation mark was kept as a character of the cell.
    """

    line: int
    cells: list[str]
    trouble: str = ""
    is_mended: bool = False


def records(lines: Sequence[str], layout: Layout) -> Iterator[Record]:
    """Every line of the file in exactly one record, in order; lines are numbered from 1.

    A quoted cell may run over several lines. Where its quote never closes, or closes only by swallowing a line that is
    a whole row by itself, the line it begins on is in trouble and reading goes on with the next line.
    """
    at = 0
    while at < len(lines):
        line = lines[at]
        cells = cells_of(line, layout.delimiter)
        if cells is not None:
            yield Record(at + 1, cells)
            at += 1
            continue
        found, used = troubled_record(lines, at, layout)
        yield found
        at += used


def troubled_record(lines: Sequence[str], at: int, layout: Layout) -> tuple[Record, int]:
    """The record that begins on a line whose quotes do not close on it, and how many lines it takes."""
    if is_open(lines[at], layout.delimiter):
        joined, used = joined_cells(lines, at, layout)
        if joined is not None:
            return Record(at + 1, joined), used
        return Record(at + 1, [lines[at]], UNCLOSED_QUOTE), 1
    literal = literal_cells(lines[at], layout.delimiter)
    if len(literal) == layout.width:
        return Record(at + 1, literal, is_mended=True), 1
    return Record(at + 1, [lines[at]], STRAY_QUOTE), 1


def is_open(line: str, delimiter: str) -> bool:
    """Whether a line ends inside a quoted cell, having broken no rule until then."""
    try:
        next(csv.reader((line,), DIALECTS[delimiter]))
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
        if cells is None or swallows_a_row(lines[at + 1 : end + 1], layout):
            break
        return cells, end + 1 - at
    return None, 1


def swallows_a_row(lines: Sequence[str], layout: Layout) -> bool:
    """Whether one of the lines is a whole row by itself: of the usual width, with figures where rows have figures."""
    return layout.width > 1 and any(is_whole_row(line, layout) for line in lines)


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
