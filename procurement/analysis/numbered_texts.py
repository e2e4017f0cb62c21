"""Sums by text as numbers: each text is joined to its readings once, and the many rows meet numbers alone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import polars as pl

from procurement.analysis import coded, frames, numbered
from procurement.analysis.condensed import KEYS
from procurement.analysis.numbered import BODY, BOUGHT, DIMENSIONS, PAYEE, SUMS, Numbered

NARROW = ("authority_code", "amount_basis")
"""Texts of few distinct values, which are numbers already where they are Categorical."""
PLACES = 1 << 32
"""More than there are numbers of a kind."""

KEY = "key"
TOLD_BY = {
    BOUGHT: pl.col("line_text_key"),
    PAYEE: pl.when(~pl.col("is_redacted")).then(pl.col("supplier_text_key")),
    BODY: pl.col("authority_code").to_physical().cast(pl.UInt64) * PLACES + pl.col("amount_basis").to_physical(),
}
"""What of a row tells what each number stands for, as one number, but where something is said of its line alone.

Redacted payees are told by nothing, for they are alike.
"""
ROWS_AT_ONCE = 1_000_000
"""Rows with readings of their own whose texts are in memory together."""


@dataclass(frozen=True)
class Readings:
    """The tables of coded.join: DECIDED_SUPPLIER, CATEGORY_READING, AUTHORITY, and of lines by themselves PRIVATE_LINE
    and DECIDED_LINE, None as there."""

    suppliers: pl.DataFrame
    categories: pl.DataFrame
    authorities: pl.DataFrame
    private_lines: pl.DataFrame | None = None
    decided_lines: pl.DataFrame | None = None

    def of_rows(self, rows: pl.DataFrame) -> pl.DataFrame:
        """numbered.COLUMNS of sums by text."""
        joined = coded.join(
            _texts(rows), self.suppliers, self.categories, self.authorities, self.private_lines, self.decided_lines
        )
        return frames.held(joined.select(numbered.COLUMNS))

    def of_keys(self, rows: pl.DataFrame, columns: Sequence[str]) -> pl.DataFrame:
        """KEY and `columns` of rows, as nothing but their texts tells them."""
        nobody = None if self.private_lines is None else self.private_lines.clear()
        joined = coded.join(_texts(rows), self.suppliers, self.categories, self.authorities, nobody, keep=(KEY,))
        return frames.held(joined.select(KEY, *columns))

    def single_lines(self) -> pl.DataFrame:
        """coded.LINE_KEY of lines of which something is said by themselves."""
        tables = [table for table in (self.private_lines, self.decided_lines) if table is not None]
        none = pl.DataFrame(schema={"authority_code": pl.String, **dict.fromkeys(coded.LINE_KEY[1:], pl.Int64)})
        return pl.concat([none, *(table.select(coded.LINE_KEY) for table in tables)]).unique()


def number(sums: pl.DataFrame, readings: Readings) -> Numbered:
    """condensed.KEYS, NARROW of them Categorical or text, and numbered.SUMS, with their readings as numbers.

    The same as numbered.number of the rows joined to the readings. Empty in gives empty out.
    """
    rows = sums.with_columns(pl.col(NARROW).cast(pl.Categorical))
    del sums
    lines = readings.single_lines().cast({"authority_code": pl.Categorical})
    if lines.is_empty():
        return numbered.together([_by_text(rows, readings)])
    single = rows.join(lines, on=coded.LINE_KEY, how="semi")
    rows = rows.join(lines, on=coded.LINE_KEY, how="anti")
    return numbered.together([_by_text(rows, readings), numbered.number(map(readings.of_rows, _parts(single)))])


def _by_text(sums: pl.DataFrame, readings: Readings) -> Numbered:
    """Of rows that have no readings but those of their texts; equal rows still apart."""
    rows, meanings = sums.lazy(), dict[str, pl.DataFrame]()
    for name, told_by in TOLD_BY.items():
        known = sums.lazy().select(*KEYS, told_by.alias(KEY)).unique(KEY).collect()
        told = readings.of_keys(known, DIMENSIONS[name])
        meanings[name] = told.select(DIMENSIONS[name]).unique()
        numbers = meanings[name].with_row_index(name)
        each = told.join(numbers, on=DIMENSIONS[name], validate="m:1", nulls_equal=True).select(KEY, name)
        rows = rows.with_columns(told_by.alias(KEY)).join(
            each.lazy(), on=KEY, how="left", validate="m:1", nulls_equal=True
        )
    return Numbered(rows.select(*DIMENSIONS, *SUMS).collect(), meanings)


def _parts(rows: pl.DataFrame) -> Iterator[pl.DataFrame]:
    for first in range(0, rows.height, ROWS_AT_ONCE):
        yield rows.slice(first, ROWS_AT_ONCE)


def _texts(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.with_columns(pl.col(pl.Categorical).cast(pl.String))
