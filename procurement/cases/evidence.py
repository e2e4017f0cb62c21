"""The evidence of every category in every place, from purchases; where it is not there, a marked fallback."""

from dataclasses import dataclass

import polars as pl

from procurement.cases import market, numbering, purchases, sold
from procurement.cases.numbering import KEYS, PLACE, Placed, Summed
from procurement.cases.sold import Sold
from procurement.tables import CASE_EVIDENCE

MEASURED, FALLBACK, NOT_COMPUTABLE = "measured", "fallback", "not computable"
LEAST_FLAGGED_SHARE = 0.8
LEAST_SUBCATEGORIES = 2
COUNCILS_IN_COMMON = 3


@dataclass(frozen=True)
class Fallbacks:
    """What stands in where the payments do not show a share, and from what months and spend a council counts."""

    influenceable: float
    common: float
    min_months: int
    least_spend_pence: int


def measure(
    bought: pl.DataFrame, council_periods: pl.DataFrame, membership: pl.DataFrame, by: str, fallbacks: Fallbacks
) -> pl.DataFrame:
    """CASE_EVIDENCE for each category (by: level1 or level2) in each place where a council spends on it.

    bought: PURCHASE; council_periods: COUNCIL_PERIOD; membership: MEMBERSHIP (councils outside it enter nothing), or
    CASE_PROPOSAL, whose places hold for one category each.
    I is influenceable spend over all; C the share of influenceable spend in sub-categories bought by three
    councils or more, so that each buyer has two others beside it. Empty in gives empty out.
    """
    annual = purchases.annual_spend(bought, council_periods, by)
    summed = numbering.add_up(bought, by)
    return measure_summed(summed, sold.arrange(summed), annual, council_periods, membership, fallbacks)


def measure_summed(
    summed: Summed,
    arranged: Sold,
    annual: pl.DataFrame,
    council_periods: pl.DataFrame,
    membership: pl.DataFrame,
    fallbacks: Fallbacks,
) -> pl.DataFrame:
    """As `measure`, where the purchases are added up already. arranged: sold.arrange of them; annual: CASE_SPEND."""
    placed = numbering.place(summed, membership)
    found = _councils(_place(annual, membership), council_periods, fallbacks.min_months)
    for part in (_shares(placed), _common(placed), market.measure(arranged, placed, fallbacks.least_spend_pence)):
        found = found.join(placed.named(part), on=PLACE, how="left", validate="1:1")
    quality = _quality(summed.quality, membership)
    found = found.join(quality, on=[name for name in PLACE if name in quality.columns], how="left", validate="m:1")
    return found.with_columns(*_settled(fallbacks)).select(CASE_EVIDENCE.names()).cast(CASE_EVIDENCE).sort(PLACE)


def _place(rows: pl.DataFrame, membership: pl.DataFrame) -> pl.DataFrame:
    """Each row once for each place its council is in."""
    keys = [name for name in ("authority_code", "level1", "level2") if name in membership.columns]
    return rows.join(membership, on=keys, how="inner", validate="m:m")


def _councils(spend: pl.DataFrame, council_periods: pl.DataFrame, min_months: int) -> pl.DataFrame:
    return (
        spend.join(council_periods, on="authority_code", how="left", validate="m:1")
        .group_by(PLACE)
        .agg(
            pl.len().alias("councils"),
            (pl.col("months") >= min_months).sum().alias("councils_long_enough"),
            pl.col("months").median().floor().alias("months"),
            pl.col("first_day").min(),
            pl.col("last_day").max(),
            pl.col("authority_code").sort().alias("authority_codes"),
            pl.col("spend_pence").sum(),
            pl.col("annual_pence").sum(),
        )
    )


def _shares(placed: Placed) -> pl.DataFrame:
    whole, flagged = pl.col("turnover_pence").sum(), pl.col("flagged").sum()
    return (
        placed.place(placed.summed.turnover)
        .group_by(KEYS)
        .agg(
            (flagged / whole).alias("flagged_share"),
            (pl.col("movable").sum() / flagged).alias("influenceable_seen"),
            (pl.col("redacted").sum() / whole).alias("redacted_share"),
        )
    )


def _common(placed: Placed) -> pl.DataFrame:
    subcategories = (
        placed.place(placed.summed.subcategories)
        .group_by(*KEYS, "subcategory")
        .agg(pl.len().alias("buyers"), pl.col("spend_pence").sum())
    )
    shared = pl.col("spend_pence").filter(pl.col("buyers") >= COUNCILS_IN_COMMON).sum()
    return subcategories.group_by(KEYS).agg(
        pl.col("spend_pence").sum().alias("movable_pence"),
        (shared / pl.col("spend_pence").sum()).alias("common_seen"),
        pl.len().alias("subcategories"),
    )


def _quality(councils: pl.DataFrame, membership: pl.DataFrame) -> pl.DataFrame:
    """The share of pounds with a category, or known to be no purchase, over all councils of a place."""
    share = pl.col("classified_pence").sum() / pl.col("turnover_pence").sum()
    placed = councils.join(membership, on="authority_code", how="inner", validate="1:m")
    keys = [name for name in PLACE if name in placed.columns]
    return placed.group_by(keys).agg(share.alias("classified_share"))


def _settled(fallbacks: Fallbacks) -> list[pl.Expr]:
    """Each share with where it comes from; reach and HHI have no fallback, so they are null where not computable."""
    flags = (pl.col("flagged_share") >= LEAST_FLAGGED_SHARE) & pl.col("influenceable_seen").is_not_nan()
    commons = (pl.col("subcategories") >= LEAST_SUBCATEGORIES).fill_null(False)
    market_seen = pl.col("known_pence").fill_null(0) > 0
    reach = (pl.col("reached_pence") / pl.col("movable_pence")).clip(0.0, 1.0)
    measured = pl.lit(MEASURED)
    return [
        pl.when(flags).then("influenceable_seen").otherwise(fallbacks.influenceable).alias("influenceable_share"),
        pl.when(flags).then(measured).otherwise(pl.lit(FALLBACK)).alias("influenceable_from"),
        pl.when(commons).then("common_seen").otherwise(fallbacks.common).alias("common_share"),
        pl.when(commons).then(measured).otherwise(pl.lit(FALLBACK)).alias("common_from"),
        pl.when(market_seen).then(reach).alias("reach"),
        pl.when(market_seen).then(measured).otherwise(pl.lit(NOT_COMPUTABLE)).alias("reach_from"),
        pl.when(market_seen).then("hhi").alias("hhi"),
        pl.when(market_seen).then(measured).otherwise(pl.lit(NOT_COMPUTABLE)).alias("hhi_from"),
        pl.col("subcategories", "suppliers", "shared_suppliers", "leverage_pence").fill_null(0),
    ]
