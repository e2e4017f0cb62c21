"""How sure the answer is: the whole range of assumptions drawn at once, in arrays."""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from procurement.cases import saving, worth
from procurement.cases.draws import Draws
from procurement.cases.levels import JOINT_LEVELS, LOCAL, NATIONAL, SUBNATIONAL
from procurement.cases.method import Group, Method, Subject
from procurement.cases.saving import Numbers

AT_ONCE = 2
"""Groups that are drawn at once, each by a thread of its own: numpy lets go of Python meanwhile."""


@dataclass(frozen=True)
class Spread:
    """Net present value over the draws, pounds, and the chance that it is above nought."""

    p10: float
    p50: float
    p90: float
    chance_of_gain: float


def draws_at(level: str, subject: Subject, method: Method, uniform: Numbers) -> worth.Draw:
    """The draws that a level sees, for one group by itself; saving and both biases are the same at every level."""
    draws = Draws(uniform)
    return worth.Draw(
        draws.of("saving_per_tenfold", subject.saving_drawn),
        draws.of(f"take_up_{level}", subject.take_up_drawn[level]),
        draws.of("benefits_bias", method.benefits_bias_drawn),
        draws.of("costs_bias", method.costs_bias_drawn),
    )


@dataclass(frozen=True)
class _Drawn:
    """A group by its number, with its weight and copies, and what a draw makes of a pound and of its councils."""

    number: int
    weight: float
    copies: float
    unit: Numbers
    rest: Numbers


def spreads(groups: Sequence[Group], level: str, subject: Subject, method: Method, draws: Draws) -> list[Spread]:
    """Every group of a level by itself, in the order given.

    The saving is the same draw at every level, and so are both biases. Groups of as many councils share what a draw
    makes of a pound, and come one after another. What is drawn is read by every thread and written by none, so how
    many there are changes no figure.
    """
    by_size = sorted(enumerate(groups), key=lambda one: -one[1].councils)
    drawn = [
        _Drawn(
            number,
            _weight(group, method),
            group.copies,
            draws.unit_of(group.councils, level, subject, method),
            draws.rest_of(group.councils, level, subject, method),
        )
        for number, group in by_size
    ]
    parts = [part for part in (drawn[start::AT_ONCE] for start in range(AT_ONCE)) if part]
    if len(parts) > 1:
        with ThreadPoolExecutor(len(parts)) as threads:
            found = dict(one for part in threads.map(_of_each, parts) for one in part)
    else:
        found = dict(one for part in parts for one in _of_each(part))
    return [found[number] for number in range(len(groups))]


def together(groups: Sequence[Group], level: str, subject: Subject, method: Method, draws: Draws) -> Numbers:
    """Net present value of all the groups together, a number a draw; nought where there are none."""
    found = np.zeros(len(draws.uniform))
    part = np.empty_like(found)
    for size in sorted({group.councils for group in groups}):
        alike = [group for group in groups if group.councils == size]
        weight, copies = sum(_weight(group, method) for group in alike), sum(group.copies for group in alike)
        found += np.multiply(draws.unit_of(size, level, subject, method), weight, out=part)
        found += np.multiply(draws.rest_of(size, level, subject, method), copies, out=part)
    return found


def _weight(group: Group, method: Method) -> float:
    """Addressable spend of a group, all copies of it, and what concentration leaves of it."""
    return group.addressable * saving.concentration_factor(group.hhi, method.hhi_start) * group.copies


def _of_each(part: Sequence[_Drawn]) -> list[tuple[int, Spread]]:
    """The number and range of each group, all worked out in one array.

    Every step is done in place: asking for memory anew would take longer than the arithmetic.
    """
    npv, found = np.empty_like(part[0].unit), list[tuple[int, Spread]]()
    for one in part:
        np.multiply(one.unit, one.weight, out=npv)
        npv += one.rest if one.copies == 1.0 else one.rest * one.copies
        found.append((one.number, _spread_of(npv)))
    return found


def simulate(
    subject: Subject, method: Method, groups: Mapping[str, tuple[Group, ...]], draws: Draws
) -> dict[str, Numbers]:
    """Net present value at each joint level, a number a draw; `groups` are those that would form."""
    return {level: together(groups[level], level, subject, method, draws) for level in JOINT_LEVELS}


def spread(npv: Numbers) -> Spread:
    """Percentiles as the sorted draws at index int(p x n), without interpolation."""
    return _spread_of(npv.copy())


def _spread_of(npv: Numbers) -> Spread:
    """`spread`, which puts the array into another order.

    Three partitions find the same three values as sorting would: the middle first, then each half by itself. Then
    only the part in which nought lies is counted.
    """
    size = npv.size
    low, middle, high = (int(share * size) for share in (0.1, 0.5, 0.9))
    npv.partition(middle)
    if low < middle:
        npv[:middle].partition(low)
    if high > middle:
        npv[middle + 1 :].partition(high - middle - 1)
    ends = [0, low, middle, high, size]
    cut = sum(npv.item(at) <= 0 for at in (low, middle, high))
    gains = int(np.count_nonzero(npv[ends[cut] : ends[cut + 1]] > 0)) + size - ends[cut + 1]
    p10, p50, p90 = (npv.item(at) for at in (low, middle, high))
    return Spread(p10, p50, p90, gains / size)


def chance_of_best(npv: Mapping[str, Numbers], allowed: frozenset[str]) -> dict[str, float]:
    """How often each level has the greatest net present value; local is worth nought in every draw.

    A level outside `allowed` (its market reach or a statutory bar fails) is never best. Whether it pays is not
    a condition: that is what is drawn. On a tie the more local level is best.
    """
    hubs, nation = npv[SUBNATIONAL], npv[NATIONAL]
    above = hubs > 0 if SUBNATIONAL in allowed else np.zeros(nation.shape, dtype=np.bool_)
    beyond = (nation > np.where(above, hubs, 0.0)) if NATIONAL in allowed else np.zeros_like(above)
    size = nation.size
    national, subnational = int(np.count_nonzero(beyond)), int(np.count_nonzero(above & ~beyond))
    counted = {LOCAL: size - national - subnational, SUBNATIONAL: subnational, NATIONAL: national}
    return {level: count / size for level, count in counted.items()}
