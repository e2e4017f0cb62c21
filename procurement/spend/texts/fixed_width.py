"""Columns set apart by spaces alone, as ledgers print reports: cut where every line of the table is blank."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

import polars as pl

from procurement.spend.findings import Fix
from procurement.spend.texts import delimiter
from procurement.spend.texts.text_lines import Lines

TEXT = re.compile(r"[^ ]+(?: [^ ]+)*")
"""A cell: words with single spaces between them."""

EVEN_ENOUGH = 0.4
"""A delimiter that cuts the lines so evenly, as delimiter.evenness has it, leaves nothing to the spaces."""

MARKS_OF_CELLS, SOME = '\t;|"', 0.1
"""On more than so few lines, these are there to set cells apart, however unevenly; a comma may be one of a text."""

FEWEST_LINES, FEWEST_COLUMNS, NEARLY_ALL = 5, 3, 0.8


def separate(lines: Lines) -> tuple[Lines, tuple[Fix, ...]]:
    """The lines with commas between their cells, where only spaces set these apart; else as they are.

    A line with one text alone (a title, a rule) stays one cell.
    """
    sample = delimiter.sample_of(lines)
    table = [line for line in sample if len(TEXT.findall(line)) >= FEWEST_COLUMNS]
    is_table = len(table) >= max(FEWEST_LINES, NEARLY_ALL * len(sample))
    if lines.undecoded or not is_table or _is_delimited(sample):
        return lines, ()
    texts: list[str] = lines.texts.to_list()
    starts = _columns(texts)
    if len(starts) < FEWEST_COLUMNS:
        return lines, ()
    cut = pl.Series("line", [_as_commas(line, starts) for line in texts], dtype=pl.String)
    sentence = "Spaces alone set the columns apart; they are cut where every line of the table is blank."
    return Lines(cut), (Fix("FIXED_WIDTH", sentence),)


def _columns(texts: Sequence[str]) -> list[int]:
    """Where each column begins, by all lines of several texts; none where it can't be told.

    Where a title, a total or a name too long for its column covers the blank between two columns, most lines have two
    texts in one cell; then those lines tell that have as many texts as most.
    """
    several = [line for line in texts if len(TEXT.findall(line)) > 1]
    starts = _starts(several)
    table = [line for line in several if len(TEXT.findall(line)) >= FEWEST_COLUMNS]
    crowded = [_crowded(line, starts) for line in table]
    if max(Counter(place for places in crowded for place in places).values(), default=0) <= len(table) / 2:
        return starts
    usual, often = Counter(len(TEXT.findall(line)) for line in table).most_common(1)[0]
    found = _starts([line for line in table if len(TEXT.findall(line)) == usual])
    if len(found) == usual and often > len(table) / 2:
        return found
    return [] if crowded[0] else starts


def _crowded(line: str, starts: Sequence[int]) -> set[int]:
    """The columns of which a line has two texts or more, numbered from 1."""
    places = Counter(bisect_right(starts, text.start()) for text in TEXT.finditer(line))
    return {place for place, many in places.items() if many > 1}


def _is_delimited(sample: Sequence[str]) -> bool:
    for mark in MARKS_OF_CELLS:
        if sum(mark in line for line in sample) > SOME * len(sample):
            return True
    widths = Counter(map(len, delimiter.cut_by(sample, ",")))
    return delimiter.evenness(widths, len(sample)) >= EVEN_ENOUGH


def _starts(table: Sequence[str]) -> list[int]:
    """Where each column begins: the first place with something in it after places that are blank on every line."""
    filled: set[int] = set()
    for line in table:
        for text in TEXT.finditer(line):
            filled.update(range(text.start(), text.end()))
    return [place for place in sorted(filled) if place - 1 not in filled]


def _as_commas(line: str, starts: Sequence[int]) -> str:
    """The cells of a line between quotation marks with commas between.

    Where a text lies across two columns nobody can tell what is of which: each text is a cell then, so that a payment
    has too few and is held back.
    """
    found = [(text.start(), text.end()) for text in TEXT.finditer(line)]
    columns = [(bisect_right(starts, first), bisect_right(starts, end - 1)) for first, end in found]
    if len(found) < 2 or any(first != last for first, last in columns):
        return ",".join(_quoted(line[first:end]) for first, end in found)
    ends = [*starts[1:], max(len(line), starts[-1])]
    return ",".join(_quoted(line[start:end].strip()) for start, end in zip(starts, ends, strict=True))


def _quoted(cell: str) -> str:
    doubled = cell.replace('"', '""')
    return f'"{doubled}"'
