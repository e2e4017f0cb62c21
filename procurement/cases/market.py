"""What suppliers show of a category in a place: reach, concentration, leverage, charities."""

import polars as pl

from procurement.cases.numbering import KEYS, Placed

COUNCILS_TO_SERVE = 2
REGIONS_TO_SERVE = 3
COUNCILS_TO_SHARE = 3

is_reached = (
    pl.when("is_nation")
    .then(pl.col("regions_served") >= REGIONS_TO_SERVE)
    .otherwise(pl.col("councils_served") >= COUNCILS_TO_SERVE)
)


def measure(placed: Placed, least_spend_pence: int) -> pl.DataFrame:
    """Reach, HHI, suppliers, leverage and charity share for each category and place.

    Only influenceable purchases count. Reach is the share of the spend (redacted spend included, so a lower bound)
    with suppliers who serve two councils of the place, or nationally three regions. HHI is over known suppliers,
    rounded so that it does not hang on the order of adding up. Leverage of a supplier shared by three councils or
    more is S (1 - H), its spend times one less the sum of squared council shares, over councils that spend
    `least_spend_pence` a period.
    """
    suppliers = _suppliers(placed, least_spend_pence)
    positive = pl.col("supplier_pence")
    known = positive.sum()
    is_shared = pl.col("customers") >= COUNCILS_TO_SHARE
    return suppliers.group_by(KEYS).agg(
        known.alias("known_pence"),
        positive.filter(is_reached).sum().alias("reached_pence"),
        ((positive / known) ** 2).sum().mul(10_000).round(6).alias("hhi"),
        pl.len().cast(pl.Int64).alias("suppliers"),
        is_shared.sum().cast(pl.Int64).alias("shared_suppliers"),
        pl.col("leverage").filter(is_shared).sum().round().cast(pl.Int64).alias("leverage_pence"),
        (positive.filter(pl.col("supplier_kind") == "charity").sum() / known).alias("charity_share"),
        (positive.filter(pl.col("supplier_kind") != "unknown").sum() / known).alias("known_kind_share"),
    )


def _suppliers(placed: Placed, least_spend_pence: int) -> pl.DataFrame:
    """A row a supplier, category and place: its customers and what they spend; credit balances buy nothing."""
    sold = placed.summed.suppliers
    kinds = sold.group_by("category_number", "supplier").agg(pl.col("supplier_kind").min())
    regional = sold.drop("supplier_kind").join(placed.regions, on="council", how="left", validate="m:1")
    counted = pl.col("spend_pence").filter(pl.col("spend_pence") >= least_spend_pence)
    squares = (counted.cast(pl.Float64) ** 2).sum()
    found = (
        placed.place(regional)
        .group_by(*KEYS, "supplier")
        .agg(
            pl.col("spend_pence").sum().alias("supplier_pence"),
            pl.len().alias("councils_served"),
            pl.col("region").n_unique().alias("regions_served"),
            pl.col("is_nation").first(),
            counted.len().alias("customers"),
            pl.when(counted.sum() > 0).then(counted.sum() - squares / counted.sum()).otherwise(0.0).alias("leverage"),
        )
    )
    return found.join(kinds, on=["category_number", "supplier"], how="left", validate="m:1")
