"""Opportunities of a place or a kind of purchase, in the order that matters to whoever looks."""

import polars as pl

from procurement.access import Viewer, check_can_compare
from procurement.cases.levels import JOINT_LEVELS, LEVELS
from procurement.services.cases import case_evidence, opportunities
from procurement.services.cases.opportunities import Opportunities
from procurement.services.desk import Desk
from procurement.services.figures import totals

WORTH, EFFORT, COUNCILS = "Worth, cautious figure", "Least effort first", "Most councils first"
ORDERS = (WORTH, EFFORT, COUNCILS)
EVERYWHERE, EVERYTHING = "All places", "All kinds"
EXTRA = pl.Schema(
    {"level1": pl.String(), "level2": pl.String(), "effort_pence": pl.Int64()}
    | {f"{level}_chance": pl.Float64() for level in LEVELS}
)
"""effort_pence: present value of the costs of the answer's level, null where nothing is done; chances of being best."""


def categories(viewer: Viewer, desk: Desk) -> pl.DataFrame:
    """level1, level2 ("" where the case is of a whole level 1) and annual_pence of each, by name.

    No case is worked out for it, so that one can be opened without waiting for those of all the others.
    """
    check_can_compare(viewer)
    return case_evidence.categories(desk)


def buyers(viewer: Viewer, desk: Desk) -> pl.DataFrame:
    """level1, level2 and `place` ("Bury (local)"): where each category is bought, wider places first."""
    check_can_compare(viewer)
    spend = opportunities.material(desk, {}).spend.select("level1", "level2", "authority_code")
    wide = pl.col("level").replace_strict({"region": 0, "combined-authority": 1, "county": 2, "hub": 3, "local": 4})
    places = totals.whole_memberships(desk).filter(pl.col("level") != "national").with_columns(width=wide)
    placed = spend.join(places, on="authority_code", how="inner", validate="m:m")
    named = placed.with_columns(place=pl.format("{} ({})", "place", pl.col("level").str.replace("-", " ")))
    return named.unique(["level1", "level2", "place"]).sort("width", "place", "level1", "level2").drop("authority_code")


def places(bought: pl.DataFrame) -> list[str]:
    """The places to choose from, all of them first. bought: as `buyers` gives it."""
    return [EVERYWHERE, *bought["place"].unique(maintain_order=True).to_list()]


def chosen(found: Opportunities, bought: pl.DataFrame, place: str, level1: str, order: str) -> pl.DataFrame:
    """CASE_RANKING with EXTRA: the categories bought in a place and of a kind, in the order asked.

    The answers stay those of all councils: a filter chooses what is shown and changes no figure. By effort and by
    councils, categories with a case for buying together come first, ties by their rank.
    """
    rows = found.listed.join(_extra(found), on=["level1", "level2"], how="left", validate="1:1")
    if place != EVERYWHERE:
        there = bought.filter(pl.col("place") == place).select("level1", "level2")
        rows = rows.join(there, on=["level1", "level2"], how="semi")
    if level1 != EVERYTHING:
        rows = rows.filter(pl.col("level1") == level1)
    is_joint = pl.col("answer").is_in(JOINT_LEVELS)
    if order == EFFORT:
        return rows.sort(~is_joint, "effort_pence", "rank", nulls_last=True)
    if order == COUNCILS:
        return rows.sort(~is_joint, "councils", "rank", descending=[False, True, False])
    return rows.sort("rank")


def _extra(found: Opportunities) -> pl.DataFrame:
    rows: list[tuple[object, ...]] = []
    for one in found.whole:
        levels = {row["level"]: row for row in one["levels"]}
        effort = levels[one["answer"]]["pv_cost_pence"] if one["answer"] in JOINT_LEVELS else None
        rows.append((one["level1"], one["level2"], effort, *(levels[level]["chance_of_best"] for level in LEVELS)))
    return pl.DataFrame(rows, schema=EXTRA, orient="row")
