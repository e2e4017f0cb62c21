"""A row of headings that strayed into the middle of a list, and stands over columns that are not in its order."""

from collections.abc import Callable, Sequence

import polars as pl

from procurement.spend.columns.column_contents import A_DATE, A_SUM
from procurement.spend.columns.heading_match import AMOUNTS, Match
from procurement.spend.columns.heading_row import HeadingRow
from procurement.spend.text_table import TextTable

Row = tuple[int, tuple[str, ...]]
"""Line and texts of a row of headings."""

A_NAME = "[A-Za-z]{2}"
NEEDED = ((A_SUM, AMOUNTS), (A_DATE, ("paid_on", "period")), (A_NAME, ("supplier_name",)))
"""What the cells under each heading that a payment needs look like."""

MOSTLY, LOOKED_AT = 0.5, 200
"""Share of the rows below, of so many, that read as payments."""


def left_out(
    repeats: Sequence[Row], table: TextTable, row: HeadingRow, places_in: Callable[[tuple[str, ...]], dict[int, int]]
) -> list[Row]:
    """The rows of headings but those below which the cells read as payments under the first headings, and under their
    own do not. repeats: in order. places_in: where each first heading stands in a later row, by their places."""
    ends = [*(line for line, _ in repeats), 2**62][1:]
    kept: list[Row] = []
    for (line, texts), end in zip(repeats, ends, strict=True):
        rows = table.cells.filter(pl.col("line").is_between(line + 1, end - 1)).head(LOOKED_AT)
        own: list[Match | None] = [None] * len(table.columns)
        for first, there in places_in(texts).items():
            own[there] = row.matches[first]
        is_stray = _read_well(rows, table.columns, row.matches) > MOSTLY > _read_well(rows, table.columns, own)
        if not is_stray:
            kept.append((line, texts))
    return kept


def _read_well(rows: pl.DataFrame, columns: list[str], matches: Sequence[Match | None]) -> float:
    """Share of the rows that have a sum, a day and a name where the headings say so; 0 where these do not say all."""
    under = [
        (kind, [column for column, match in zip(columns, matches, strict=False) if match and match.ours in ours])
        for kind, ours in NEEDED
    ]
    if not rows.height or not all(held for _, held in under):
        return 0.0
    fits = [
        pl.any_horizontal(pl.col(column).fill_null("").str.contains(kind) for column in held) for kind, held in under
    ]
    return float(str(rows.select(pl.all_horizontal(fits).mean()).item()))
