"""Suppliers that several councils pay: who they are, what they could gain from being seen together."""

from dataclasses import dataclass

import polars as pl

from procurement.access import Viewer, check_can_compare
from procurement.analysis import common_suppliers, frames
from procurement.analysis.numbered_spend import NumberedSpend
from procurement.services.desk import Desk
from procurement.services.figures import totals
from procurement.services.figures.tracing import Figure
from procurement.services.privacy import disclosing

MATRIX_SUPPLIERS = 15


@dataclass(frozen=True)
class CommonView:
    """suppliers: supplier, councils, spend_pence, leverage_pence. matrix: authority, supplier, spend_pence, long.

    The matrix holds the suppliers with the greatest leverage and the councils that count for them, so that a supplier's
    cells add up to its spend; `figure` names each cell. followed: of the same suppliers spend_pence and `figure`, which
    is of these councils and the category alone, as the spend is.
    """

    suppliers: pl.DataFrame
    matrix: pl.DataFrame
    followed: pl.DataFrame


def view(viewer: Viewer, desk: Desk, least_councils: int, level1: str = "") -> CommonView:
    """Suppliers with £5,000 or more from each of at least `least_councils` councils; private people are left out."""
    check_can_compare(viewer)
    councils = frozenset(totals.memberships(desk)["authority_code"])
    spent = disclosing.open_spend(desk, level1, councils)
    paid = frames.lazy(spent.rows.lazy())
    found = spent.written_out(frames.held(common_suppliers.of_spend(paid, least_councils=least_councils)))
    alike = pl.when(pl.col("supplier").is_duplicated()).then(pl.format("{} ({})", "supplier", "supplier_id"))
    told_apart = found.with_columns(supplier=alike.otherwise("supplier"))
    ranked = told_apart.sort("leverage_pence", "supplier", descending=[True, False])
    counted = _counted(desk, spent, ranked.head(MATRIX_SUPPLIERS)["supplier_id"])
    names = ranked.select("supplier_id", "supplier")
    cells = counted.join(names, on="supplier_id", how="left", validate="m:1")
    order = {name: at for at, name in enumerate(ranked["supplier_id"])}
    placed_cells = cells.with_columns(at=pl.col("supplier_id").replace_strict(order, return_dtype=pl.Int64))
    matrix = _named(placed_cells.sort("authority", "at").drop("at"), level1)
    return CommonView(ranked, matrix, _followed(ranked.head(MATRIX_SUPPLIERS), matrix, level1))


def _counted(desk: Desk, spent: NumberedSpend, suppliers: pl.Series) -> pl.DataFrame:
    """authority_code, authority, supplier_id and spend_pence of the councils that count for some suppliers."""
    wanted = [spent.texts["supplier_id"].index_of(one) for one in suppliers]
    is_counted = pl.col("supplier_id").is_in(wanted) & (pl.col("spend_pence") >= common_suppliers.LEAST_PENCE)
    told = spent.written_out(spent.rows.filter(is_counted).drop("supplier"))
    named = desk.authorities.select("authority_code", authority="name")
    return told.join(named, on="authority_code", how="left", validate="m:1").select(
        "authority_code", "authority", "supplier_id", "spend_pence"
    )


def _named(cells: pl.DataFrame, level1: str) -> pl.DataFrame:
    category = (("level1", level1),) if level1 else ()
    pairs = cells.select("authority_code", "supplier_id").iter_rows()
    names = [Figure(values=(*category, ("authority_code", code), ("supplier_id", one))).name for code, one in pairs]
    return cells.with_columns(pl.Series("figure", names, dtype=pl.String))


def _followed(shown: pl.DataFrame, matrix: pl.DataFrame, level1: str) -> pl.DataFrame:
    category = (("level1", level1),) if level1 else ()
    codes = {one: tuple(matrix.filter(supplier_id=one)["authority_code"].sort()) for one in shown["supplier_id"]}
    names = [Figure(values=(*category, ("supplier_id", one)), councils=of).name for one, of in codes.items()]
    return shown.select("supplier", "spend_pence").with_columns(pl.Series("figure", names, dtype=pl.String))
