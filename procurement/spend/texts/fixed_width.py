"""Columns set apart by spaces alone, as ledgers print reports: cut where every line of the table is blank."""

import re
from collections import Counter
from collections.abc import Sequence

import polars as pl

from procurement.spend.findings import Fix
from procurement.spend.texts import delimiter
from procurement.spend.texts.text_lines import Lines

Span = tuple[int, int]
"""Of a text or a column: its first place, and the place behind its last."""

TEXT = re.compile(r"[^ ]+(?: [^ ]+)*")
"""A cell: words with single spaces between them."""

EVEN_ENOUGH = 0.4
"""A delimiter that cuts the lines so evenly, as delimiter.evenness has it, leaves nothing to the spaces."""

MARKS_OF_CELLS, SOME = '\t;|"', 0.1
"""On more than so few lines, these are there to set cells apart, however unevenly; a comma may be one of a text."""

FEWEST_LINES, FEWEST_COLUMNS, NEARLY_ALL = 5, 3, 0.8
HEADINGS_WITHIN = 10
"""Of so many lines of several texts, the one without a figure that has the most is taken for the headings."""

A_RULE, DASHES = re.compile(r"^ *-{2,}(?: +-{2,}){2,} *$"), re.compile("-+")
FIGURE = re.compile(r"[0-9]")


def separate(lines: Lines) -> tuple[Lines, tuple[Fix, ...]]:
    """The lines with commas between their cells, where only spaces set these apart; else as they are.

    A line with one text alone (a title, a rule) stays one cell.
    """
    sample = delimiter.sample_of(lines)
    if (ruled := _ruled(sample)) and not lines.undecoded:
        cut = pl.Series("line", [_by_rule(line, ruled) for line in lines.texts], dtype=pl.String)
        return Lines(cut), (Fix("FIXED_WIDTH", "A line of dashes says how wide each column is; they are cut by it."),)
    table = [line for line in sample if len(TEXT.findall(line)) >= FEWEST_COLUMNS]
    is_table = len(table) >= max(FEWEST_LINES, NEARLY_ALL * len(sample))
    if lines.undecoded or not is_table or _is_delimited(sample):
        return lines, ()
    texts: list[str] = lines.texts.to_list()
    columns = _columns(texts)
    if len(columns) < FEWEST_COLUMNS:
        return lines, ()
    cut = pl.Series("line", [_as_commas(line, columns) for line in texts], dtype=pl.String)
    sentence = "Spaces alone set the columns apart; they are cut where every line of the table is blank."
    return Lines(cut), (Fix("FIXED_WIDTH", sentence),)


def _ruled(sample: Sequence[str]) -> list[int]:
    """Where each column begins, by a line of three groups of dashes or more that databases draw below the headings;
    none where there is no such line."""
    rule = next((line for line in sample[:HEADINGS_WITHIN] if A_RULE.search(line)), "")
    return [group.start() for group in DASHES.finditer(rule)]


def _by_rule(line: str, starts: Sequence[int]) -> str:
    """The cells of a line that is cut where each column begins; a line with one text, or of dashes, stays one cell."""
    if len(TEXT.findall(line)) < 2 and not line[: starts[1]].strip().isdigit():
        return _quoted(line.strip())
    ends = [*starts[1:], None]
    return ",".join(_quoted(line[start:end].strip()) for start, end in zip(starts, ends, strict=True))


def _columns(texts: Sequence[str]) -> list[Span]:
    """The columns, by all lines of several texts; none where they can't be told.

    Where a title, a total or a name too long for its column covers the blank between two columns, the headings and
    other lines have two texts in one cell; then those lines tell that have as many texts as most, or as the headings.
    """
    several = [line for line in texts if len(TEXT.findall(line)) > 1]
    columns = _spans(several)
    table = [line for line in several if len(TEXT.findall(line)) >= FEWEST_COLUMNS]
    counts = Counter(len(TEXT.findall(line)) for line in table)
    headings = [line for line in table[:HEADINGS_WITHIN] if not FIGURE.search(line)]
    head = max(headings, key=lambda line: len(TEXT.findall(line)), default="")
    crowded = Counter(place for line in table for place in _crowded(line, columns))
    if not any(crowded[place] > 1 for place in _crowded(head, columns)):
        return columns
    for usual in (counts.most_common(1)[0][0], len(TEXT.findall(head))):
        found = _spans([line for line in table if len(TEXT.findall(line)) == usual])
        if len(found) == usual and not _crowded(head, found):
            return found
    return []


def _crowded(line: str, columns: Sequence[Span]) -> set[int]:
    """The columns of which a line has two texts or more, by number."""
    places = Counter(place for text in TEXT.finditer(line) for place in _places(text.span(), columns))
    return {place for place, many in places.items() if many > 1}


def _places(text: Span, columns: Sequence[Span]) -> list[int]:
    """The columns that a text touches; the one before it where it touches none."""
    touched = [place for place, (start, end) in enumerate(columns) if text[0] < end and start < text[1]]
    return touched or [max(sum(start <= text[0] for start, _ in columns) - 1, 0)]


def _is_delimited(sample: Sequence[str]) -> bool:
    for mark in MARKS_OF_CELLS:
        if sum(mark in line for line in sample) > SOME * len(sample):
            return True
    widths = Counter(map(len, delimiter.cut_by(sample, ",")))
    return delimiter.evenness(widths, len(sample)) >= EVEN_ENOUGH


def _spans(table: Sequence[str]) -> list[Span]:
    """From where to where each column has something in it on some line; every line is blank between two of them."""
    filled: set[int] = set()
    for line in table:
        for text in TEXT.finditer(line):
            filled.update(range(*text.span()))
    starts = [place for place in sorted(filled) if place - 1 not in filled]
    ends = [place + 1 for place in sorted(filled) if place + 1 not in filled]
    return list(zip(starts, ends, strict=True))


def _as_commas(line: str, columns: Sequence[Span]) -> str:
    """The cells of a line between quotation marks with commas between.

    Where a text lies across two columns nobody can tell what is of which: each text is a cell then, so that a payment
    has too few and is held back.
    """
    found = [text.span() for text in TEXT.finditer(line)]
    places = [_places(text, columns) for text in found]
    if len(found) < 2 or any(len(touched) > 1 for touched in places):
        return ",".join(_quoted(line[start:end]) for start, end in found)
    held: dict[int, Span] = {}
    for (start, end), (place,) in zip(found, places, strict=True):
        held[place] = (held.get(place, (start, end))[0], end)
    return ",".join(_quoted(line[slice(*held.get(place, (0, 0)))]) for place in range(len(columns)))


def _quoted(cell: str) -> str:
    doubled = cell.replace('"', '""')
    return f'"{doubled}"'
