"""One category seen at three levels side by side: each council, each region, the nation; who buys and who supplies."""

from dataclasses import dataclass
from typing import Any

import polars as pl

from procurement.access import Viewer, check_can_compare
from procurement.analysis import concentration, coverage, frames, levels, roll_up
from procurement.analysis.filters import Scope, within
from procurement.services import people, totals
from procurement.services.desk import Desk


@dataclass(frozen=True)
class CategoryView:
    """Totals of one category. `tiles`: a tile a council with `value` in pence, null without spend."""

    councils: pl.DataFrame
    places: pl.DataFrame
    quarters: pl.DataFrame
    suppliers: pl.DataFrame
    tiles: pl.DataFrame
    measure: dict[str, Any]
    cover: dict[str, Any]


def categories(viewer: Viewer, desk: Desk) -> pl.DataFrame:
    """Every level-1 category with spend, the greatest first: level1, spend_pence, payments, suppliers, councils."""
    listed = totals.total(viewer, desk, totals.Wanted("national", ("category",)))
    return listed.filter(pl.col("level1") != "")


def view(viewer: Viewer, desk: Desk, level1: str, level: str) -> CategoryView:
    """`level1` at `level` (region, county, combined-authority or hub) beside each council and the nation."""
    check_can_compare(viewer)
    memberships = totals.memberships(desk)
    rows = within(totals.coded(desk), Scope(level1=(level1,)))
    kept = frames.lazy(people.unnamed(frames.collect(levels.once(levels.at_level(rows, memberships, "local")))).lazy())
    placed = levels.at_level(kept.drop("place", "counts_in_nation"), memberships, level)
    councils = frames.collect(roll_up.roll_up(kept, ["authority_code", "authority"]))
    measured, covers = frames.collect(concentration.measure(kept)), frames.collect(coverage.coverage(kept))
    return CategoryView(
        councils=_by_spend(councils, "authority"),
        places=_by_spend(frames.collect(roll_up.roll_up(placed, ["place"])), "place"),
        quarters=frames.collect(roll_up.roll_up(kept, ["quarter"])).sort("quarter"),
        suppliers=_by_spend(frames.collect(roll_up.roll_up(kept, ["supplier"])), "supplier"),
        tiles=_tiles(desk, councils),
        measure=measured.row(0, named=True) if measured.height else {},
        cover=covers.row(0, named=True) if covers.height else {},
    )


def _by_spend(frame: pl.DataFrame, label: str) -> pl.DataFrame:
    return frame.sort("spend_pence", label, descending=[True, False])


def _tiles(desk: Desk, councils: pl.DataFrame) -> pl.DataFrame:
    layout = desk.reference["tile_map"].select("authority_code", pl.col("column", "row").cast(pl.Int64))
    values = councils.select("authority_code", pl.col("spend_pence").alias("value"))
    named = layout.join(desk.authorities.select("authority_code", "name"), on="authority_code", validate="1:1")
    return named.join(values, on="authority_code", how="left", validate="1:1").sort("authority_code")
