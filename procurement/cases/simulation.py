"""How sure the answer is: the whole range of assumptions drawn at once, in arrays."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from procurement.cases import saving, worth
from procurement.cases.levels import JOINT_LEVELS, LOCAL, NATIONAL, SUBNATIONAL
from procurement.cases.method import Group, Method, Range, Subject
from procurement.cases.saving import Numbers

DRAWN = ("saving_per_tenfold", "take_up_subnational", "take_up_national", "benefits_bias", "costs_bias")

MOST_UNITS = 250
"""Arrays of savings for a pound that are kept: of 100,000 draws 200 MB."""


@dataclass(frozen=True)
class Spread:
    """Net present value over the draws, pounds, and the chance that it is above nought."""

    p10: float
    p50: float
    p90: float
    chance_of_gain: float


def uniforms(draws: int, seed: int) -> Numbers:
    """`draws` rows of five numbers between 0 and 1: the very stream of Python's `random.Random(seed)`.

    The legacy generator is used on purpose: anybody can redo a published figure with the standard library.
    """
    return np.random.RandomState([seed]).random_sample((draws, len(DRAWN)))


def triangular(uniform: Numbers, spread: Range) -> Numbers:
    """Inverse of the triangular distribution with mode `default`; a range without width gives its one value."""
    if spread.high == spread.low:
        return np.full_like(uniform, spread.low)
    width = spread.high - spread.low
    turn = (spread.default - spread.low) / width
    rising = spread.low + width * np.sqrt(uniform * turn)
    falling = spread.high - width * np.sqrt((1.0 - uniform) * (1.0 - turn))
    return np.where(uniform > turn, falling, rising)


@dataclass(frozen=True)
class Draws:
    """The five drawn inputs of every draw; those of one range are made once, however many cases ask for them."""

    uniform: Numbers
    made: dict[tuple[str, Range], Numbers] = field(default_factory=dict[tuple[str, Range], Numbers])
    units: dict[tuple[object, ...], Numbers] = field(default_factory=dict[tuple[object, ...], Numbers])

    def of(self, name: str, spread: Range) -> Numbers:
        """A number a draw for an input of DRAWN within a range."""
        if (name, spread) not in self.made:
            column = np.ascontiguousarray(self.uniform[:, DRAWN.index(name)])
            self.made[name, spread] = triangular(column, spread)
        return self.made[name, spread]

    def log_of(self, name: str, spread: Range) -> Numbers:
        """Its logarithm to ten; minus infinity where nothing is drawn."""
        key = (f"log {name}", spread)
        if key not in self.made:
            with np.errstate(divide="ignore"):
                self.made[key] = np.log10(self.of(name, spread))
        return self.made[key]

    def kept_of(self, take_up: tuple[str, Range], method: Method) -> Numbers:
        """Present value of a pound saved each year by all councils, of those that join and after optimism bias."""
        bias, ramped = method.benefits_bias_drawn, float(np.dot(method.ramp, method.factors))
        key = (f"{take_up[0]} kept {bias} {ramped!r}", take_up[1])
        if key not in self.made:
            self.made[key] = self.of(*take_up) * (1.0 - self.of("benefits_bias", bias)) * ramped
        return self.made[key]

    def fixed_at(self, level: str, method: Method) -> Numbers:
        """Present value of the joint costs of one group at a level, after optimism bias."""
        fixed = method.set_up_cost[level] + method.run_cost[level] * float(method.factors.sum())
        key = (f"fixed {fixed!r}", method.costs_bias_drawn)
        if key not in self.made:
            self.made[key] = fixed * (1.0 + self.of("costs_bias", method.costs_bias_drawn))
        return self.made[key]

    def unit_of(self, size: float, level: str, subject: Subject, method: Method) -> Numbers:
        """Present value of the savings of a group of `size` councils for a pound of addressable spend a year.

        Categories that are assumed to save alike share it; those used last are kept.
        """
        alike = (subject.saving_drawn, subject.saving_cap, subject.take_up_drawn[level], method.benefits_bias_drawn)
        key = (size, level, *alike, tuple(method.ramp), method.discount_rate)
        found = self.units.pop(key, None)
        if found is None:
            if len(self.units) >= MOST_UNITS:
                self.units.pop(next(iter(self.units)))
            found = _per_pound(size, level, subject, method, self)
        self.units[key] = found
        return found


def draws_at(level: str, subject: Subject, method: Method, uniform: Numbers) -> worth.Draw:
    """The draws that a level sees, for one group by itself; saving and both biases are the same at every level."""
    draws = Draws(uniform)
    return worth.Draw(
        draws.of("saving_per_tenfold", subject.saving_drawn),
        draws.of(f"take_up_{level}", subject.take_up_drawn[level]),
        draws.of("benefits_bias", method.benefits_bias_drawn),
        draws.of("costs_bias", method.costs_bias_drawn),
    )


def spreads(groups: Sequence[Group], level: str, subject: Subject, method: Method, draws: Draws) -> list[Spread]:
    """Every group of a level by itself, in the order given.

    The saving is the same draw at every level, and so are both biases. Groups of as many councils share a rate.
    """
    found = {number: _spread_of(npv) for number, npv in _each(groups, level, subject, method, draws)}
    return [found[number] for number in range(len(groups))]


def together(groups: Sequence[Group], level: str, subject: Subject, method: Method, draws: Draws) -> Numbers:
    """Net present value of all the groups together, a number a draw; nought where there are none."""
    found = np.zeros(len(draws.uniform))
    rest = np.empty_like(found)
    for size in sorted({group.councils for group in groups}):
        alike = [group for group in groups if group.councils == size]
        found += draws.unit_of(size, level, subject, method) * sum(_weight(group, method) for group in alike)
        _rest(rest, size, level, subject, method, draws)
        found += rest * sum(group.copies for group in alike)
    return found


def _weight(group: Group, method: Method) -> float:
    """Addressable spend of a group, all copies of it, and what concentration leaves of it."""
    return group.addressable * saving.concentration_factor(group.hhi, method.hhi_start) * group.copies


def _each(
    groups: Sequence[Group], level: str, subject: Subject, method: Method, draws: Draws
) -> Iterator[tuple[int, Numbers]]:
    """The number of each group and its net present value a draw, in an array that is written over for the next group.

    Every step is done in place: asking for memory anew would take longer than the arithmetic.
    """
    worth, rest = (np.empty(len(draws.uniform)) for _ in range(2))
    unit = worth
    by_size = sorted(range(len(groups)), key=lambda number: groups[number].councils)
    size = -1.0
    for number in by_size:
        group = groups[number]
        if group.councils != size:
            size = group.councils
            unit = draws.unit_of(size, level, subject, method)
            _rest(rest, size, level, subject, method, draws)
        np.multiply(unit, _weight(group, method), out=worth)
        worth += rest if group.copies == 1.0 else rest * group.copies
        yield number, worth


def _per_pound(size: float, level: str, subject: Subject, method: Method, draws: Draws) -> Numbers:
    if not size:
        return np.zeros(len(draws.uniform))
    take_up = (f"take_up_{level}", subject.take_up_drawn[level])
    unit = draws.log_of(*take_up) + np.log10(size)
    np.maximum(unit, 0.0, out=unit)
    unit *= draws.of("saving_per_tenfold", subject.saving_drawn)
    np.minimum(unit, subject.saving_cap, out=unit)
    unit *= draws.kept_of(take_up, method)
    return unit


def _rest(rest: Numbers, size: float, level: str, subject: Subject, method: Method, draws: Draws) -> None:
    """Competitions avoided, less changing over and the joint costs, of a group of `size` councils."""
    own = size * (method.avoided_competition * method.factors.item(0) - method.transition_cost)
    np.multiply(draws.of(f"take_up_{level}", subject.take_up_drawn[level]), own, out=rest)
    rest -= draws.fixed_at(level, method)


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
