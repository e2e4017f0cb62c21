"""An attack by differencing: every table that the product can make of a store, solved for what one payee was paid.

The attacker knows every payment to a named supplier, which payments stand in which shown cell, and, as an officer, all
payments of one council. They lack the amounts of the others.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Any

import numpy as np
import polars as pl
from scipy.optimize import linprog

from procurement.analysis import frames, levels
from procurement.analysis.disclosure import guarding, pools
from procurement.analysis.disclosure.limits import Limits
from procurement.analysis.filters import Scope, within
from procurement.places import authorities, groupings, recut, successions
from procurement.tables import LEVELS
from tests.oracle import slow_recut


def reference(name: str) -> pl.DataFrame:
    return pl.read_csv(slow_recut.REFERENCE / f"{name}.csv", infer_schema=False).fill_null("")


SURREY, BURY, BOLTON, WIGAN, HARROGATE = "E10000030", "E08000002", "E08000001", "E08000010", "E07000165"
CODES = (SURREY, BURY, BOLTON, WIGAN, HARROGATE)
AUTHORITIES = authorities.parse(reference("authorities"))
NAMES = dict(AUTHORITIES.select("authority_code", "name").iter_rows())
REGIONS = dict(AUTHORITIES.select("authority_code", "region").iter_rows())
PRINCIPAL = authorities.principal_councils(AUTHORITIES)["authority_code"]
HUBS = pl.concat([groupings.compose("Hub A", [SURREY, BURY]), groupings.compose("Hub B", [BURY, BOLTON, WIGAN])])
GROUPED = pl.concat([groupings.parse(reference("groupings")), HUBS])
FOLLOWED = successions.parse(reference("successions"))
MAPS = {
    on: recut.split_only(groupings.place_shares(AUTHORITIES, on, GROUPED, FOLLOWED), CODES).filter(
        pl.col("authority_code").is_in(CODES)
    )
    for on in (date(2022, 1, 1), date(2026, 11, 26), date(2027, 4, 1))
}
BY = (("level1",), ("level1", "level2"), ("proclass_code",), ("supplier",), ("supplier_kind",), ("financial_year",),
      ("quarter",), ("month",), ("influenceable",), ("amount_basis",), ("authority_code",), ("level1", "quarter"),
      ("supplier", "level1", "month"), ("supplier_kind", "month"), ("level1", "supplier_kind"))  # fmt: skip
SCOPES = (
    Scope(),
    Scope(authorities=(BURY,)),
    Scope(authorities=(BURY, BOLTON)),
    Scope(level1=("Waste",)),
    Scope(from_day=date(2024, 4, 1), to_day=date(2024, 5, 31)),
    Scope(from_day=date(2024, 5, 10), to_day=date(2025, 3, 31)),
    Scope(influenceable=True),
)
ASKED = [
    *product(MAPS, SCOPES[:1], LEVELS),
    *product([date(2026, 11, 26)], SCOPES[1:], ("local", "national")),
]
"""Which tables are made: all of them on each map, and within each scope at the finest and the widest level."""


@dataclass(frozen=True)
class Published:
    """cells: a row a cell, a column a payment: how much of the payment the cell holds. sums: what the cell shows."""

    cells: Any
    sums: Any


def guard(payments: pl.DataFrame, limits: Limits, complementary: bool = True) -> tuple[pl.DataFrame, pl.DataFrame]:
    """GUARDED of all payments, the open ones as they are, and the members of pools."""
    rows, members = guarding.guard(payments.filter(guarding.is_protected), PRINCIPAL, limits, complementary)
    beyond = {"of_several": False, "from_day": None, "to_day": None, "atom": ""}
    opened = payments.filter(~guarding.is_protected).with_columns(**{k: pl.lit(v) for k, v in beyond.items()})
    return pl.concat([opened.select(guarding.GUARDED.names()).cast(guarding.GUARDED), rows]), members


def published(payments: pl.DataFrame, limits: Limits, complementary: bool = True) -> Published:
    """Every cell of every table, less what named suppliers were paid in it, in terms of the protected payments."""
    shown, members = guard(payments, limits, complementary)
    known = guarding.settled(payments.filter(guarding.is_protected), PRINCIPAL, limits, complementary)
    rows_of = dict(known.group_by("atom").agg("row").iter_rows())
    wholes = dict(shown.filter(pl.col("atom") != "").group_by("atom").agg(pl.col("amount_pence").sum()).iter_rows())
    true = pence_of(payments)
    found: dict[tuple[float, ...], float] = {}
    for on, scope, level in ASKED:
        placed = levels.at_level(within(frames.lazy(shown.lazy()), scope), pools.with_pools(MAPS[on], members), level)
        for row in _tables(frames.collect(placed)):
            cell = np.zeros(len(true))
            for part in row["atoms"]:
                whole = wholes[part["atom"]]
                cell[rows_of[part["atom"]]] += part["amount_pence"] / whole if whole else 1.0
            found[tuple(np.round(cell, 9))] = row["spend_pence"] - row["opened"]
    cells = np.array(list(found)).reshape(len(found), len(true))
    assert np.allclose(cells @ true, list(found.values()), rtol=1e-6, atol=1), "the product shows what it says it does"
    return Published(cells, cells @ true)


def _tables(held: pl.DataFrame) -> Iterator[dict[str, Any]]:
    """The cells with protected payments of every table of one question: what is shown, and which atoms are in it."""
    is_atom = pl.col("atom") != ""
    firsts = pl.struct("atom", "amount_pence").filter(is_atom & (pl.col("line") == 1))
    pence = pl.col("amount_pence")
    sums = [pence.sum().alias("spend_pence"), pence.filter(~is_atom).sum().alias("opened")]
    tables = [held.lazy().group_by("place", *by).agg(*sums, firsts.alias("atoms")) for by in BY]
    for table in pl.collect_all(tables):
        yield from table.filter(pl.col("atoms").list.len() > 0).select("spend_pence", "opened", "atoms").to_dicts()


def pence_of(payments: pl.DataFrame) -> Any:
    """What the attacker lacks: the pence of the protected payments, in the order of their rows."""
    protected = payments.filter(guarding.is_protected).sort("authority_code", "upload_id", "line")
    return protected["amount_pence"].to_numpy().astype(float)


def targets(protected: pl.DataFrame) -> dict[tuple[Any, ...], Any]:
    """What may not be found, as weights of the payments: each payee's payments, in all and in each finer cell."""
    redacted = pl.concat_str(pl.lit("redacted "), "authority_code", "row")
    named = protected.with_columns(who=pl.when("is_redacted").then(redacted).otherwise("supplier_id"))
    found: dict[tuple[Any, ...], Any] = {}
    for by in ([], ["authority_code"], ["level1"], ["authority_code", "level1"], ["authority_code", "month"]):
        for key, rows in named.group_by("who", *by).agg("row").select(pl.struct("who", *by), "row").iter_rows():
            weights = np.zeros(protected.height)
            weights[rows] = 1.0
            found[tuple(key.values())] = weights
    return found


def bounds(seen: Published, target: Any) -> tuple[float, float]:
    """The least and the most that a target can be, given the cells and that nobody is paid less than nothing."""
    ends = []
    for sign in (1, -1):
        solved = linprog(sign * target, A_eq=seen.cells, b_eq=seen.sums, bounds=(0, None), method="highs")
        ends.append(sign * solved.fun if solved.status == 0 else sign * -np.inf)
    return ends[0], ends[1]


def is_solved(seen: Published, target: Any) -> bool:
    """Whether a target is a sum of multiples of cells, so that anybody can work it out to the penny."""
    if not seen.cells.size:
        return False
    weights, *_ = np.linalg.lstsq(seen.cells.T, target, rcond=None)
    return bool(np.abs(seen.cells.T @ weights - target).max() < 1e-6)
