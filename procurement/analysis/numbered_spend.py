"""What each body spends with each supplier that may be named, as numbers, for questions asked of all of them."""

from collections.abc import Collection
from dataclasses import dataclass

import polars as pl

from procurement.analysis.numbered import BODY, PAYEE, Numbered
from procurement.analysis.supplier_spend import NOT_IN_A_MARKET

PLACES = 1 << 32
"""More than there are numbers of a kind."""
NAMED = ("supplier_id", "supplier", "authority_code")


@dataclass(frozen=True)
class NumberedSpend:
    """rows: NAMED as numbers and spend_pence, net of credit notes, a row a body and supplier, in no order.

    texts: what the numbers of each of NAMED stand for, in the order of the texts.
    """

    rows: pl.DataFrame
    texts: dict[str, pl.Series]

    def written_out(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Some rows that hold columns of NAMED, with the texts of their numbers."""
        there = [name for name in NAMED if name in rows.columns]
        return rows.with_columns(self.texts[name].gather(rows[name]).alias(name) for name in there)


def spend(sums: Numbered, level1: str = "", bodies: Collection[str] | None = None) -> NumberedSpend:
    """As supplier_spend.spend by authority_code, of suppliers in a market, without private and redacted payees.

    level1: of one category, of all where it is "". bodies: of these codes alone. Where a supplier has several names in
    what is asked for, the last in their order is taken. Empty in gives empty out.
    """
    payees, each = sums.meanings[PAYEE], sums.meanings[BODY]
    is_open = ~pl.col("is_redacted") & ~pl.col("payee_is_private") & ~pl.col("supplier_kind").is_in(NOT_IN_A_MARKET)
    is_meant = pl.lit(value=True) if bodies is None else pl.col("authority_code").is_in(list(bodies))
    suppliers = payees.select(is_open & (pl.col("supplier_id") != ""), *_numbers("supplier_id", "supplier"))
    councils = each.select(is_meant.alias("is_meant"), *_numbers("authority_code"))
    chosen = sums.within([level1] if level1 else [])
    payee, body = chosen[PAYEE], chosen[BODY]
    is_in = suppliers.to_series(0).gather(payee) & councils["is_meant"].gather(body)
    paid = chosen.select(
        suppliers["supplier_id"].gather(payee),
        suppliers["supplier"].gather(payee),
        councils["authority_code"].gather(body),
        spend_pence="amount_pence",
    ).filter(is_in)
    rows = _each(paid)
    named = {name: (each if name == "authority_code" else payees)[name].unique().sort() for name in NAMED}
    return NumberedSpend(rows, named)


def _each(paid: pl.DataFrame) -> pl.DataFrame:
    """NAMED and spend_pence, a row a body and supplier: by one number of both, for which sorting first is quickest."""
    supplier, body = (pl.col(name).cast(pl.UInt64) for name in ("supplier_id", "authority_code"))
    both = paid.select("supplier", "spend_pence", both=supplier * PLACES + body).sort("both")
    summed = both.group_by("both").agg(pl.col("supplier").max(), pl.col("spend_pence").sum())
    apart = {"supplier_id": pl.col("both") // PLACES, "authority_code": pl.col("both") % PLACES}
    return summed.with_columns(each.cast(pl.UInt32).alias(name) for name, each in apart.items()).select(
        *NAMED, "spend_pence"
    )


def _numbers(*names: str) -> list[pl.Expr]:
    return [pl.col(name).rank("dense").cast(pl.UInt32) - 1 for name in names]
