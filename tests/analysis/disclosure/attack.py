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
TODAY, OTHER_DAYS = date(2026, 11, 26), (date(2022, 1, 1), date(2027, 4, 1))
ASKED = [
    *product([TODAY], SCOPES[:1], LEVELS),
    *product(OTHER_DAYS, SCOPES[:1], ("local", "region", "hub")),
    *product([TODAY], SCOPES[1:], ("local",)),
]
"""Which tables are made: at every level of today's map, at three of other days', and within each scope."""


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


def bounds(seen: Published, target: Any, known: Any) -> tuple[float, float]:
    """The least and the most that a target can be, given the cells and that nobody is paid less than nothing.

    known: the pence of the payments that the attacker knows, and NaN elsewhere. Payments that stand in the same cells
    can't be told apart, so what is solved for is their sum: a target that holds all of them is that sum at least, and
    one that holds any of them is that sum at most.
    """
    unknown = np.isnan(known)
    cells, sums = seen.cells[:, unknown], seen.sums - seen.cells @ np.nan_to_num(known)
    columns, kinds = np.unique(cells, axis=1, return_inverse=True)
    held = np.array([target[unknown][kinds == kind].mean() for kind in range(columns.shape[1])])
    contained, touched = (held == 1).astype(float), (held > 0).astype(float)
    if np.linalg.matrix_rank(columns) == columns.shape[1]:
        solved, *_ = np.linalg.lstsq(columns, sums, rcond=None)
        return float(contained @ solved), float(touched @ solved)
    return _end(columns, sums, contained, 1), -_end(columns, sums, touched, -1)


def _end(columns: Any, sums: Any, weights: Any, sign: int) -> float:
    found = linprog(sign * weights, A_eq=columns, b_eq=sums, bounds=(0, None), method="highs")
    assert found.status in (0, 3), f"the attack itself failed: {found.message}"
    return float(found.fun) if found.status == 0 else -np.inf
