"""The uncertain inputs of every draw, and what they make of a pound and of a council: each made once."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from procurement.cases.method import Method, Range, Subject
from procurement.cases.saving import Numbers

DRAWN = ("saving_per_tenfold", "take_up_subnational", "take_up_national", "benefits_bias", "costs_bias")

MOST_KEPT = 250
"""Arrays of savings for a pound that are kept, and of the rest: of 100,000 draws 200 MB of each."""


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
    rests: dict[tuple[object, ...], Numbers] = field(default_factory=dict[tuple[object, ...], Numbers])

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
        fixed = _fixed(level, method)
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
        return _kept(self.units, key, lambda: _per_pound(size, level, subject, method, self))

    def rest_of(self, size: float, level: str, subject: Subject, method: Method) -> Numbers:
        """Competitions avoided, less changing over and the joint costs, of a group of `size` councils.

        No category changes it; those used last are kept.
        """
        own = size * (method.avoided_competition * method.factors.item(0) - method.transition_cost)
        take_up = subject.take_up_drawn[level]
        key = (own, level, take_up, _fixed(level, method), method.costs_bias_drawn)
        return _kept(self.rests, key, lambda: self._rest(own, level, take_up, method))

    def _rest(self, own: float, level: str, take_up: Range, method: Method) -> Numbers:
        rest = self.of(f"take_up_{level}", take_up) * own
        rest -= self.fixed_at(level, method)
        return rest


def _fixed(level: str, method: Method) -> float:
    """Pounds of setting up one group and running it over the years, before optimism bias."""
    return method.set_up_cost[level] + method.run_cost[level] * float(method.factors.sum())


def _kept(shelf: dict[tuple[object, ...], Numbers], key: tuple[object, ...], make: Callable[[], Numbers]) -> Numbers:
    """What stands on the shelf under a key, or is made; of the MOST_KEPT on it the one used longest ago is let go."""
    found = shelf.pop(key, None)
    if found is None:
        if len(shelf) >= MOST_KEPT:
            shelf.pop(next(iter(shelf)), None)  # another reader of the same case may have taken it
        found = make()
    shelf[key] = found
    return found


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
