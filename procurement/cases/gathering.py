"""From payments to the material of every case: what was bought, read once, and its evidence under some assumptions."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import polars as pl

from procurement.cases import evidence, local_economy, numbering, proposing, purchases, sold
from procurement.cases.assumptions import Assumptions
from procurement.cases.evidence import Fallbacks
from procurement.cases.levels import SUBNATIONAL
from procurement.cases.proposing import Neighbourhood


@dataclass(frozen=True)
class Material:
    """What every case is made of; `not_places` are the leftovers of a level, such as councils in no hub."""

    evidence: pl.DataFrame
    spend: pl.DataFrame
    parameters: pl.DataFrame
    assumptions: Assumptions
    not_places: frozenset[str]
    supplied: pl.DataFrame


@dataclass(frozen=True)
class Bought:
    """What assumptions and categories leave as it is. narrow: PURCHASE, its texts as numbers that stand for them;
    council_periods: COUNCIL_PERIOD; quality, sales: of all categories, as numbering.quality and local_economy.sales."""

    narrow: pl.DataFrame
    council_periods: pl.DataFrame
    quality: pl.DataFrame
    sales: pl.DataFrame

    @property
    def rows(self) -> pl.DataFrame:
        """PURCHASE, as purchases.numbered leaves it."""
        return self.narrow.with_columns(pl.col("authority_code", "supplier_kind").cast(pl.String))

    def of_category(self, level1: str, level2: str) -> "Bought":
        """Of one category alone: whatever is measured of that category is the same."""
        is_category = (pl.col("level1") == level1) & (pl.lit(level2 == "") | (pl.col("level2") == level2))
        return replace(self, narrow=self.narrow.filter(is_category))


def read(coded: pl.LazyFrame, council_periods: pl.DataFrame) -> Bought:
    """CODED_PAYMENT, of which alike payments of one sign may stand as one row, read once. Empty in gives empty out.

    council_periods: COUNCIL_PERIOD.
    """
    bought = purchases.numbered(purchases.roll(coded).collect())
    with ThreadPoolExecutor(1) as beside:
        sales = beside.submit(local_economy.sales, bought, council_periods)
        narrow = bought.with_columns(pl.col(pl.String).cast(pl.Categorical()))
        return Bought(narrow, council_periods, numbering.quality(bought), sales.result())


def categories(bought: Bought, membership: pl.DataFrame, by: str = "level2") -> pl.DataFrame:
    """level1, level2 and annual_pence of every category that `measure` gives evidence of, by name; nothing is measured.

    membership: MEMBERSHIP, whose councils alone count. Empty in gives empty out.
    """
    spend = purchases.annual_spend(bought.rows, bought.council_periods, by)
    councils = membership.select("authority_code").unique()
    counted = spend.join(councils, on="authority_code", how="semi")
    return counted.group_by("level1", "level2").agg(pl.col("annual_pence").sum()).sort("level1", "level2")


def measure(
    bought: Bought,
    membership: pl.DataFrame,
    parameters: pl.DataFrame,
    assumptions: Assumptions,
    not_places: frozenset[str],
    by: str = "level2",
    around: Neighbourhood | None = None,
    traits: pl.DataFrame | None = None,
) -> Material:
    """The evidence of every category (by: level1 or level2) in every place, of all that was bought or of one category.

    around: who is near whom; where it is given, groups are proposed as well. traits: SUPPLIER_TRAIT, where known.
    """
    rows, council_periods = bought.rows, bought.council_periods
    with ThreadPoolExecutor(1) as beside:
        supplied = beside.submit(local_economy.supplied, rows, council_periods, by, traits, bought.sales)
        spend = purchases.annual_spend(rows, council_periods, by)
        found = _evidence(bought, spend, membership, assumptions, by, around)
        councils = membership.select("authority_code").unique()
        counted = spend.join(councils, on="authority_code", how="semi").sort("level1", "level2", "authority_code")
        return Material(found, counted, parameters, assumptions, not_places, supplied.result())


def _evidence(
    bought: Bought,
    spend: pl.DataFrame,
    membership: pl.DataFrame,
    assumptions: Assumptions,
    by: str,
    around: Neighbourhood | None,
) -> pl.DataFrame:
    """CASE_EVIDENCE of the places, and of the groups that are proposed meanwhile. spend: CASE_SPEND of `bought`."""
    summed = numbering.add_up(bought.rows, by, bought.quality)
    arranged, usual = sold.arrange(summed), fallbacks(assumptions)

    def measured(places: pl.DataFrame) -> pl.DataFrame:
        """CASE_EVIDENCE of these places (MEMBERSHIP), of sums that are made once."""
        return evidence.measure_summed(summed, arranged, spend, bought.council_periods, places, usual)

    if around is None:
        return measured(membership)
    gate = assumptions.number(f"market_reach_gate_{SUBNATIONAL}")
    with ThreadPoolExecutor(1) as beside:
        proposed = beside.submit(proposing.propose, summed, arranged, around, gate)
        found = measured(membership)
        return pl.concat([found, measured(proposed.result())])


def fallbacks(assumptions: Assumptions) -> Fallbacks:
    """What `evidence.measure` needs of the assumptions."""
    return Fallbacks(
        influenceable=assumptions.number("influenceable_fallback"),
        common=assumptions.number("common_fallback"),
        min_months=int(assumptions.number("min_months")),
        least_spend_pence=round(assumptions.number("common_supplier_least_spend") * 100),
    )
