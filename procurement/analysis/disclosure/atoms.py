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
    """The payments in the order of PATH and `row`, as numbers.

    order: at which place each stood before. branch: for each depth, the number of each payment's branch.
    """

    order: Numbers
    branch: dict[int, Numbers]
    paid: Payees

    def as_they_stood(self, values: Numbers) -> Numbers:
        """A value a payment in the order in which payments stood before."""
        placed = np.empty(values.size, values.dtype)
        placed[self.order] = values
        return placed


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
    """PROTECTED with the `depth` of what may be shown of one council alone, 0 of the rest; in the order given.

    No council's depths hang on another's payments, so those of some councils are as of all of them together.
    """
    tree = _tree(protected)
    standing = Standing(np.zeros(protected.height, np.int64), np.full(protected.height, NOWHERE, np.int64))
    _settle(tree, standing, range(len(PATH), COUNCIL - 1, -1), limits, complementary)
    return protected.with_columns(depth=pl.Series(tree.as_they_stood(standing.depth)))


def settle_above(within: pl.DataFrame, limits: Limits, complementary: bool) -> pl.DataFrame:
    """What `settle` gives, of what settle_within_councils gave of all councils; each `row` must be there once."""
    tree = _tree(within)
    standing = Standing(_numbers(within["depth"])[tree.order], np.full(within.height, NOWHERE, np.int64))
    depth = standing.depth.copy()
    for known, branch in tree.branch.items():
        standing.put(depth == known, known, branch)
    _settle(tree, standing, range(COUNCIL - 1, 0, -1), limits, complementary)
    return within.with_columns(depth=pl.Series(tree.as_they_stood(standing.depth)), atom=_names(within, tree, standing))


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


def _tree(protected: pl.DataFrame) -> Tree:
    """protected: PROTECTED, in any order. Whole numbers are put in order many times sooner than texts."""
    codes = {name: in_order(protected[name]) for name in PATH}
    branch, known = dict[int, Numbers](), np.zeros(protected.height, np.int64)
    for depth, name in enumerate(PATH, 1):
        known = branch[depth] = payees.numbered(payees.together(known, codes[name]))
    order = np.argsort(payees.together(known, _numbers(protected["row"])))
    payee = payees.numbered(payees.together(codes["authority_code"], in_order(protected["payee"])))
    return Tree(
        order,
        {depth: numbers[order] for depth, numbers in branch.items()},
        Payees(
            pence=_numbers(protected["pence"])[order],
            council=codes["authority_code"][order],
            payee=payee[order],
            month=codes["month"][order],
            is_unnamed=(protected["kind"] == REDACTED).to_numpy()[order],
        ),
    )


def _numbers(column: pl.Series) -> Numbers:
    return column.to_numpy().astype(np.int64)


def in_order(texts: pl.Series) -> Numbers:
    """The place of each text among the distinct ones in order, from 0; a null is an empty text."""
    plain = texts.fill_null("")
    return _numbers(plain.cast(pl.Enum(plain.unique().sort())).to_physical())


def _names(protected: pl.DataFrame, tree: Tree, standing: Standing) -> pl.Series:
    """What the atom of each payment is called, worked out once an atom."""
    each = payees.together(standing.depth, standing.atom - NOWHERE)
    _, first, number = np.unique(each, return_index=True, return_inverse=True)
    some = protected[tree.order[first]].with_columns(depth=pl.Series(standing.depth[first]))
    return some.select(_name()).to_series().gather(tree.as_they_stood(number))


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
