"""Which character separates the cells of a text file, told from how evenly it cuts the rows."""

import _csv
import csv
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

NAMES = {",": "commas", "\t": "tabs", ";": "semicolons", "|": "vertical bars", "^": "carets", "~": "tildes"}
DIALECTS = {delimiter: csv.reader((), delimiter=delimiter, strict=True).dialect for delimiter in NAMES}
SPACED = {
    delimiter: csv.reader((), delimiter=delimiter, strict=True, skipinitialspace=True).dialect for delimiter in NAMES
}
NO_TEXT = "".join(NAMES) + ' "'
SAMPLE_LINES = 1_000
FEWEST_FIRST_LINES = 200
PLAIN_FIGURE = re.compile(r"(?=[^0-9]*[0-9])[^A-Za-z]*(?:[A-Za-z][^A-Za-z]*){0,3}")
"""As `is_figure`, for a cell in ASCII."""


@dataclass(frozen=True)
class Layout:
    """How the rows of a file are cut.

    width: the number of cells that most rows have. figures: the places, from 0, where nearly all of those rows hold
    digits and no more than three letters (dates, amounts, numbers), by which a whole row is known from a piece of one.
    """

    delimiter: str
    width: int
    figures: tuple[int, ...] = ()


def dialect_of(line: str, delimiter: str) -> _csv.Dialect:
    """The rules for a line: a space between a delimiter and a quotation mark is no part of the cell."""
    return (SPACED if f'{delimiter} "' in line else DIALECTS)[delimiter]


def cells_of(line: str, delimiter: str) -> list[str] | None:
    """The cells of one line by the rules of CSV; None where its quotation marks do not follow them."""
    if '"' not in line:
        return line.split(delimiter)
    for dialect in dict.fromkeys((dialect_of(line, delimiter), DIALECTS[delimiter])):
        try:
            return next(csv.reader((line,), dialect))
        except csv.Error:
            continue
    return None


def find_layout(lines: Sequence[str]) -> Layout:
    """The delimiter that gives most lines the same number of cells, more cells being better, then the commoner one.

    A line whose quotes are amiss has no say, and where there are such lines none that may end a text of several lines
    says how wide a row is. A file of single cells is taken as separated by commas.
    """
    sample = sample_of(lines)
    cut = {delimiter: cut_by(sample, delimiter) for delimiter in NAMES}
    counted = {delimiter: Counter(map(len, rows)) for delimiter, rows in cut.items()}
    best = max(NAMES, key=lambda delimiter: evenness(counted[delimiter], len(sample)))
    whole = cut[best]
    if len(whole) < sum(best in line for line in sample):
        whole = cut_by([line for line in sample if not has_bare_quote(line, best)], best) or whole
    width = usual_width(Counter(map(len, whole)))
    rows = whole if width > 1 else [cells for line in sample if (cells := cells_of(line, best)) is not None]
    return Layout(best, width, figure_places([cells for cells in rows if len(cells) == width]))


def has_bare_quote(line: str, delimiter: str) -> bool:
    """Whether a quotation mark stands in a cell that does not begin with one.

    >>> has_bare_quote('rates",2', ","), has_bare_quote('"a, ""b"" c",2', ",")
    (True, False)
    """
    if '"' not in line:
        return False
    outside = re.sub(rf'(?:^|(?<={re.escape(delimiter)}))"(?:[^"]|"")*"', "", line)
    return '"' in outside


def sample_of(lines: Sequence[str]) -> list[str]:
    """Lines with something in them, from the beginning and then evenly from the rest."""
    first = [line for line in lines[: SAMPLE_LINES * 4] if line.strip(NO_TEXT)][:FEWEST_FIRST_LINES]
    step = max(1, len(lines) // SAMPLE_LINES)
    return first + [line for line in lines[FEWEST_FIRST_LINES::step] if line.strip(NO_TEXT)]


def cut_by(sample: Sequence[str], delimiter: str) -> list[list[str]]:
    """The cells of the lines that the delimiter stands in; one without it is a single cell, which tells nothing."""
    cut = (cells_of(line, delimiter) for line in sample if delimiter in line)
    return [cells for cells in cut if cells is not None]


def usual_width(counted: Counter[int]) -> int:
    """The number of cells that most lines have, the larger of two that are equally common; 1 for no line at all."""
    several = {width: lines for width, lines in counted.items() if width > 1}
    return max(several, key=lambda width: (several[width], width), default=1)


def evenness(counted: Counter[int], lines: int) -> float:
    """How well a delimiter explains so many lines: the share that it cuts alike, weighed by how finely it cuts them."""
    width = usual_width(counted)
    return counted[width] / max(lines, 1) * (1 - 1 / width)


def figure_places(rows: Sequence[Sequence[str]]) -> tuple[int, ...]:
    """The places where at least nine in ten of the rows, all of one width, hold a figure; none where there are none."""
    return tuple(place for place in range(len(rows[0]) if rows else 0) if holds_figures(rows, place))


def holds_figures(rows: Sequence[Sequence[str]], place: int) -> bool:
    """Whether at least nine in ten of the rows hold a figure in this place; a column of words is soon told."""
    others = 0
    for row in rows:
        others += not is_figure(row[place])
        if others > 0.1 * len(rows):
            return False
    return True


def is_figure(cell: str) -> bool:
    """Whether a cell has a digit and at most three letters, as dates, amounts and numbers do."""
    if cell.isascii():
        return PLAIN_FIGURE.fullmatch(cell) is not None
    return any(letter.isdigit() for letter in cell) and sum(letter.isalpha() for letter in cell) <= 3
