"""A delimited text file becomes rows of text: decoded, cut into lines, lines into records, records into cells.

Lines that are a whole row by themselves, as nearly all are, take the fast path (plain_lines); the others are read one
by one (records). Both give the same cells for a line that either could read.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice, zip_longest

import polars as pl

from procurement.spend import text_limits
from procurement.spend.findings import Fix
from procurement.spend.limits import Limits
from procurement.spend.receive import Received
from procurement.spend.text_table import TextTable
from procurement.spend.texts import (
    delimiter,
    encoding,
    fixed_width,
    formula_texts,
    plain_cells,
    plain_lines,
    records,
    text_lines,
    wrapped_lines,
)
from procurement.spend.texts.delimiter import Layout
from procurement.spend.texts.encoding import NOT_DECODED
from procurement.spend.texts.records import Record
from procurement.spend.texts.text_lines import Lines
from procurement.tables import TEXT_ROWS, UNREADABLE_ROWS

RECORDS_AT_A_TIME = 2_000
"""Few enough that Python's collector of cyclic garbage finds little to look through: 50,000 takes twice the time."""
SHOWN_CHARACTERS = 2_000
ADVICE = {
    records.UNCLOSED_QUOTE: "A quotation mark opens here and never closes. Close it or take it out, and upload the "
    "file again.",
    records.STRAY_QUOTE: "A quotation mark stands inside a cell, so where the cells end is not certain. Take it out or "
    "double it, and upload the file again.",
    "NUL_BYTE": "The row holds an empty (NUL) character, as damaged files do. Export the file again and upload it.",
    "NOT_IN_ENCODING": "The marked characters are in another encoding than the rest of the file. Type them again, save "
    "the file as CSV UTF-8 and upload it.",
}


def read(received: Received, limits: Limits) -> TextTable:
    """Every record of a delimited text file, with the number of the line it begins on, as a text editor counts.

    A line break inside a quoted cell becomes a line feed. Raises Refused where the text is in no encoding that can be
    read, or beyond the limits in rows or columns.
    """
    lines, read_as, marks, fixes = _lines_of(received.content)
    lines = replace(lines, texts=text_limits.without_endless_ends(lines.texts, delimiter.NAMES, limits))
    text_limits.refuse_endless_lines(lines.texts, delimiter.NAMES, limits)
    layout = delimiter.find_layout(lines)
    cells, unreadable, mended = as_frames(lines, layout, limits, marks)
    text_limits.refuse_too_many_columns(cells, limits)
    cells, too_long = text_limits.hold_long_cells(text_limits.without_empty_ends(cells), limits)
    return TextTable(
        cells=cells,
        kind=received.kind,
        unreadable=pl.concat([unreadable, too_long]).sort("line"),
        encoding=read_as,
        delimiter=layout.delimiter,
        fixes=(*received.fixes, *fixes, *delimiter_fixes(layout), *quote_fixes(mended)),
    )


def _lines_of(content: bytes) -> tuple[Lines, str, str, tuple[Fix, ...]]:
    """The lines of a text, its encoding, which marks may stand at the edges of its cells, and what was mended.

    Of a large file little else stays in memory.
    """
    decoded = encoding.decode(content)
    lines, line_fixes = text_lines.cut(decoded.utf_8)
    lines, tails = text_lines.without_tails(lines, delimiter.NAMES)
    lines, written = text_lines.without_entities(lines)
    lines, formulas = formula_texts.without(lines)
    lines, wrapped = wrapped_lines.unwrap(lines)
    lines, spaced = fixed_width.separate(lines)
    marks = plain_cells.marks_among(decoded.beyond_ascii)
    return lines, decoded.encoding, marks, (*decoded.fixes, *line_fixes, *tails, *written, *formulas, *wrapped, *spaced)


def as_frames(
    lines: Lines, layout: Layout, limits: Limits, marks: str = plain_cells.EDGE_MARKS
) -> tuple[pl.DataFrame, pl.DataFrame, int]:
    """TEXT_ROWS, UNREADABLE_ROWS and how many rows had a stray quote kept; every record is in one of the frames.

    marks: as in plain_cells.strip_edges. The edges of cells are taken off a part at a time, so that no large file is
    held twice.
    Raises Refused beyond the limit of rows.
    """
    plain = plain_lines.are_plain(lines.texts, layout)
    slow, unreadable, mended, inside = one_by_one(lines, layout, (~plain).arg_true(), limits)
    plain = plain.scatter(inside, False)
    filled = filled_rows(slow) + unreadable.height
    parts: list[pl.DataFrame] = []
    for start in range(0, len(lines), plain_lines.LINES_AT_ONCE):
        are_plain = plain.slice(start, plain_lines.LINES_AT_ONCE)
        texts = lines.texts.slice(start, plain_lines.LINES_AT_ONCE).filter(are_plain)
        filled += plain_lines.filled(texts, layout)
        text_limits.refuse_too_many_rows(filled, limits)
        cells = plain_lines.cut(texts, layout)
        cells.insert_column(0, (are_plain.arg_true() + start + 1).cast(pl.Int64).alias("line"))
        among = slow.filter(pl.col("line").is_between(start + 1, start + plain_lines.LINES_AT_ONCE))
        rows = by_line(pl.concat([cells, among], how="diagonal", rechunk=True)) if among.height else cells
        parts.append(plain_cells.strip_edges(rows, text_limits.cell_columns(rows), marks))
    return pl.concat([slow.clear(), *parts], how="diagonal", rechunk=True), unreadable, mended


