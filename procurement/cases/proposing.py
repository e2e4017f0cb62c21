"""Groups that the payments themselves suggest: councils near each other who already share suppliers."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl
from scipy import sparse  # pyright: ignore[reportMissingTypeStubs]

from procurement.cases.levels import PROPOSED
from procurement.cases.numbering import Summed
from procurement.cases.sold import Sold
from procurement.tables import CASE_PROPOSAL

CATEGORY_NUMBER = "category_number"
FEWEST = 3
Pence = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Places = npt.NDArray[np.intp]
Rates = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Neighbourhood:
    """placed: PLACED_COUNCIL; near: NEIGHBOUR, the pairs that may stand in one group."""

    placed: pl.DataFrame
    near: pl.DataFrame


def propose(summed: Summed, arranged: Sold, around: Neighbourhood, least_shared: float) -> pl.DataFrame:
    """CASE_PROPOSAL: for each category the groups of three councils or more worth trying.

    arranged: sold.arrange of `summed`. Councils are joined two groups at a time, those first who share most, for as
    long as every two councils of a group are near each other and on average `least_shared` of two councils'
    influenceable spend is with suppliers who serve both. Each council is in one group of a category at most. What
    councils are called changes nothing: ties go to the greater spend, then to the more northern council. Empty in
    gives empty out.
    """
    placed = around.placed.join(summed.councils, on="authority_code", how="inner", validate="1:1")
    links, near = _links(summed, arranged, placed), _near(around)
    begins = np.searchsorted(links.category, np.arange(summed.categories.height + 1))
    rows = [
        row
        for (key,), councils in _spend(summed, placed).partition_by(CATEGORY_NUMBER, as_dict=True).items()
        if councils.height >= FEWEST
        for row in _category(councils, links.part(begins.item(key), begins.item(key + 1)), near, least_shared)
    ]
    found = pl.DataFrame(rows, schema=CASE_PROPOSAL, orient="row")
    return found.sort("level1", "level2", "place", "authority_code")


@dataclass(frozen=True)
class Links:
    """A row a council and seller that serves two councils or more, by category: the council's position, the pence."""

    category: Pence
    seller: Pence
    position: Pence
    pence: Pence

    def part(self, begin: int, end: int) -> "Links":
        """Some rows, one after another."""
        return Links(*(column[begin:end] for column in (self.category, self.seller, self.position, self.pence)))


def _links(summed: Summed, arranged: Sold, placed: pl.DataFrame) -> Links:
    position_of = np.full(summed.councils.height, -1, dtype=np.int64)
    position_of[placed["council"].to_numpy()] = placed["position"].to_numpy()
    position = position_of[arranged.council]
    is_placed = position >= 0
    customers = np.bincount(arranged.seller, weights=is_placed)
    at = np.flatnonzero(is_placed & (customers[arranged.seller] > 1))
    return Links(arranged.category[at], arranged.seller[at], position[at], arranged.pence[at])


def _spend(summed: Summed, placed: pl.DataFrame) -> pl.DataFrame:
    """Influenceable pence of each council and category, the greatest first, then from north to south."""
    return (
        summed.turnover.filter(pl.col("movable_pence") > 0)
        .join(placed, on="council", how="inner", validate="m:1")
        .join(summed.categories, on=CATEGORY_NUMBER, how="inner", validate="m:1")
        .sort(CATEGORY_NUMBER, "movable_pence", "position", descending=[False, True, False])
    )


def _near(around: Neighbourhood) -> Flags:
    """Whether the councils at two positions are near each other; each is near itself."""
    position = dict(around.placed.select("authority_code", "position").iter_rows())
    pairs = around.near.filter(
        pl.col("authority_code").is_in(list(position)) & pl.col("near_code").is_in(list(position))
    )
    flags = np.eye(max(position.values(), default=-1) + 1, dtype=np.bool_)
    one, other = (
        pairs[name].replace_strict(position, return_dtype=pl.Int64()).to_numpy()
        for name in ("authority_code", "near_code")
    )
    flags[one, other] = True
    return flags


