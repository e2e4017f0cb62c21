"""Suppliers that several councils pay: who they are, what they could gain from being seen together."""

from dataclasses import dataclass

import polars as pl

from procurement.access import Viewer, check_can_compare
from procurement.analysis import common_suppliers, frames
from procurement.analysis.numbered_spend import NumberedSpend
from procurement.services.desk import Desk
from procurement.services.figures import maps, totals
from procurement.services.figures.tracing import Figure
from procurement.services.privacy import disclosing
from procurement.tables import WHOLE_MILLIONTHS

MATRIX_SUPPLIERS = 15


@dataclass(frozen=True)
class CommonView:
    """suppliers: supplier, councils, spend_pence, leverage_pence. matrix: authority, supplier, spend_pence, long.

    The matrix holds the suppliers with the greatest leverage and the councils that count for them, so that a supplier's
    cells add up to its spend; `figure` names each cell. followed: of the same suppliers spend_pence and `figure`, which
    is of these councils and the category alone, as the spend is. notes: which councils count in which.
    """

    suppliers: pl.DataFrame
    matrix: pl.DataFrame
    followed: pl.DataFrame
    notes: list[str]


def view(viewer: Viewer, desk: Desk, least_councils: int, level1: str = "") -> CommonView:
    """Suppliers with £5,000 or more from each of at least `least_councils` councils; private people are left out.

    Councils are those of today: what one that ended spent counts in the one that stands for it, so that several that
    became one are not taken for several. One that was split between several stands for itself.
    """
    check_can_compare(viewer)
    shares = totals.memberships(desk).filter(level="local")
    published = disclosing.open_spend(desk, level1, frozenset(shares["authority_code"]))
    standing = _standing(shares)
    spent = _of_councils(published, standing)
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
    bodies = _bodies(desk, standing)
    matrix = _named(placed_cells.sort("authority", "at").drop("at"), level1, bodies)
    followed = _followed(ranked.head(MATRIX_SUPPLIERS), matrix, level1, bodies)
    return CommonView(ranked, matrix, followed, maps.followed(desk, totals.Wanted("local"), shares))


def _standing(shares: pl.DataFrame) -> dict[str, str]:
    """Of each council that another one stands for as a whole today, that one's code. shares: PLACE_SHARE, local."""
    moved = pl.col("authority_code") != pl.col("part_code")
    whole = pl.col("to_millionths") - pl.col("from_millionths") == WHOLE_MILLIONTHS
    return dict(shares.filter(moved, whole).select("authority_code", "part_code").iter_rows())


def _of_councils(spent: NumberedSpend, standing: dict[str, str]) -> NumberedSpend:
    """The spend of bodies as that of the councils that stand for them."""
    codes = spent.texts["authority_code"]
    if not set(codes) & set(standing):
        return spent
    councils = codes.replace(standing)
    numbers = (councils.rank("dense") - 1).cast(pl.UInt32)
    moved = spent.rows.with_columns(authority_code=numbers.gather(spent.rows["authority_code"]))
    summed = moved.group_by("supplier_id", "authority_code").agg(pl.col("supplier").max(), pl.col("spend_pence").sum())
    texts = {**spent.texts, "authority_code": councils.unique().sort()}
    return NumberedSpend(summed.select(spent.rows.columns), texts)


def _bodies(desk: Desk, standing: dict[str, str]) -> dict[str, tuple[str, ...]]:
    """The codes of the bodies with spend that each council stands for, itself included."""
    found: dict[str, tuple[str, ...]] = {}
    for code in sorted(desk.store.register.uploads.bodies()):
        council = standing.get(code, code)
        found[council] = (*found.get(council, ()), code)
    return found


def _counted(desk: Desk, spent: NumberedSpend, suppliers: pl.Series) -> pl.DataFrame:
    """authority_code, authority, supplier_id and spend_pence of the councils that count for some suppliers."""
    wanted = [spent.texts["supplier_id"].index_of(one) for one in suppliers]
    is_counted = pl.col("supplier_id").is_in(wanted) & (pl.col("spend_pence") >= common_suppliers.LEAST_PENCE)
    told = spent.written_out(spent.rows.filter(is_counted).drop("supplier"))
    named = desk.authorities.select("authority_code", authority="name")
    return told.join(named, on="authority_code", how="left", validate="m:1").select(
        "authority_code", "authority", "supplier_id", "spend_pence"
    )


def _named(cells: pl.DataFrame, level1: str, bodies: dict[str, tuple[str, ...]]) -> pl.DataFrame:
    pairs = cells.select("authority_code", "supplier_id").iter_rows()
    names = [_figure(level1, one, bodies[code]).name for code, one in pairs]
    return cells.with_columns(pl.Series("figure", names, dtype=pl.String))


def _followed(
    shown: pl.DataFrame, matrix: pl.DataFrame, level1: str, bodies: dict[str, tuple[str, ...]]
) -> pl.DataFrame:
    codes = {one: matrix.filter(supplier_id=one)["authority_code"].sort() for one in shown["supplier_id"]}
    names = [
        _figure(level1, one, tuple(body for code in of for body in bodies[code])).name for one, of in codes.items()
    ]
    return shown.select("supplier", "spend_pence").with_columns(pl.Series("figure", names, dtype=pl.String))


def _figure(level1: str, supplier_id: str, codes: tuple[str, ...]) -> Figure:
    category = (("level1", level1),) if level1 else ()
    return Figure(values=(*category, ("supplier_id", supplier_id)), councils=codes)
