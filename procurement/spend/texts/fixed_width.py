"""Columns set apart by spaces alone, as ledgers print reports: cut where every line of the table is blank."""

import re
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

    A line with one text alone (a title, a rule) stays one cell. The columns are the places where some line of the
    table has a letter or figure, so a text that reaches into the next column makes one column of the two.
    """
    sample = delimiter.sample_of(lines)
    table = [line for line in sample if len(TEXT.findall(line)) >= FEWEST_COLUMNS]
    is_table = len(table) >= max(FEWEST_LINES, NEARLY_ALL * len(sample))
    if lines.undecoded or not is_table or _is_delimited(sample):
        return lines, ()
    texts: list[str] = lines.texts.to_list()
    starts = _starts([line for line in texts if len(TEXT.findall(line)) > 1])
    if len(starts) < FEWEST_COLUMNS:
        return lines, ()
    cut = pl.Series("line", [_as_commas(line, starts) for line in texts], dtype=pl.String)
    sentence = "Spaces alone set the columns apart; they are cut where every line of the table is blank."
    return Lines(cut), (Fix("FIXED_WIDTH", sentence),)


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
    """The cells of a line between quotation marks with commas between; a line of one text is one cell."""
    if len(TEXT.findall(line)) < 2:
        return _quoted(line.strip()) if line.strip() else ""
    ends = [*starts[1:], max(len(line), starts[-1])]
    return ",".join(_quoted(line[start:end].strip()) for start, end in zip(starts, ends, strict=True))


def _quoted(cell: str) -> str:
    doubled = cell.replace('"', '""')
    return f'"{doubled}"'
