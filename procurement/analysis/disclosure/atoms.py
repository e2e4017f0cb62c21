"""Protected payments put together into atoms: sums that may be shown, of which every shown figure is made.

A payment goes into the finest cell of the tree PATH whose sum may be shown. What is left of a branch goes together at
the branch; where that may not be shown either, a cell beside it that could be shown goes in with it (complementary
suppression), so that nothing can be worked out by taking the shown cells off their total. Every figure of every table
is a sum of whole atoms, whatever its scope, level and map; so no two tables differ by less than an atom.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import polars as pl

from procurement.analysis.disclosure import payees
from procurement.analysis.disclosure.limits import Limits
from procurement.analysis.disclosure.payees import Numbers, Payees, Yes
from procurement.tables import KEY, TEXT

PATH = ("circle", "region", "authority_code", "kind", "level1", "financial_year", "level2", "quarter",
        "proclass_code", "month")  # fmt: skip
"""From the widest to the finest. circle: councils, or bodies that are none, which no total adds together."""
COUNCIL = PATH.index("authority_code") + 1
"""At this depth and below an atom is of one council."""
REDACTED = "redacted"
PROTECTED = pl.Schema({"row": KEY, "payee": TEXT, "pence": pl.Int64(), **dict.fromkeys(PATH, TEXT)})
"""A payment whose payee is protected; `payee` is "" where it is redacted, for then nobody can tell who it is."""
ROUNDS = 6
SEPARATOR = "\x1f"
NOWHERE = -1


@dataclass(frozen=True)
class Tree:
    """The payments in the order of PATH, as numbers. branch: for each depth, the number of each payment's branch."""

    branch: dict[int, Numbers]
    paid: Payees


@dataclass
class Standing:
    """Where each payment stands: `depth`, 0 while it stands nowhere, and the number of its branch there as `atom`."""

    depth: Numbers
    atom: Numbers

    def put(self, payments: Yes, depth: int, branch: Numbers) -> None:
        """Put some payments together with those of their branch."""
        self.depth[payments], self.atom[payments] = depth, branch[payments]

    def take(self, payments: Yes) -> None:
        """Take some payments out of the atoms in which they stand."""
        self.depth[payments], self.atom[payments] = 0, NOWHERE


def settle(protected: pl.DataFrame, limits: Limits, complementary: bool) -> pl.DataFrame:
    """PROTECTED with `depth`, how many columns of PATH may be shown of a payment, and `atom`, those it stands with.

    Where all of a circle together may not be shown, depth is 0 and atom "": such payments enter no shared figure.
    Further columns are kept. complementary: False only where a test shows what an attack finds without it. Empty in
    gives empty out.
    """
    return settle_above(settle_within_councils(protected, limits, complementary), limits, complementary)


def settle_within_councils(protected: pl.DataFrame, limits: Limits, complementary: bool) -> pl.DataFrame:
    """PROTECTED with the `depth` of what may be shown of one council alone, 0 of the rest.

    No council's depths hang on another's payments, so those of some councils are as of all of them together.
    """
    ordered = protected.sort(*PATH, "row")
    standing = Standing(np.zeros(ordered.height, np.int64), np.full(ordered.height, NOWHERE, np.int64))
    _settle(_tree(ordered), standing, range(len(PATH), COUNCIL - 1, -1), limits, complementary)
    return ordered.with_columns(depth=pl.Series(standing.depth))


def settle_above(within: pl.DataFrame, limits: Limits, complementary: bool) -> pl.DataFrame:
    """What `settle` gives, of what settle_within_councils gave of all councils; each `row` must be there once."""
    ordered = within.sort(*PATH, "row")
    tree, depth = _tree(ordered), _numbers(ordered["depth"])
    standing = Standing(depth, np.full(ordered.height, NOWHERE, np.int64))
    for known, branch in tree.branch.items():
        standing.put(depth == known, known, branch)
    _settle(tree, standing, range(COUNCIL - 1, 0, -1), limits, complementary)
    return ordered.with_columns(depth=pl.Series(standing.depth)).with_columns(atom=_name())


def _settle(tree: Tree, standing: Standing, depths: Iterable[int], limits: Limits, complementary: bool) -> None:
    """Put what stands nowhere into atoms at these depths, from the finest."""
    for depth in depths:
        safe = _safe(tree, standing, depth, limits)
        if complementary:
            safe = _opened(tree, standing, depth, limits, safe)
        elif depth < len(PATH):
            safe[:] = True
        branch = tree.branch[depth]
        standing.put((standing.depth == 0) & safe[branch], depth, branch)


