"""Payments rolled up once, to what the evidence of every case needs."""

import polars as pl

from procurement.tables import CASE_SPEND, PURCHASE

KEYS = [name for name in PURCHASE if name not in ("spend_pence", "turnover_pence")]
LONG = ("level1", "level2", "proclass_code", "supplier_id")
"""Texts that stand in many rows, and by which rows are grouped: quicker by numbers that stand for them."""


def roll(coded: pl.LazyFrame) -> pl.LazyFrame:
    """CODED_PAYMENT to PURCHASE; empty in gives empty out."""
    spend = pl.col("amount_pence").sum().alias("spend_pence")
    turnover = pl.col("amount_pence").abs().sum().alias("turnover_pence")
    return coded.group_by(KEYS).agg(spend, turnover).select(PURCHASE.names()).cast(PURCHASE)


def annual_spend(purchases: pl.DataFrame, council_periods: pl.DataFrame, by: str) -> pl.DataFrame:
    """B: each council's spend a year in each category where it spent anything (CASE_SPEND).

    by: level1 or level2. A year is the spend of the period x 12 / the months that the council's payments cover. A
    council whose credit notes exceed its payments in a category buys nothing there and has no row.
    """
    return (
        to_categories(purchases, by)
        .group_by("authority_code", "level1", "level2")
        .agg(pl.col("spend_pence").sum())
        .filter(pl.col("spend_pence") > 0)
        .join(council_periods.select("authority_code", "months"), on="authority_code", how="inner", validate="m:1")
        .filter(pl.col("months") > 0)
        .with_columns((pl.col("spend_pence") * 12 / pl.col("months")).round().cast(pl.Int64).alias("annual_pence"))
        .select(CASE_SPEND.names())
        .cast(CASE_SPEND)
        .sort("level1", "level2", "authority_code")
    )


def to_categories(purchases: pl.DataFrame, by: str) -> pl.DataFrame:
    """The purchases that have a category at `by`; where that is level1, level2 becomes ""."""
    found = purchases.filter(pl.col(by) != "")
    return found.with_columns(pl.lit("").alias("level2")) if by == "level1" else found


def numbered(purchases: pl.DataFrame) -> pl.DataFrame:
    """The purchases with their LONG texts as numbers that stand for them (pl.Categorical); no others are changed."""
    return purchases.with_columns(pl.col(LONG).cast(pl.Categorical()))
