"""A delimited text file becomes rows of text: decoded, cut into lines, lines into records, records into cells."""

import re
from collections.abc import Sequence
from itertools import islice, zip_longest

import polars as pl

from procurement.spend import delimiter, encoding, records, text_limits
from procurement.spend.delimiter import Layout
from procurement.spend.encoding import NOT_DECODED
from procurement.spend.findings import Fix
from procurement.spend.limits import Limits
from procurement.spend.receive import Received
from procurement.spend.records import Record
from procurement.spend.text_table import TextTable
from procurement.tables import TEXT_ROWS, UNREADABLE_ROWS

RECORDS_AT_A_TIME = 2_000
"""Few enough that Python's collector of cyclic garbage finds little to look through: 50,000 takes twice the time."""
SPOILT = re.compile("[\x00\udc80-\udcff]")
SHOWN_CHARACTERS = 2_000
LINE_ENDS = re.compile("\r\n?")
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
    decoded = encoding.decode(received.content)
    lines, line_fixes = lines_of(decoded.text)
    layout = delimiter.find_layout(lines)
    cells, unreadable, mended = as_frames(lines, layout, limits, is_spoilt=bool(SPOILT.search(decoded.text)))
    text_limits.refuse_too_many_columns(cells, limits)
    cells, too_long = text_limits.hold_long_cells(text_limits.without_empty_ends(cells), limits)
    return TextTable(
        cells=cells,
        kind=received.kind,
        unreadable=pl.concat([unreadable, too_long]).sort("line"),
        encoding=decoded.encoding,
        delimiter=layout.delimiter,
        fixes=(*received.fixes, *decoded.fixes, *line_fixes, *delimiter_fixes(layout), *quote_fixes(mended)),
    )


def lines_of(text: str) -> tuple[list[str], tuple[Fix, ...]]:
    """The lines of a text without their ends, whatever ends them; a note where the ends are a lone CR or mixed."""
    returns, pairs, feeds = text.count("\r"), text.count("\r\n"), text.count("\n")
    lines = (LINE_ENDS.sub("\n", text) if returns else text).split("\n")
    if lines[-1] == "":
        lines.pop()
    lone_returns, lone_feeds = returns - pairs, feeds - pairs
    if lone_returns:
        return lines, (Fix("LINE_ENDS", "Lines end as on an old Mac (CR); they were read as line ends.", lone_returns),)
    if pairs and lone_feeds:
        return lines, (Fix("LINE_ENDS", "Line ends are mixed (CRLF and LF); each was read as one.", lone_feeds),)
    return lines, ()


def as_frames(
    lines: Sequence[str], layout: Layout, limits: Limits, *, is_spoilt: bool
) -> tuple[pl.DataFrame, pl.DataFrame, int]:
    """TEXT_ROWS, UNREADABLE_ROWS and how many rows had a stray quote kept; every record is in one of the frames.

    is_spoilt: whether a NUL or a byte that could not be decoded is anywhere. Raises Refused beyond the limit of rows.
    """
    found = records.records(lines, layout)
    frames = [pl.DataFrame(schema=TEXT_ROWS)]
    unreadable: list[dict[str, str | int]] = []
    mended = filled = 0
    while batch := list(islice(found, RECORDS_AT_A_TIME)):
        filled += sum(any(record.cells) for record in batch)
        text_limits.refuse_too_many_rows(filled, limits)
        suspects = batch if is_spoilt else [record for record in batch if record.trouble]
        bad = {record.line: row for record in suspects if (row := unreadable_row(record, layout))}
        unreadable += bad.values()
        mended += sum(record.is_mended for record in batch)
        frames.append(as_text_rows([record for record in batch if record.line not in bad] if bad else batch))
    return pl.concat(frames, how="diagonal", rechunk=True), pl.DataFrame(unreadable, schema=UNREADABLE_ROWS), mended


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
