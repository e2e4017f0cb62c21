"""How sure the answer is: the whole range of assumptions drawn at once, in arrays."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from procurement.cases import worth
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


def draws_at(level: str, subject: Subject, method: Method, uniform: Numbers) -> worth.Draw:
    """The draws that a level sees; saving and both biases are the same draw at every level."""
    take_up = DRAWN.index(f"take_up_{level}")
    return worth.Draw(
        triangular(uniform[:, 0], subject.saving_drawn),
        triangular(uniform[:, take_up], subject.take_up_drawn[level]),
        triangular(uniform[:, 3], method.benefits_bias_drawn),
        triangular(uniform[:, 4], method.costs_bias_drawn),
    )


def simulate(
    subject: Subject, method: Method, groups: Mapping[str, tuple[Group, ...]], uniform: Numbers
) -> dict[str, Numbers]:
    """Net present value at each joint level, a number a draw; `groups` are those that would form."""
    return {
        level: worth.at_level(groups[level], level, subject, method, draws_at(level, subject, method, uniform)).npv
        for level in JOINT_LEVELS
    }


def spread(npv: Numbers) -> Spread:
    """Percentiles as the sorted draws at index int(p x n), without interpolation."""
    ranked: Numbers = np.sort(npv)
    p10, p50, p90 = (ranked.item(int(share * ranked.size)) for share in (0.1, 0.5, 0.9))
    return Spread(p10, p50, p90, float(np.mean(npv > 0)))


def chance_of_best(npv: Mapping[str, Numbers], allowed: frozenset[str]) -> dict[str, float]:
    """How often each level has the greatest net present value; local is worth nought in every draw.

    A level outside `allowed` (its market reach or a statutory bar fails) is never best. Whether it pays is not
    a condition: that is what is drawn. On a tie the more local level is best.
    """
    local = np.zeros_like(npv[NATIONAL])
    columns = [local] + [npv[level] if level in allowed else np.full_like(local, -np.inf) for level in JOINT_LEVELS]
    best = np.argmax(np.stack(columns), axis=0)
    return {level: (best == index).mean().item() for index, level in enumerate((LOCAL, SUBNATIONAL, NATIONAL))}
