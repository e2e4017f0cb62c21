"""Sheets that are parts of one list, under the headings of the first: no cell lost, each row knowing its sheet."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from procurement.spend.columns import heading_row
from procurement.spend.columns.heading_match import Aliases
from procurement.spend.columns.heading_row import HeadingRow
from procurement.spend.rows import moved_blocks
from procurement.spend.text_limits import cell_columns, is_blank
from procurement.spend.workbooks.sheet_lines import A_SHEET, SheetPart
from procurement.tables import TEXT_ROWS


@dataclass(frozen=True)
class SheetRows:
    """One sheet as it is to be read: its rows as TEXT_ROWS, and those that could not be turned into cells."""

    name: str
    cells: pl.DataFrame
    unreadable: pl.DataFrame


@dataclass(frozen=True)
class Joined:
    """Several sheets as one table: `cells` and `unreadable` by line, and which sheet is which part."""

    cells: pl.DataFrame
    unreadable: pl.DataFrame
    parts: tuple[SheetPart, ...]


def can_join(first: HeadingRow, other: HeadingRow, known: Aliases) -> bool:
    """Whether it is certain which column of one is which of the other: the same headings in the same places, or no
    heading of either twice, with amount and supplier of the one found in the other."""
    if _same_places(first, other):
        return True
    if moved_blocks.twice(first.headings) or moved_blocks.twice(other.headings):
        return False
    places = moved_blocks.by_text_or_meaning(other.headings, first, known)
    mapped = {match.ours for place, match in enumerate(first.matches) if match and place in places}
    return (first.found & other.found) <= mapped


def join(sheets: Sequence[SheetRows], known: Aliases) -> Joined:
    """The sheets one below the other. The first has headings; one without goes on in the columns of the first.

    A column that only a later sheet has stands at the right, under the words of its heading.
    """
    rows = [heading_row.find(sheet.cells, cell_columns(sheet.cells), known) for sheet in sheets]
    first = rows[0]
    assert first is not None
    columns = cell_columns(sheets[0].cells)
    added: dict[str, str] = {}
    frames = [
        _under_first(sheet.cells, row, first, columns, known, added) for sheet, row in zip(sheets, rows, strict=True)
    ]
    every = [*columns, *added.values()]
    words = [*first.headings, *(text.partition("\t")[0] for text in added)]
    parts: list[SheetPart] = []
    cells: list[pl.DataFrame] = []
    held: list[pl.DataFrame] = []
    for number, (sheet, row, frame) in enumerate(zip(sheets, rows, frames, strict=True), 1):
        start = number * A_SHEET
        last = row.last_line + start if row else 0
        parts.append(SheetPart(sheet.name, number, last, row.titles if row else ()))
        moved = _in_columns(frame, every).with_columns(pl.col("line") + start)
        cells.append(_headed(moved, last, words, every, len(columns) if number == 1 else 0))
        held.append(sheet.unreadable.with_columns(pl.col("line") + start))
    return Joined(pl.concat(cells), pl.concat(held), tuple(parts))


def _same_places(first: HeadingRow, other: HeadingRow) -> bool:
    """Whether the texts of one stand in the same places of the other, but for more at its right."""
    mine, theirs = ([text.casefold() for text in row.headings] for row in (first, other))
    shorter = min(len(mine), len(theirs))
    return mine[:shorter] == theirs[:shorter] and not any(mine[shorter:])


def _under_first(
    cells: pl.DataFrame,
    row: HeadingRow | None,
    first: HeadingRow,
    columns: Sequence[str],
    known: Aliases,
    added: dict[str, str],
) -> pl.DataFrame:
    """The cells of one sheet in the columns of the first; `added` takes up the columns that the first has not."""
    own = cell_columns(cells)
    if row is None or _same_places(first, row):
        places = {at: at for at in range(min(len(columns), len(own)))}
    else:
        places = moved_blocks.by_text_or_meaning(row.headings, first, known)
    there = {own[mine]: columns[at] for at, mine in places.items()}
    for at, column in enumerate(own):
        if column not in there and cells.select((~is_blank(column)).any()).item():
            text = row.headings[at] if row else ""
            key = text if text and added.get(text) not in there.values() else f"{text}\t{at}"
            added.setdefault(key, f"column_{len(columns) + len(added)}")
            there[column] = added[key]
    return cells.select(*TEXT_ROWS, *(pl.col(mine).alias(first_column) for mine, first_column in there.items()))


def _in_columns(cells: pl.DataFrame, columns: Sequence[str]) -> pl.DataFrame:
    """The cells with every one of `columns`, null where the sheet has none."""
    return cells.select(
        *TEXT_ROWS,
        *(pl.col(name) if name in cells.columns else pl.lit(None, pl.String()).alias(name) for name in columns),
    )


def _headed(cells: pl.DataFrame, line: int, words: Sequence[str], columns: Sequence[str], kept: int) -> pl.DataFrame:
    """The cells with `words` on the line of the headings, in all columns but the first `kept`."""
    if not line:
        return cells
    is_heading = pl.col("line") == line
    return cells.with_columns(
        pl.when(is_heading).then(pl.lit(text)).otherwise(column).alias(column)
        for text, column in list(zip(words, columns, strict=True))[kept:]
    )
