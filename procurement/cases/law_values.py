"""What a contract is worth beside the thresholds of procurement law, which include VAT where spend does not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

ABOVE, DEPENDS_ON_VAT, BELOW = "above", "depends on VAT", "below"
GOODS_AND_SERVICES = "sub-central goods and services"
LIGHT_TOUCH = "light touch"
PENCE = 100


@dataclass(frozen=True)
class Contract:
    """A contract that would be let: `place` that lets it, how many councils use it, its worth over its years, net."""

    place: str
    councils: int
    net_pence: int


@dataclass(frozen=True)
class Threshold:
    """A threshold in force on a day; `amount_pence` includes VAT where `includes_vat`."""

    kind: str
    amount_pence: int
    includes_vat: bool
    from_day: date | None
    source: str

    def beside(self, net_pence: int, vat_rate: float) -> str:
        """Whether a contract is above (at or over), below, or above only where VAT is charged at the standard rate.

        >>> Threshold("works", 120_00, True, None, "").beside(100_00, 0.2)
        'depends on VAT'
        """
        if net_pence >= self.amount_pence:
            return ABOVE
        gross = round(net_pence * (1 + vat_rate)) if self.includes_vat else net_pence
        return DEPENDS_ON_VAT if gross >= self.amount_pence else BELOW


def kind_of(regimes: pl.DataFrame, level1: str, level2: str) -> str:
    """The kind of threshold for a category: its own row, else that of its level 1, else goods and services."""
    rows = {(row["level1"], row["level2"]): row["kind"] for row in regimes.to_dicts()}
    return rows.get((level1, level2)) or rows.get((level1, "")) or GOODS_AND_SERVICES


def threshold(table: pl.DataFrame, kind: str, on: date) -> Threshold | None:
    """The threshold of `kind` in force on a day; None where the table knows none. table: texts, "" where unbounded."""
    for row in in_force(table.filter(pl.col("kind") == kind), on).to_dicts():
        first = date.fromisoformat(row["start_date"]) if row["start_date"] else None
        amount = int(row["amount_pounds"]) * PENCE
        return Threshold(kind, amount, row["includes_vat"] == "true", first, row["source"])
    return None


def in_force(table: pl.DataFrame, on: date) -> pl.DataFrame:
    """The rows whose start_date and end_date (ISO text, "" for none) hold the day."""
    day = on.isoformat()
    begun = (pl.col("start_date") == "") | (pl.col("start_date") <= day)
    return table.filter(begun, (pl.col("end_date") == "") | (pl.col("end_date") >= day))


def largest(contracts: Sequence[Contract]) -> Contract | None:
    """The contract worth most; of equal ones the first by place; None where there is none."""
    return min(contracts, key=lambda one: (-one.net_pence, one.place), default=None)
