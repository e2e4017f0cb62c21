"""Given inputs (the shape of a worked example) become a Method and its Subjects, or a sentence that says why not."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from procurement.cases import fields
from procurement.cases.levels import JOINT_LEVELS, LEVELS, NATIONAL, SUBNATIONAL
from procurement.cases.method import Group, Method, Range, Subject
from procurement.cases.problems import InputProblem

MOST_YEARS, MOST_DRAWS, MOST_COUNCILS = 30, 1_000_000, 1_000_000
MOST_POUNDS, MOST_BIAS = 1e12, 10.0


@dataclass(frozen=True)
class Appraisal:
    """What is to be appraised; `simulated` is False where the inputs ask for no simulation."""

    method: Method
    subjects: tuple[Subject, ...]
    simulated: bool


def read(given: Mapping[str, object]) -> Appraisal:
    """Raises InputProblem where a key is missing or a value impossible; a missing `simulation` is allowed."""
    method = _method(given)
    simulated = "simulation" in given
    if simulated:
        method = replace(method, **_simulation(given))
    subjects = tuple(_subject(given, item, simulated) for item in fields.entries(given, "categories"))
    names = [subject.name for subject in subjects]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise InputProblem(f'The category "{twice[0]}" is given twice; give each category once.')
    return Appraisal(method, subjects, simulated)


def _method(given: Mapping[str, object]) -> Method:
    years = fields.whole(given, "years", 1, MOST_YEARS)
    benefits = fields.share(given, "optimism_bias.benefits")
    costs = fields.number(given, "optimism_bias.costs", 0, MOST_BIAS)
    return Method(
        discount_rate=fields.share(given, "discount_rate"),
        ramp=fields.numbers(given, "ramp", 0, 1, length=years),
        set_up_cost=_by_level(given, "set_up_cost", MOST_POUNDS),
        run_cost=_by_level(given, "run_cost", MOST_POUNDS),
        transition_cost=fields.number(given, "transition_cost", 0, MOST_POUNDS),
        avoided_competition=fields.number(given, "avoided_competition", 0, MOST_POUNDS),
        benefits_bias=benefits,
        costs_bias=costs,
        reach_gates=_by_level(given, "gates.market_reach", 1),
        hhi_start=fields.number(given, "gates.hhi", 0, 10_000),
        benefits_bias_drawn=Range(benefits, benefits, benefits),
        costs_bias_drawn=Range(costs, costs, costs),
    )


def _simulation(given: Mapping[str, object]) -> dict[str, Any]:
    return {
        "draws": fields.whole(given, "simulation.draws", 10, MOST_DRAWS),
        "seed": fields.whole(given, "simulation.seed", 0, 2**32 - 1),
        "benefits_bias_drawn": fields.triple(given, "simulation.optimism_bias.benefits", 0, 1),
        "costs_bias_drawn": fields.triple(given, "simulation.optimism_bias.costs", 0, MOST_BIAS),
    }


def _by_level(given: object, path: str, high: float) -> dict[str, float]:
    return {level: fields.number(given, f"{path}.{level}", 0, high) for level in JOINT_LEVELS}


def _subject(given: Mapping[str, object], item: object, simulated: bool) -> Subject:
    name = fields.text(item, "name")
    try:
        return _named_subject(given, item, name, simulated)
    except InputProblem as problem:
        raise InputProblem(f"{name}: {problem}") from problem


def _named_subject(given: Mapping[str, object], item: object, name: str, simulated: bool) -> Subject:
    saving = fields.number(item, "saving_per_tenfold", -1, 1)
    return Subject(
        name=name,
        groups=_groups(given, item),
        saving_per_tenfold=saving,
        saving_cap=fields.share(item, "saving_cap"),
        take_up=_by_level(item, "take_up", 1),
        saving_drawn=_saving_drawn(given, saving) if simulated else Range(saving, saving, saving),
        take_up_drawn={level: _take_up_drawn(given, level) for level in JOINT_LEVELS} if simulated else {},
        barred=_barred(item),
    )


def _saving_drawn(given: Mapping[str, object], saving: float) -> Range:
    times = fields.triple(given, "simulation.saving_per_tenfold", -10, 10)
    ends = sorted((saving * times.low, saving * times.high))
    return Range(ends[0], saving * times.default, ends[1])


def _take_up_drawn(given: Mapping[str, object], level: str) -> Range:
    return fields.triple(given, f"simulation.take_up.{level}", 0, 1)


def _barred(item: object) -> frozenset[str]:
    barred = frozenset(str(level) for level in fields.entries(item, "barred"))
    unknown = sorted(barred - set(LEVELS))
    if unknown:
        raise InputProblem(f'"barred" names "{unknown[0]}"; the levels are {", ".join(LEVELS)}.')
    return barred


def _groups(given: Mapping[str, object], item: object) -> dict[str, tuple[Group, ...]]:
    """Equal councils: councils / hub_size hubs alike, and one national group of them all."""
    councils = fields.number(given, "councils", 1, MOST_COUNCILS)
    size = fields.number(given, "hub_size", 1, councils)
    spend = fields.number(item, "spend_per_council", 0, MOST_POUNDS)
    each = spend * fields.share(item, "influenceable") * fields.share(item, "common")
    hhi = {level: fields.number(item, f"hhi.{level}", 0, 10_000) for level in JOINT_LEVELS}
    reach = {level: fields.share(item, f"market_reach.{level}") for level in JOINT_LEVELS}
    hub = Group("hub", size, size * each, hhi[SUBNATIONAL], reach[SUBNATIONAL], councils / size)
    nation = Group("England", councils, councils * each, hhi[NATIONAL], reach[NATIONAL])
    return {SUBNATIONAL: (hub,), NATIONAL: (nation,)}
