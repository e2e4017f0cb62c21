"""Payees of protected payments, branch by branch: how many there are, and whether their sum gives one of them away."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from procurement.analysis.disclosure.limits import Limits

Numbers = NDArray[np.int64]
Yes = NDArray[np.bool_]


@dataclass(frozen=True)
class Payees:
    """Payments, an entry each: pence, the numbers of its council, of its payee (one number a council) and of its month.

    is_unnamed: where the payee is redacted, so that `payee` says nothing. Numbers are not below nought.
    """

    pence: Numbers
    council: Numbers
    payee: Numbers
    month: Numbers
    is_unnamed: Yes

    @cached_property
    def place(self) -> Numbers:
        """0 for the largest payment, whatever its sign, 1 for the next, and so on."""
        place = np.empty(self.pence.size, np.int64)
        place[np.argsort(-np.abs(self.pence), kind="stable")] = np.arange(self.pence.size)
        return place


@dataclass(frozen=True)
class Gathered:
    """What each payee of a branch comes to, where that is not nothing, in the order of branches."""

    branch: Numbers
    council: Numbers
    pence: Numbers

    def only(self, chosen: Yes) -> "Gathered":
        """Some of the payees."""
        return Gathered(self.branch[chosen], self.council[chosen], self.pence[chosen])


def gather(paid: Payees, rows: Numbers, branch: Numbers, limits: Limits) -> Gathered:
    """The payees of some payments. rows: which; branch: the branch of each of them.

    Of redacted lines the largest of each month are taken for one payee's, the next ones for another's, and so on: the
    fewest payees and the largest that there can be where nobody has more than so many lines a month.
    """
    council, unnamed = paid.council[rows], np.flatnonzero(paid.is_unnamed[rows])
    payee = paid.payee[rows] + rows.size
    place = _place_in_month(paid, rows[unnamed], branch[unnamed])
    payee[unnamed] = place // limits.redacted_lines_a_month
    each = together(numbered(together(branch, council)), payee)
    order = np.argsort(each)
    begins = _begins(each[order])
    pence = np.add.reduceat(paid.pence[rows][order], begins) if begins.size else np.zeros(0, np.int64)
    is_something = pence != 0
    at = order[begins[is_something]]
    return Gathered(branch[at], council[at], pence[is_something])


def _place_in_month(paid: Payees, rows: Numbers, branch: Numbers) -> Numbers:
    """0 for the largest line of each branch, council and month, 1 for the next, and so on."""
    group = numbered(together(together(branch, paid.council[rows]), paid.month[rows]))
    order = np.argsort(together(group, paid.place[rows]))
    begins = _begins(group[order])
    lengths = np.diff(np.append(begins, rows.size))
    place = np.empty(rows.size, np.int64)
    place[order] = np.arange(rows.size) - np.repeat(begins, lengths)
    return place


def together(one: Numbers, other: Numbers) -> Numbers:
    """A number for each pair, in the order of pairs: many times sooner sorted than two columns.

    Of so many payments as memory holds it is below 2**63: either column is a few thousand, or both are their count.
    """
    return one * (int(other.max(initial=0)) + 1) + other


def numbered(column: Numbers) -> Numbers:
    """The values of a column as numbers from 0, in their order."""
    return np.unique(column, return_inverse=True)[1]


def _begins(column: Numbers) -> Numbers:
    """Where a run of equal entries begins, of a column that is sorted."""
    if not column.size:
        return np.zeros(0, np.int64)
    return np.concatenate([[0], np.flatnonzero(column[1:] != column[:-1]) + 1])


def sums(names: Numbers, pence: Numbers) -> tuple[Numbers, Numbers]:
    """The first place of each name, and what its entries come to; there must be an entry."""
    order = np.argsort(names, kind="stable")
    begins = _begins(names[order])
    return order[begins], np.add.reduceat(pence[order], begins)


def are_safe(found: Gathered, limits: Limits, branches: int) -> Yes:
    """For each branch: enough payees, and for none of them is the sum nearer to its own than the limit says."""
    number = np.bincount(found.branch, minlength=branches)
    total = np.zeros(branches, np.int64)
    np.add.at(total, found.branch, found.pence)
    is_near = np.abs(total[found.branch] - found.pence) < np.abs(found.pence) * limits.least_rest
    safe = number >= limits.least_payees
    safe[found.branch[is_near]] = False
    return safe


def are_safe_without_any_council(found: Gathered, limits: Limits, safe: Yes) -> Yes:
    """Which of the `safe` branches are so as well to one who takes off the payees of any one council of theirs."""
    still = safe.copy()
    for branch in np.flatnonzero(safe):
        here = found.only(found.branch == branch)
        rests = (here.only(here.council != council) for council in np.unique(here.council))
        still[branch] = all(are_safe(rest, limits, int(branch) + 1)[branch] for rest in rests if rest.pence.size)
    return still
