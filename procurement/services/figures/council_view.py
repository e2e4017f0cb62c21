"""One council's spend: what on, with whom, when, and how much of it is known."""

from dataclasses import dataclass, replace
from typing import Any

import polars as pl

from procurement.access import Viewer, check_can_compare
from procurement.analysis import concentration, coverage, frames, roll_up
from procurement.analysis.filters import Scope
from procurement.services.desk import Desk
from procurement.services.figures import coverage_limits, quarters, tracing
from procurement.services.figures.quarters import Quarters
from procurement.services.figures.tracing import Figure
from procurement.services.privacy import disclosing, people
from procurement.ui import words


@dataclass(frozen=True)
class CouncilView:
    """Frames of totals, the greatest first; `cover` is one row of coverage, empty where there is no spend.

    headings: by level1 and level2, NOT_KNOWN where it is not known. headings and suppliers have `figure`, the name by
    which a row's spend is traced. suppliers: by name, individuals and redacted payees each as one; supplier_count: as
    every roll-up counts them.
    """

    categories: pl.DataFrame
    headings: pl.DataFrame
    quarters: Quarters
    suppliers: pl.DataFrame
    supplier_count: int
    kinds: pl.DataFrame
    tail: dict[str, Any]
    cover: dict[str, Any]


def view(viewer: Viewer, desk: Desk, authority_code: str) -> CouncilView:
    """Totals of one body. Private individuals are counted and never named."""
    check_can_compare(viewer)
    scope = Scope(authorities=(authority_code,))
    kept = frames.lazy(people.unnamed(frames.held(disclosing.summed_for(viewer, desk, scope))).lazy())
    months = disclosing.by_month_and_level1_for(viewer, desk, scope)
    whose = Figure("local", values=(("authority_code", authority_code),))
    categories = frames.collect(roll_up.roll_up(kept, ["level1"])).sort(
        "spend_pence", "level1", descending=[True, False]
    )
    suppliers = frames.collect(roll_up.roll_up(kept, ["supplier"])).sort(
        "spend_pence", "supplier", descending=[True, False]
    )
    kinds = frames.collect(concentration.by_kind(kept)).sort("spend_pence", "supplier_kind", descending=[True, False])
    tails, covers = frames.collect(concentration.tail(kept)), frames.collect(coverage.coverage(months))
    return CouncilView(
        categories=categories.with_columns(pl.col("level1").replace("", words.NOT_KNOWN)),
        headings=_headings(kept, whose),
        quarters=quarters.by_quarter(months, coverage_limits.limits(desk)["same_councils_share"]),
        suppliers=suppliers.with_columns(tracing.names(whose, "supplier", suppliers["supplier"])),
        supplier_count=int(frames.collect(roll_up.roll_up(kept, []))["suppliers"].sum()),
        kinds=kinds,
        tail=tails.row(0, named=True) if tails.height else {},
        cover=covers.row(0, named=True) if covers.height else {},
    )


def _headings(kept: frames.Frame, whose: Figure) -> pl.DataFrame:
    rows = frames.collect(roll_up.roll_up(kept, ["level1", "level2"]))
    names = [
        replace(whose, values=(*whose.values, ("level1", level1), ("level2", level2))).name
        for level1, level2 in rows.select("level1", "level2").iter_rows()
    ]
    named = rows.with_columns(
        pl.col("level1", "level2").replace("", words.NOT_KNOWN), pl.Series("figure", names, dtype=pl.String)
    )
    return named.sort("spend_pence", "level1", "level2", descending=[True, False, False])
