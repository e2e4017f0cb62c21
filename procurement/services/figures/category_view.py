"""One category seen at three levels side by side: each council, each region, the nation; who buys and who supplies."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import polars as pl

from procurement.access import Viewer, check_can_compare
from procurement.analysis import concentration, coverage, frames, levels, roll_up
from procurement.analysis.disclosure.guarding import COMBINED
from procurement.analysis.filters import of_category
from procurement.services.desk import Desk
from procurement.services.figures import adjusted, coverage_limits, maps, quarters, totals, tracing
from procurement.services.figures.quarters import Quarters
from procurement.services.figures.tracing import Figure
from procurement.services.privacy import disclosing, people


@dataclass(frozen=True)
class CategoryView:
    """Totals of one category. `tiles`: a tile a council with `value` in pence, null without spend.

    councils, places, quarters and suppliers have `figure`, the name by which a row's spend is traced, and the whole has
    one. `notes`: what was
    shared between councils of the map, and how, and who published gross amounts, in sentences.
    """

    councils: pl.DataFrame
    places: pl.DataFrame
    quarters: Quarters
    suppliers: pl.DataFrame
    tiles: pl.DataFrame
    measure: dict[str, Any]
    cover: dict[str, Any]
    notes: list[str]
    figure: str


def categories(viewer: Viewer, desk: Desk) -> pl.DataFrame:
    """Every level-1 category with spend, the greatest first: level1, spend_pence, payments, suppliers, councils."""
    listed = totals.total(viewer, desk, totals.Wanted("national", ("category",)))
    return listed.filter(~pl.col("level1").is_in(["", COMBINED]))


def parts(viewer: Viewer, desk: Desk, level1: str) -> list[str]:
    """The level-2 categories within `level1` that have spend, the greatest first."""
    wanted = totals.Wanted("national", ("subcategory",), of_category(level1))
    return [name for name in totals.total(viewer, desk, wanted)["level2"] if name not in ("", COMBINED)]


def view(viewer: Viewer, desk: Desk, level1: str, level: str, on: date | None = None, level2: str = "") -> CategoryView:
    """`level1` at `level` (region, county, combined-authority or hub) beside each council and the nation.

    level2: of that part of it alone, where one is named. on: the day of the map by which councils and places are told,
    today's where none is named; the tiles keep their own.
    """
    check_can_compare(viewer)
    wanted = totals.Wanted("local", scope=of_category(level1, level2), on=on)
    memberships = totals.memberships(desk, on)
    of_tiles = totals.memberships(desk, _day_of_tiles(desk))
    paid = levels.councils(disclosing.summed_for(viewer, desk, wanted.scope, memberships, of_tiles), memberships)
    kept = frames.lazy(people.unnamed(frames.held(paid)).lazy())
    months = levels.councils(disclosing.by_month_and_level1_for(viewer, desk, wanted.scope), memberships)
    places = frames.collect(roll_up.roll_up(levels.at_level(kept, memberships, level), ["place"]))
    measured, covers = frames.collect(concentration.measure(kept)), frames.collect(coverage.coverage(months))
    by_quarter = quarters.by_quarter(months, coverage_limits.limits(desk)["same_councils_share"])
    named = _Named((("level1", level1), *((("level2", level2),) if level2 else ())), on)
    return CategoryView(
        councils=named.places(_by_spend(_councils(desk, kept, memberships), "authority"), "local", "authority"),
        places=named.places(_by_spend(places, "place"), level, "place"),
        quarters=replace(by_quarter, rows=named.values(by_quarter.rows, "quarter")),
        suppliers=named.values(_by_spend(frames.collect(roll_up.roll_up(kept, ["supplier"])), "supplier"), "supplier"),
        tiles=_tiles(desk, _councils(desk, kept, of_tiles)),
        measure=measured.row(0, named=True) if measured.height else {},
        cover=covers.row(0, named=True) if covers.height else {},
        notes=[*maps.notes(viewer, desk, wanted), *adjusted.basis_notes(viewer, desk, wanted)],
        figure=Figure(values=named.category, on=on).name,
    )


@dataclass(frozen=True)
class _Named:
    """What rows of a category are called, so that each can be traced to its payments on the map of a day."""

    category: tuple[tuple[str, str], ...]
    on: date | None

    def places(self, rows: pl.DataFrame, level: str, column: str) -> pl.DataFrame:
        """`rows` with `figure`; `column` names a place of a level."""
        names = [Figure(level, str(place), self.category, on=self.on).name for place in rows[column]]
        return rows.with_columns(pl.Series("figure", names, dtype=pl.String))

    def values(self, rows: pl.DataFrame, column: str) -> pl.DataFrame:
        """`rows` with `figure`; `column` is one that payments have."""
        return rows.with_columns(tracing.names(Figure(values=self.category, on=self.on), column, rows[column]))


def _councils(desk: Desk, kept: frames.Frame, memberships: pl.DataFrame) -> pl.DataFrame:
    """Spend of each council of the map: authority_code, authority and ROLL_UP."""
    rows = frames.collect(roll_up.roll_up(levels.at_level(kept, memberships, "local"), ["place"]))
    named = desk.authorities.select("authority_code", authority="name")
    return rows.rename({"place": "authority"}).join(named, on="authority", how="left", validate="1:1")


def _by_spend(frame: pl.DataFrame, label: str) -> pl.DataFrame:
    return frame.sort("spend_pence", label, descending=[True, False])


def _day_of_tiles(desk: Desk) -> date:
    """The day whose councils the tile map shows."""
    return date.fromisoformat(str(desk.reference["tile_map"]["as_of"].max()))


def _tiles(desk: Desk, councils: pl.DataFrame) -> pl.DataFrame:
    layout = desk.reference["tile_map"].select("authority_code", pl.col("column", "row").cast(pl.Int64))
    values = councils.select("authority_code", pl.col("spend_pence").alias("value"))
    named = layout.join(desk.authorities.select("authority_code", "name"), on="authority_code", validate="1:1")
    return named.join(values, on="authority_code", how="left", validate="1:1").sort("authority_code")
