"""The thresholds of the rules, read from their reference tables."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

PENCE_A_POUND = 100


@dataclass(frozen=True)
class Limits:
    """values: unusual_payment_thresholds.csv by name. contracts: CONTRACT_LIMIT, the law's and the council's own.

    exempt: `limit` and `level1`, ProClass headings that a limit does not speak of.
    """

    values: dict[str, float]
    contracts: pl.DataFrame
    exempt: pl.DataFrame

    def __getitem__(self, name: str) -> float:
        return self.values[name]

    def pence(self, name: str) -> int:
        """A threshold in pounds as pence."""
        return round(self.values[name] * PENCE_A_POUND)


CONTRACT_LIMIT = pl.Schema(
    {
        "limit": pl.String(),
        "net_pence": pl.Int64(),
        "gross_pence": pl.Int64(),
        "start_date": pl.Date(),
        "end_date": pl.Date(),
    }
)
"""A value from which other rules of buying hold, between two days (null: no bound), without and with VAT."""

BUYING = ("sub-central goods and services", "notice of a below-threshold contract")
"""The rows of procurement_thresholds.csv that split orders are held against."""


OWN = "your own limit"


def build(tables: Mapping[str, pl.DataFrame], own_pounds: int = 0) -> Limits:
    """Limits from the reference tables, as text. own_pounds: the council's own limit before VAT, 0 for none.

    Raises KeyError where a threshold is missing from the table.
    """
    thresholds = tables["unusual_payment_thresholds"].select("threshold", "value")
    values = {name: float(value) for name, value in thresholds.iter_rows()}
    contracts = _contracts(tables["procurement_thresholds"], own_pounds, values["vat_rate"])
    return Limits(values, contracts, tables["split_order_exemptions"].select("limit", "level1"))


def _contracts(table: pl.DataFrame, own_pounds: int, vat: float) -> pl.DataFrame:
    rows = [
        (row["kind"], int(row["amount_pounds"]), row["includes_vat"] == "true", row["start_date"], row["end_date"])
        for row in table.filter(pl.col("kind").is_in(BUYING)).iter_rows(named=True)
    ]
    rows += [(OWN, own_pounds, False, "", "")] if own_pounds else []
    made = [
        (
            name,
            round(pounds * PENCE_A_POUND / (1 + vat if includes else 1)),
            round(pounds * PENCE_A_POUND * (1 if includes else 1 + vat)),
            _day(first),
            _day(last),
        )
        for name, pounds, includes, first, last in rows
    ]
    return pl.DataFrame(made, schema=CONTRACT_LIMIT, orient="row")


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
