"""A file's rows with some of them mended, as the rows of a new file in which every line keeps its number."""

from collections.abc import Mapping, Sequence

import polars as pl

from procurement.spend.text_table import TextTable


def held_cells(table: TextTable, lines: Sequence[int]) -> dict[int, list[str]]:
    """The cells of the rows on `lines`, as many as the file has columns; a row that could not be read is split plainly.

    A line that the file does not have is left out; no lines give an empty mapping.
    """
    width = len(table.columns)
    wanted = table.cells.filter(pl.col("line").is_in(list(lines)))
    found = {row[0]: [cell or "" for cell in row[1:]] for row in wanted.iter_rows()}
    for line, text in table.unreadable.select("line", "value").iter_rows():
        if line in lines:
            found[line] = _split(text, table.delimiter, width)
    return dict(sorted(found.items()))


def with_edits(table: TextTable, edits: Mapping[int, Sequence[str]]) -> list[tuple[int, list[str]]]:
    """Every row of the file as (line, cells), by line, the rows in `edits` (line to cells) in place of theirs.

    A short row stays short. A row that could not be read and is not in `edits` is split plainly: whoever stores the
    result must keep holding it back.
    """
    rows = {row[0]: _as_long_as_it_was(row[1:]) for row in table.cells.iter_rows()}
    width = len(table.columns)
    for line, text in table.unreadable.select("line", "value").iter_rows():
        rows[line] = _split(text, table.delimiter, width)
    for line, cells in edits.items():
        rows[line] = list(cells)
    return sorted(rows.items())


def _split(text: str, delimiter: str, width: int) -> list[str]:
    plain = text.replace("\r", " ").replace("\n", " ").replace('"', "")
    cells = plain.split(delimiter) if delimiter else [plain]
    return [*cells, *[""] * (width - len(cells))]


def _as_long_as_it_was(cells: Sequence[str | None]) -> list[str]:
    there = next((at for at in range(len(cells), 0, -1) if cells[at - 1] is not None), 0)
    return [cell or "" for cell in cells[:there]]
