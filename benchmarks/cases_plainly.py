"""The range of one grouping by a loop over the draws, in Python alone."""

from math import log10

from procurement.cases.case import Case
from procurement.cases.levels import SUBNATIONAL
from procurement.cases.method import Group, Method, Range


def plainly(case: Case, group: Group, level: str, uniform: list[list[float]]) -> tuple[float, float, float]:
    """p10, p50 and p90 of one grouping by a loop over the draws, in Python alone."""
    method, subject = case.method, case.subject
    factors = [(1 + method.discount_rate) ** -year for year in range(1, len(method.ramp) + 1)]
    ramped = sum(ramp * factor for ramp, factor in zip(method.ramp, factors, strict=True))
    kept = max(0.25, 1 - 0.75 * max(group.hhi - method.hhi_start, 0) / (10_000 - method.hhi_start))
    fixed = method.set_up_cost[level] + method.run_cost[level] * sum(factors)
    worths = []
    for row in uniform:
        rate, take_up, benefits_bias, costs_bias = _inputs(case, level, method, row)
        joining = take_up * group.councils
        saving = min(subject.saving_cap, rate * log10(max(joining, 1.0))) * kept
        gain = take_up * group.addressable * saving * (1 - benefits_bias) * ramped
        own = joining * (method.avoided_competition * factors[0] - method.transition_cost)
        worths.append(gain + own - fixed * (1 + costs_bias))
    worths.sort()
    p10, p50, p90 = (worths[int(share * len(worths))] for share in (0.1, 0.5, 0.9))
    return p10, p50, p90


def _inputs(case: Case, level: str, method: Method, row: list[float]) -> tuple[float, float, float, float]:
    take_up = row[1] if level == SUBNATIONAL else row[2]
    return (
        _triangular(row[0], case.subject.saving_drawn),
        _triangular(take_up, case.subject.take_up_drawn[level]),
        _triangular(row[3], method.benefits_bias_drawn),
        _triangular(row[4], method.costs_bias_drawn),
    )


def _triangular(uniform: float, spread: Range) -> float:
    turn = (spread.default - spread.low) / (spread.high - spread.low)
    if uniform > turn:
        return spread.high - (spread.high - spread.low) * ((1 - uniform) * (1 - turn)) ** 0.5
    return spread.low + (spread.high - spread.low) * (uniform * turn) ** 0.5