def _tree(ordered: pl.DataFrame) -> Tree:
    """ordered: PROTECTED sorted by PATH, so that a branch begins wherever one of its columns changes."""
    differs = [pl.col(name).ne_missing(pl.col(name).shift()) for name in PATH]
    begins = {str(depth): pl.any_horizontal(*differs[:depth]).cum_sum() for depth in range(1, len(PATH) + 1)}
    branch = ordered.select(**begins)
    numbers = ordered.select(
        "pence",
        council=pl.col("authority_code").rank("dense"),
        payee=pl.concat_str("authority_code", "payee", separator=SEPARATOR).rank("dense"),
        month=pl.col("month").rank("dense"),
        is_unnamed=pl.col("kind") == REDACTED,
    )
    return Tree(
        {int(depth): _numbers(branch[depth]) for depth in begins},
        Payees(
            pence=_numbers(numbers["pence"]),
            council=_numbers(numbers["council"]),
            payee=_numbers(numbers["payee"]),
            month=_numbers(numbers["month"]),
            is_unnamed=numbers["is_unnamed"].to_numpy(),
        ),
    )


def _numbers(column: pl.Series) -> Numbers:
    return column.to_numpy().astype(np.int64)


def _name() -> pl.Expr:
    """What an atom is called: its depth and its branch; "" for payments that stand in none."""
    names = pl.lit("")
    for depth in range(1, len(PATH) + 1):
        name = pl.concat_str(pl.lit(str(depth)), *PATH[:depth], separator=SEPARATOR)
        names = pl.when(pl.col("depth") == depth).then(name).otherwise(names)
    return names


def _safe(tree: Tree, standing: Standing, depth: int, limits: Limits, only: Yes | None = None) -> Yes:
    """For the number of each branch: whether the payments of it that stand nowhere are a sum that may be shown.

    Also to one who knows the payments of a council of it. only: the branches that are looked at; no other is safe.
    """
    branch = tree.branch[depth]
    left = np.flatnonzero((standing.depth == 0) & (True if only is None else only[branch]))
    found = payees.gather(tree.paid, left, branch[left], limits)
    safe = payees.are_safe(found, limits, int(branch.max(initial=0)) + 1)
    return payees.are_safe_without_any_council(found, limits, safe) if depth < COUNCIL else safe


def _opened(tree: Tree, standing: Standing, depth: int, limits: Limits, safe: Yes) -> Yes:
    """What of each branch is safe once unsafe ones have taken in atoms of theirs, until they are or none is left."""
    branch = tree.branch[depth]
    for _ in range(ROUNDS):
        is_left = standing.depth == 0
        waits = np.zeros(safe.size, bool)
        waits[branch[is_left]] = True
        beside = ~is_left & (waits & ~safe)[branch]
        if not beside.any():
            return safe
        standing.take(_nearest(tree, standing, depth, limits, beside))
        opened = np.zeros(safe.size, bool)
        opened[branch[beside]] = True
        safe = np.where(opened, _safe(tree, standing, depth, limits, opened), safe)
    return safe


def _nearest(tree: Tree, standing: Standing, depth: int, limits: Limits, beside: Yes) -> Yes:
    """The payments of the least atom of each branch that outweighs its largest payee, else of the largest there is.

    beside: the payments of branches that need one, which stand in atoms.
    """
    branch = tree.branch[depth]
    needed, wants = np.zeros(int(branch.max()) + 1), np.zeros(int(branch.max()) + 1, bool)
    wants[branch[beside]] = True
    left = np.flatnonzero((standing.depth == 0) & wants[branch])
    found = payees.gather(tree.paid, left, branch[left], limits)
    np.maximum.at(needed, found.branch, np.abs(found.pence) * limits.least_rest)
    rows = np.flatnonzero(beside)
    names = standing.depth[rows] * (int(branch.size) + 1) + standing.atom[rows]
    first, pence = payees.sums(names, tree.paid.pence[rows])
    size, at = np.abs(pence), branch[rows[first]]
    lacks = size < needed[at]
    order = np.lexsort((names[first], np.where(lacks, -size, size), lacks, at))
    is_first = np.ones(order.size, bool)
    is_first[1:] = at[order][1:] != at[order][:-1]
    taken = np.zeros(beside.size, bool)
    taken[rows] = np.isin(names, names[first][order[is_first]])
    return taken
