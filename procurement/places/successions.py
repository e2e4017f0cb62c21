"""Which council followed which, on what day, and by what rule its spend is shared where there are several."""

from datetime import date

import polars as pl

from procurement.tables import SUCCESSION

FIRST_MAP = date(2009, 4, 1)
"""The first day whose councils authorities.csv knows. Councils were to publish their spend from January 2011 on."""


def parse(reference: pl.DataFrame) -> pl.DataFrame:
    """SUCCESSION from successions.csv as text.

    Raises polars.exceptions.InvalidOperationError where a day or number can't be read, and ValueError where a pair
    stands twice or a weight or percentage shares nothing out. Empty in gives empty out.
    """
    table = reference.select(_typed(name, kind) for name, kind in SUCCESSION.items())
    if table.select("predecessor", "successor").is_duplicated().any():
        raise ValueError("successions.csv has more than one row for a predecessor and its successor.")
    if not table.filter((pl.col("weight") <= 0) | ~pl.col("tier_percent").is_between(1, 100)).is_empty():
        raise ValueError("successions.csv has a weight below 1, or a tier_percent that is not from 1 to 100.")
    return table.sort("first_day", "successor", "predecessor")


def _typed(name: str, kind: pl.DataType) -> pl.Expr:
    if kind == pl.String():
        return pl.col(name)
    return pl.col(name).str.to_date("%Y-%m-%d") if kind == pl.Date() else pl.col(name).cast(kind)
