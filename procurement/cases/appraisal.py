"""The arithmetic of a business case on given inputs: nothing measured, nothing stored."""

from collections.abc import Mapping
from typing import Any, cast

from procurement.cases import gates, inputs, simulation, worth, years
from procurement.cases.draws import Draws, uniforms
from procurement.cases.inputs import Appraisal
from procurement.cases.levels import JOINT_LEVELS, LEVELS, LOCAL
from procurement.cases.method import Group, Method, Subject

SURE_OF_GAIN = 0.8
SURE_OF_BEST = 0.6


def appraise(given: Mapping[str, object], draws: int | None = None) -> dict[str, Any]:
    """Each category's worth at each level, what fails, the level to recommend, and how sure that is.

    given: the shape of a worked example's inputs; pounds a year, shares as fractions. draws: in place of
    `simulation.draws`. Returns a dictionary by category name; no categories give an empty one. Pounds are
    rounded to the penny here and nowhere before. Raises InputProblem in a plain sentence.
    """
    asked = inputs.read(_with_draws(given, draws))
    return {subject.name: _category(asked, subject) for subject in asked.subjects}


def _with_draws(given: Mapping[str, object], draws: int | None) -> Mapping[str, object]:
    planned = given.get("simulation")
    if draws is None or not isinstance(planned, Mapping):
        return given
    return {**given, "simulation": {**cast(Mapping[str, object], planned), "draws": draws}}


def _category(asked: Appraisal, subject: Subject) -> dict[str, Any]:
    levels: dict[str, dict[str, Any]] = {LOCAL: {"npv": 0.0, "gates_failed": []}}
    levels |= {level: _level(level, subject, asked.method) for level in JOINT_LEVELS}
    found: dict[str, Any] = {"levels": levels, "recommended": recommend(levels)}
    if asked.simulated:
        found["simulation"] = _simulated(subject, asked.method)
        found["recommended_after_risk"] = recommend_after_risk(levels, found["simulation"])
    found["discount_factors"] = [round(float(factor), 6) for factor in asked.method.factors]
    return found


def recommend(levels: Mapping[str, Mapping[str, Any]]) -> str:
    """The level of greatest NPV of those that fail no gate; on a tie the more local."""
    passing = [level for level in LEVELS if not levels[level]["gates_failed"]]
    return max(passing, key=lambda level: (levels[level]["npv"], -LEVELS.index(level)))


def recommend_after_risk(levels: Mapping[str, Mapping[str, Any]], simulated: Mapping[str, Any]) -> str:
    """As `recommend`, but sure: a chance of 0.8 to gain and of 0.6 to be the best, else the more local stands."""
    best = LOCAL
    for level in JOINT_LEVELS:
        sure = simulated[level]["p_npv_positive"] >= SURE_OF_GAIN and simulated["p_best"][level] >= SURE_OF_BEST
        if not levels[level]["gates_failed"] and sure:
            best = level
    return best


def _level(level: str, subject: Subject, method: Method) -> dict[str, Any]:
    groups = subject.groups[level]
    found = worth.at_level(groups, level, subject, method, worth.expected(subject, method, level))
    npv, cost = float(found.npv[0]), float(found.pv_cost[0])
    reach, gate = gates.reach_of(groups), method.reach_gates[level]
    each = float(found.participants[0]) / found.groups
    return {
        "addressable_per_council": round(_per_council(groups), 2),
        "participants": round(each, 6),
        "volume_ratio": round(max(each, 1.0), 6),
        "saving_rate": round(float(found.rate[0]), 6),
        "participating_spend": round(float(found.spend[0]), 2),
        "steady_saving": round(float(found.steady_saving[0]), 2),
        "pv_benefit": round(float(found.pv_benefit[0]), 2),
        "pv_cost": round(cost, 2),
        "npv": round(npv, 2),
        "bcr": round(float(found.pv_benefit[0]) / cost, 4) if cost > 0 else None,
        "gates_failed": gates.failures(level, reach, gate, subject.barred, npv),
        "yearly_cash": _rounded(years.cash(groups, level, subject, method)),
    }


def _per_council(groups: tuple[Group, ...]) -> float:
    councils = sum(group.councils * group.copies for group in groups)
    return sum(group.addressable * group.copies for group in groups) / councils


def _rounded(rows: list[dict[str, float]]) -> list[dict[str, float]]:
    return [{key: round(amount, 6 if key == "discount_factor" else 2) for key, amount in row.items()} for row in rows]


def _simulated(subject: Subject, method: Method) -> dict[str, Any]:
    draws = Draws(uniforms(method.draws, method.seed))
    npv = simulation.simulate(subject, method, subject.groups, draws)
    allowed = frozenset(level for level in JOINT_LEVELS if not _market_failures(level, subject, method))
    found: dict[str, Any] = {}
    for level in JOINT_LEVELS:
        spread = simulation.spread(npv[level])
        found[level] = {"p10": round(spread.p10), "p50": round(spread.p50), "p90": round(spread.p90)}
        found[level]["p_npv_positive"] = round(spread.chance_of_gain, 4)
    chances = simulation.chance_of_best(npv, allowed)
    found["p_best"] = {level: round(chance, 4) for level, chance in chances.items()}
    return found


def _market_failures(level: str, subject: Subject, method: Method) -> list[str]:
    reach = gates.reach_of(subject.groups[level])
    return gates.market_failures(level, reach, method.reach_gates[level], subject.barred)