def _category(
    councils: pl.DataFrame, links: Links, near: Flags, least_shared: float
) -> list[tuple[str, str, str, str, str]]:
    """CASE_PROPOSAL rows of one category; councils: as `_spend` has them, in the order that settles ties."""
    position = councils["position"].to_numpy()
    number = np.full(len(near), -1, dtype=np.int64)
    number[position] = np.arange(len(position))
    shared = _shared(links, number[links.position], len(position))
    spend = councils["movable_pence"].to_numpy()
    groups = cluster(shared, spend, near[np.ix_(position, position)], least_shared)
    names, codes = councils["name"].to_list(), councils["authority_code"].to_list()
    level1, level2 = councils.select("level1", "level2").row(0)
    return [
        (PROPOSED, f"{names[group[0]]} and {len(group) - 1} near it", level1, level2, codes[member])
        for group in groups
        for member in group
    ]


def _shared(links: Links, number: Pence, councils: int) -> Pence:
    """Pence that each two councils together spend with the suppliers who serve both; number: -1 for who is left out."""
    known = number >= 0
    seller, at = links.seller[known] - (links.seller[0] if known.any() else 0), number[known]
    shape = (councils, int(seller.max(initial=-1)) + 1)
    # scipy does not say its types.
    pence: Any = sparse.csr_array((links.pence[known], (at, seller)), shape=shape)
    serves: Any = sparse.csr_array((np.ones(len(at), dtype=np.int64), (at, seller)), shape=shape)
    own = np.asarray((pence @ serves.T).todense(), dtype=np.int64)
    return own + own.T


def cluster(shared: Pence, spend: Pence, near: Flags, least_shared: float) -> list[list[int]]:
    """Groups of three or more of the councils 0 to n-1, each in rising order, by average linkage.

    shared: pence of two councils together with suppliers who serve both; near: who may stand together (complete
    linkage). Two groups' share is their pairs' shared pence over the pairs' spend. Of equal shares the first counts.
    Two groups that share most with each other are joined at once, wherever they are: no other will ever share more
    with either, since what joins others shares at most what the best of them did. So the groups are those of joining
    the best two each time. A group that shares enough with nobody is done.
    """
    joint, over = shared.copy(), spend[:, None] + spend[None, :]
    share = np.where(near, joint / over, -1.0)
    np.fill_diagonal(share, -1.0)
    groups, done = {number: [number] for number in range(len(spend))}, list[list[int]]()
    numbers = np.arange(len(spend))
    while groups:
        best, most = share.argmax(axis=1), share.max(axis=1)
        goes_on = (most >= least_shared) & (most > 0)
        mutual = np.flatnonzero(goes_on & (best[best] == np.arange(len(best))))
        one = mutual[mutual < best[mutual]]
        other = best[one]
        for first, second in zip(numbers[one].tolist(), numbers[other].tolist(), strict=True):
            groups[first] += groups.pop(second)
        _join(joint, over, share, one, other)
        goes_on[other] = False
        left = np.flatnonzero(goes_on)
        done += [groups.pop(number) for number in set(groups) - set(numbers[left].tolist())]
        if 2 * len(left) < len(numbers):
            joint, over = (table[np.ix_(left, left)] for table in (joint, over))
            share = share[np.ix_(left, left)]
            numbers = numbers[left]
    return sorted(sorted(group) for group in done if len(group) >= FEWEST)


def _join(joint: Pence, over: Pence, share: Rates, one: Places, other: Places) -> None:
    """Let each of `one` stand for itself and its partner among `other`; below nought are those who may not meet."""
    may = (share[one] >= 0) & (share[other] >= 0)
    may[:, one] &= may[:, other]
    for table in (joint, over):
        rows = table[one] + table[other]
        rows[:, one] += rows[:, other]
        table[one], table[:, one] = rows, rows.T
    rates = np.where(may, joint[one] / over[one], -1.0)
    share[one], share[:, one] = rates, rates.T
    share[other], share[:, other] = -1.0, -1.0
