"""Which family a category belongs to, its saving rates, and the levels that law or the market bars."""

from dataclasses import dataclass

import polars as pl

from procurement.cases.assumptions import Assumptions
from procurement.cases.method import Range

UNKNOWN_FAMILY = "other"


@dataclass(frozen=True)
class Family:
    """What is assumed of a category; `bar_reason` is "" where nothing is barred."""

    name: str
    saving: Range
    saving_cap: float
    barred: frozenset[str]
    bar_reason: str
    bar_source: str


def find(table: pl.DataFrame, level1: str, level2: str, assumptions: Assumptions) -> Family:
    """The row of the category, else of its level 1, else the family "other".

    table: category_case_parameters.csv; a blank rate there means the family's rate in the assumptions.
    """
    rows = {(row["level1"], row["level2"] or ""): row for row in _rows_of(table, level1)}
    row = rows.get((level1, level2)) or rows.get((level1, "")) or {}
    family = str(row.get("family") or UNKNOWN_FAMILY)
    usual = assumptions.range(f"saving_per_tenfold_{family}")
    return Family(
        name=family,
        saving=Range(
            _number(row.get("saving_per_tenfold_low"), usual.low),
            _number(row.get("saving_per_tenfold"), usual.default),
            _number(row.get("saving_per_tenfold_high"), usual.high),
        ),
        saving_cap=_number(row.get("saving_cap"), assumptions.number(f"saving_cap_{family}")),
        barred=frozenset(level for level in str(row.get("barred_levels") or "").split(";") if level),
        bar_reason=str(row.get("bar_reason") or ""),
        bar_source=str(row.get("bar_source") or ""),
    )


def _rows_of(table: pl.DataFrame, level1: str) -> list[dict[str, str | None]]:
    return table.filter(pl.col("level1") == level1).cast(pl.String).to_dicts()


def _number(given: str | None, usual: float) -> float:
    return float(given) if given else usual
