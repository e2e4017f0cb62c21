"""How sure the answer is: the whole range of assumptions drawn at once, in arrays."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from procurement.cases import saving, worth
from procurement.cases.levels import JOINT_LEVELS, LOCAL, NATIONAL, SUBNATIONAL
from procurement.cases.method import Group, Method, Range, Subject
from procurement.cases.saving import Numbers

DRAWN = ("saving_per_tenfold", "take_up_subnational", "take_up_national", "benefits_bias", "costs_bias")


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
class Simulated:
    """Each group's spread, in the order given, and the net present value of chosen groups together, a number a draw."""

    spreads: tuple[Spread, ...]
    npv: Numbers


def simulate_groups(
    groups: Sequence[Group], level: str, subject: Subject, method: Method, draws: Draws, chosen: frozenset[int]
) -> Simulated:
    """Every group of a level by itself; `npv` of those whose number in the order is in `chosen`.

    The saving is the same draw at every level, and so are both biases. Groups of as many councils share a rate.
    """
    spreads: dict[int, Spread] = {}
    together = np.zeros(len(draws.uniform))
    for number, npv in _each(groups, level, subject, method, draws):
        if number in chosen:
            together += npv
        spreads[number] = spread(npv)
    return Simulated(tuple(spreads[number] for number in range(len(groups))), together)


def _each(
    groups: Sequence[Group], level: str, subject: Subject, method: Method, draws: Draws
) -> Iterator[tuple[int, Numbers]]:
    """The number of each group and its net present value a draw; the array is used again for the next group."""
    worth = np.empty(len(draws.uniform))
    by_size = sorted(range(len(groups)), key=lambda number: groups[number].councils)
    unit, rest, size = worth, worth, -1.0
    for number in by_size:
        group = groups[number]
        if group.councils != size:
            size = group.councils
            unit, rest = _per_pound(size, level, subject, method, draws), _rest(size, level, subject, method, draws)
        kept = saving.concentration_factor(group.hhi, method.hhi_start)
        np.multiply(unit, group.addressable * kept * group.copies, out=worth)
        worth += rest if group.copies == 1.0 else rest * group.copies
        yield number, worth


def _per_pound(size: float, level: str, subject: Subject, method: Method, draws: Draws) -> Numbers:
    """Present value of the savings of a group of `size` councils for a pound of addressable spend a year."""
    take_up = (f"take_up_{level}", subject.take_up_drawn[level])
    decades = np.maximum(draws.log_of(*take_up) + np.log10(size), 0.0) if size else np.zeros(len(draws.uniform))
    rate = np.minimum(subject.saving_cap, draws.of("saving_per_tenfold", subject.saving_drawn) * decades)
    rate *= draws.of(*take_up)
    rate *= 1.0 - draws.of("benefits_bias", method.benefits_bias_drawn)
    return rate * float(np.dot(method.ramp, method.factors))


def _rest(size: float, level: str, subject: Subject, method: Method, draws: Draws) -> Numbers:
    """Competitions avoided, less changing over and the joint costs, of a group of `size` councils."""
    factors = method.factors
    own = size * (method.avoided_competition * factors.item(0) - method.transition_cost)
    fixed = method.set_up_cost[level] + method.run_cost[level] * float(factors.sum())
    take_up = draws.of(f"take_up_{level}", subject.take_up_drawn[level])
    return take_up * own - fixed * (1.0 + draws.of("costs_bias", method.costs_bias_drawn))


def simulate(
    subject: Subject, method: Method, groups: Mapping[str, tuple[Group, ...]], draws: Draws
) -> dict[str, Numbers]:
    """Net present value at each joint level, a number a draw; `groups` are those that would form."""
    return {level: _together(groups[level], level, subject, method, draws) for level in JOINT_LEVELS}


def _together(groups: Sequence[Group], level: str, subject: Subject, method: Method, draws: Draws) -> Numbers:
    found = np.zeros(len(draws.uniform))
    for _, npv in _each(groups, level, subject, method, draws):
        found += npv
    return found


def spread(npv: Numbers) -> Spread:
    """Percentiles as the sorted draws at index int(p x n), without interpolation.

    Three partitions find the same three values as sorting would: the middle first, then each half by itself.
    """
    ranked, size = npv.copy(), npv.size
    low, middle, high = (int(share * size) for share in (0.1, 0.5, 0.9))
    ranked.partition(middle)
    if low < middle:
        ranked[:middle].partition(low)
    if high > middle:
        ranked[middle + 1 :].partition(high - middle - 1)
    p10, p50, p90 = (ranked.item(at) for at in (low, middle, high))
    return Spread(p10, p50, p90, int(np.count_nonzero(npv > 0)) / size)


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