def by_line(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows in the order of their lines; taking them by place is quicker than sorting every column."""
    return rows[rows["line"].arg_sort()]


def one_by_one(
    lines: Lines, layout: Layout, places: pl.Series, limits: Limits
) -> tuple[pl.DataFrame, pl.DataFrame, int, list[int]]:
    """TEXT_ROWS, UNREADABLE_ROWS and the number of stray quotes kept, of the records that begin at `places`.

    Also the places of the lines that such a record takes beyond its first.
    """
    found = records.records(lines, layout, places.to_list())
    frames = [pl.DataFrame(schema=TEXT_ROWS)]
    unreadable: list[dict[str, str | int]] = []
    inside: list[int] = []
    mended = filled = 0
    while batch := list(islice(found, RECORDS_AT_A_TIME)):
        filled += sum(any(record.cells) for record in batch)
        text_limits.refuse_too_many_rows(filled, limits)
        bad = {record.line: row for record in batch if (row := unreadable_row(record, layout))}
        unreadable += bad.values()
        mended += sum(record.is_mended for record in batch)
        inside += [place for record in batch for place in range(record.line, record.line + record.lines - 1)]
        frames.append(as_text_rows([record for record in batch if record.line not in bad]))
    return pl.concat(frames, how="diagonal"), pl.DataFrame(unreadable, schema=UNREADABLE_ROWS), mended, inside


def filled_rows(cells: pl.DataFrame) -> int:
    """How many rows have something in some cell."""
    columns = text_limits.cell_columns(cells)
    return cells.filter(pl.any_horizontal(pl.col(column) != "" for column in columns)).height if columns else 0


def as_text_rows(batch: Sequence[Record]) -> pl.DataFrame:
    """Records as TEXT_ROWS; null where a record ends before the longest one does."""
    columns = zip_longest(*(record.cells for record in batch))
    return pl.DataFrame(
        [
            pl.Series("line", [record.line for record in batch], dtype=pl.Int64),
            *(pl.Series(f"column_{place}", column, dtype=pl.String) for place, column in enumerate(columns)),
        ]
    )


def unreadable_row(record: Record, layout: Layout) -> dict[str, str | int] | None:
    """A record as a row of UNREADABLE_ROWS, or None where nothing is amiss with it."""
    if record.trouble:
        return row_held(record, record.trouble, "")
    for place, cell in enumerate(record.cells):
        if "\x00" in cell:
            return row_held(record, "NUL_BYTE", text_limits.place_name(place), layout.delimiter)
        if NOT_DECODED.search(cell):
            return row_held(record, "NOT_IN_ENCODING", text_limits.place_name(place), layout.delimiter)
    return None


def row_held(record: Record, rule: str, column: str, separator: str = "") -> dict[str, str | int]:
    """One row of UNREADABLE_ROWS, its text fit to be stored and shown."""
    text = NOT_DECODED.sub(lambda found: f"\\x{ord(found[0]) - 0xDC00:02x}", separator.join(record.cells))
    value = text.replace("\x00", "\\x00")[:SHOWN_CHARACTERS]
    return {"line": record.line, "rule": rule, "column": column, "value": value, "advice": ADVICE[rule]}


def delimiter_fixes(layout: Layout) -> tuple[Fix, ...]:
    """A note where cells are separated by something else than commas."""
    if layout.delimiter == ",":
        return ()
    return (Fix("DELIMITER", f"The cells are separated by {delimiter.NAMES[layout.delimiter]}, not by commas."),)


def quote_fixes(mended: int) -> tuple[Fix, ...]:
    """A note where stray quotation marks were kept."""
    if not mended:
        return ()
    sentence = "A quotation mark inside a cell was kept as it stands, the row having the right number of cells."
    return (Fix("STRAY_QUOTE_KEPT", sentence, mended),)
