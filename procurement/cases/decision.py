"""Should councils buy this category together, and at which level: eight steps, each with its figure and threshold."""

from dataclasses import dataclass

import polars as pl

from procurement.cases import councils, evidence_steps, level_steps
from procurement.cases.case import Case
from procurement.cases.levels import JOINT_LEVELS, LEVELS, LOCAL, NOT_ENOUGH_EVIDENCE, WORDS
from procurement.cases.pounds import percent
from procurement.cases.step import CONDITION, FAIL, PASS, Step
from procurement.tables import CASE_STEP


@dataclass(frozen=True)
class Decision:
    """answer: local, subnational, national or not enough evidence; scheme: the grouping, "" where not sub-national."""

    answer: str
    scheme: str
    rule: str
    steps: tuple[Step, ...]

    def table(self) -> pl.DataFrame:
        """The steps as CASE_STEP."""
        return pl.DataFrame([vars(step) for step in self.steps], schema=CASE_STEP)

    @property
    def conditions(self) -> tuple[Step, ...]:
        """Steps of the chosen level that hold only on a condition."""
        return tuple(step for step in self.steps if step.level == self.answer and step.outcome == CONDITION)


def decide(case: Case, rule: str = councils.BY_SPEND, lots_designed: bool = False) -> Decision:
    """The order of an expert: data, law, market, money, members, who is hurt, start, and then the best.

    rule: how costs are shared between councils; lots_designed: whether lots protect small and voluntary suppliers.
    Step 1 fails: not enough evidence. Otherwise the best level that fails no step, by NPV; where its chance of being
    the best is below the threshold, the more local of it and the next likeliest that passes.
    """
    first = evidence_steps.enough_data(case)
    later = [step for level in JOINT_LEVELS for step in level_steps.steps(case, level, rule, lots_designed)]
    failing = {step.level for step in later if step.outcome == FAIL}
    passing = [level for level in LEVELS if level not in failing]
    level, last = _choose(case, passing)
    answer = level if all(step.outcome == PASS for step in first) else NOT_ENOUGH_EVIDENCE
    scheme = case.joint[answer].scheme if answer in JOINT_LEVELS else ""
    return Decision(answer, scheme, rule, (*first, *later, last))


def _choose(case: Case, passing: list[str]) -> tuple[str, Step]:
    """The level, and step 8; `passing` runs from local, which always passes, to national."""
    best = max(passing, key=lambda level: (case.npv(level), -LEVELS.index(level)))
    least = case.assumptions.number("min_chance_of_best")
    chance = case.chance_of_best[best]
    chosen = best
    if chance < least and best != LOCAL:
        rivals = [level for level in passing if level != best]
        rival = max(rivals, key=lambda level: (case.chance_of_best[level], -LEVELS.index(level)))
        chosen = min(best, rival, key=LEVELS.index)
    return chosen, Step(
        step=8,
        level=chosen,
        question="Which level is best?",
        figure=f"{percent(chance)} chance that buying {WORDS[best]} is best",
        threshold=f"at least {percent(least)}",
        outcome=PASS if chosen == best else FAIL,
        sentence=_sentence(best, chosen, passing),
    )


def _sentence(best: str, chosen: str, passing: list[str]) -> str:
    if passing == [LOCAL]:
        return "No joint level passes every step, so each council buys locally."
    if chosen == best:
        return f"Of the levels that pass, buying {WORDS[best]} is worth most."
    return f"Buying {WORDS[best]} is worth most but not surely enough, so the more local level is chosen."
