"""Suppliers that several councils pay: who they are, what they could gain from being seen together."""

from dataclasses import dataclass

import narwhals.stable.v2 as nw
import polars as pl

from procurement.access import Viewer, check_can_compare
from procurement.analysis import common_suppliers, condensed, frames, levels
from procurement.analysis.filters import Scope
from procurement.services import totals
from procurement.services.desk import Desk
from procurement.services.tracing import Figure

MATRIX_SUPPLIERS = 15


@dataclass(frozen=True)
class CommonView:
    """suppliers: supplier, councils, spend_pence, leverage_pence. matrix: authority, supplier, spend_pence, long.

    The matrix holds the suppliers with the greatest leverage and the councils that count for them, so that a supplier's
    cells add up to its spend; `figure` names each cell.
    """

    suppliers: pl.DataFrame
    matrix: pl.DataFrame


def view(viewer: Viewer, desk: Desk, least_councils: int, level1: str = "") -> CommonView:
    """Suppliers with £5,000 or more from each of at least `least_councils` councils; private people are left out."""
    check_can_compare(viewer)
    scope = Scope(level1=(level1,) if level1 else ())
    paid = levels.councils(totals.summed(desk, scope), totals.memberships(desk))
    kept = frames.lazy(frames.held(_needed(paid)).lazy())
    found = frames.collect(common_suppliers.common_suppliers(kept, least_councils=least_councils))
    alike = pl.when(pl.col("supplier").is_duplicated()).then(pl.format("{} ({})", "supplier", "supplier_id"))
    told_apart = found.with_columns(supplier=alike.otherwise("supplier"))
    ranked = told_apart.sort("leverage_pence", "supplier", descending=[True, False])
    first = ranked.head(MATRIX_SUPPLIERS)["supplier_id"].implode()
    is_counted = pl.col("supplier_id").is_in(first) & (pl.col("spend_pence") >= common_suppliers.LEAST_PENCE)
    names = ranked.select("supplier_id", "supplier")
    counted = frames.collect(common_suppliers.by_council(kept)).filter(is_counted).drop("supplier")
    cells = counted.join(names, on="supplier_id", how="left", validate="m:1")
    order = {name: at for at, name in enumerate(ranked["supplier_id"])}
    placed_cells = cells.with_columns(at=pl.col("supplier_id").replace_strict(order, return_dtype=pl.Int64))
    return CommonView(ranked, _named(placed_cells.sort("authority", "at").drop("at"), level1))


def _needed(paid: frames.Frame) -> frames.Frame:
    """The spend of each council with each supplier that may be named, with what the questions of this page need."""
    keys = ["authority_code", "authority", "supplier_id", "supplier", "supplier_kind", "is_redacted"]
    return condensed.condense(paid.filter(~nw.col("payee_is_private")), keys)


def _named(cells: pl.DataFrame, level1: str) -> pl.DataFrame:
    category = (("level1", level1),) if level1 else ()
    pairs = cells.select("authority_code", "supplier_id").iter_rows()
    names = [Figure(values=(*category, ("authority_code", code), ("supplier_id", one))).name for code, one in pairs]
    return cells.with_columns(pl.Series("figure", names, dtype=pl.String))
