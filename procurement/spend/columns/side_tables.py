"""A second table beside the payments, behind an empty column: a pivot table, or sums by department."""

from dataclasses import replace

import polars as pl

from procurement.spend.columns.column_contents import below
from procurement.spend.columns.heading_match import AMOUNTS, Match
from procurement.spend.columns.heading_row import HeadingRow
from procurement.spend.findings import Fix
from procurement.spend.text_table import TextTable
from procurement.spend.texts.plain_cells import is_filled

MOST_BESIDE = 0.75
"""A table beside the payments ends before this share of their lines; a column of theirs may be blank in some."""

NEEDED = (AMOUNTS, ("supplier_name", "supplier_ref"), ("paid_on", "period"))


def leave_out(table: TextTable, row: HeadingRow) -> tuple[TextTable, HeadingRow]:
    """The table and its headings without the columns of a shorter table to the right; as they are where there is none.

    What is left names amount, supplier and day; what is left out begins behind a column that is empty and not headed,
    and ends well above the last payment.
    """
    if table.parts:
        return table, row
    rows = below(table.cells, row.last_line)
    filled = rows.select(
        pl.arange(0, pl.len()).filter(is_filled(column)).max().alias(column) for column in table.columns
    )
    last = {column: filled[column].item() for column in table.columns}
    for at, (column, heading) in enumerate(zip(table.columns, row.headings, strict=True)):
        left, right = table.columns[:at], table.columns[at + 1 :]
        if heading or last[column] is not None or not _are_needed(row.matches[:at]):
            continue
        ends = [last[other] for other in right if last[other] is not None]
        if ends and max(ends) < MOST_BESIDE * max(last[other] or 0 for other in left):
            return _without(table, row, at)
    return table, row


def _are_needed(matches: tuple[Match | None, ...]) -> bool:
    found = {match.ours for match in matches if match is not None}
    return all(found & set(group) for group in NEEDED)


def _without(table: TextTable, row: HeadingRow, at: int) -> tuple[TextTable, HeadingRow]:
    headed = [text for text in row.headings[at:] if text]
    said = ", ".join(f'"{text}"' for text in headed[:3]) or "cells without headings"
    sentence = f"Beside the payments stands a shorter table, from column {at + 2} on ({said}); it is left out."
    cells = table.cells.drop(table.columns[at:])
    shorter = replace(row, headings=row.headings[:at], matches=row.matches[:at], width=min(row.width, at))
    return replace(table, cells=cells, fixes=(*table.fixes, Fix("TABLE_BESIDE", sentence))), shorter
