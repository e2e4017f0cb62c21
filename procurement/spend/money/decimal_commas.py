"""Amounts written with a comma before the pence (1.250,50), as machines set up for other countries write them."""

from dataclasses import replace

import polars as pl

from procurement.spend.columns.column_contents import below
from procurement.spend.columns.heading_match import AMOUNTS
from procurement.spend.columns.heading_row import HeadingRow
from procurement.spend.findings import Fix
from procurement.spend.text_table import TextTable

OF_MONEY = (*AMOUNTS, "amount_vat", "irrecoverable_vat", "credit")
THOUSANDS = r"[. \u00a0\u202f]"
COMMA_THEN_PENCE = rf"^[-(£ ]*(?:[0-9]{{1,3}}(?:{THOUSANDS}[0-9]{{3}})+|[0-9]+),[0-9]{{2}}[-) ]*$"
SMALL_AND_WHOLE = r"^[-(£ ]*[0-9]{1,3}[-) ]*$"
FEWEST = 5
"""So many amounts must have the comma; of fewer some may be slips of the pen, and are held back one by one."""


def as_english(table: TextTable, row: HeadingRow) -> TextTable:
    """The table with a point before the pence in each column of money whose every figure has a comma there.

    Two figures after a comma are never thousands in English; where all amounts have them, their size is certain.
    """
    rows = below(table.cells, row.last_line)
    headed = zip(table.columns, row.headings, row.matches, strict=True)
    found = {
        column: heading
        for column, heading, match in headed
        if match and match.ours in OF_MONEY and _has_commas(rows[column])
    }
    if not found:
        return table
    is_meant = pl.col("line") > row.last_line
    cells = table.cells.with_columns(
        pl.when(is_meant & pl.col(column).str.contains(COMMA_THEN_PENCE))
        .then(pl.col(column).str.replace_all(THOUSANDS, "").str.replace(",", ".", literal=True))
        .otherwise(column)
        .alias(column)
        for column in found
    )
    fixes = [
        Fix("DECIMAL_COMMA", f'"{heading}" has a comma before the pence on every line, and is read so.')
        for heading in found.values()
    ]
    return replace(table, cells=cells, fixes=(*table.fixes, *fixes))


def _has_commas(cells: pl.Series) -> bool:
    figures = cells.filter(cells.fill_null("").str.contains(r"[0-9]"))
    with_comma = figures.str.contains(COMMA_THEN_PENCE)
    return int(with_comma.sum()) >= FEWEST and bool((with_comma | figures.str.contains(SMALL_AND_WHOLE)).all())
