"""The answer in plain English: why this level, and what would change it. Text in, text out."""

from collections import Counter
from collections.abc import Sequence

from procurement.cases import sensitivity
from procurement.cases.case import Case
from procurement.cases.decision import Decision
from procurement.cases.level_steps import NOT_BOUGHT
from procurement.cases.levels import JOINT_LEVELS, LOCAL, NATIONAL, NOT_ENOUGH_EVIDENCE
from procurement.cases.method import Range
from procurement.cases.pounds import out_of_ten, percent, percents, pounds
from procurement.cases.saving import HHI_LARGEST
from procurement.cases.settings import set_hhi
from procurement.cases.step import FAIL, Step
from procurement.in_words import counted, listed

PLACES = {
    "region": "in each region",
    "county": "in each county area",
    "combined-authority": "in each combined authority",
    "hub": "in each hub",
    "proposed": "in groups of near councils that share suppliers",
    "": "with neighbouring councils",
}
REASONS = {
    2: "the law or the market bars it",
    3: "too little of the spend is with suppliers they have in common ({step.figure}; {step.threshold} is needed)",
    4: "it would not pay, or not surely enough ({step.figure}; the need is {step.threshold})",
    5: "too few councils would gain ({step.figure}; {step.threshold} is needed)",
    6: "voluntary suppliers would be hurt ({step.figure}; {step.threshold} is needed)",
    7: "too little of the spend is free soon enough ({step.figure}; {step.threshold} is needed)",
}
NEEDED = {
    2: "the bar were lifted",
    3: "suppliers in common held {step.threshold} of the spend (now {step.figure})",
    4: "it paid more surely ({step.threshold} chance; now {step.figure})",
    5: "{step.threshold} of councils gained (now {step.figure})",
    6: "lots were designed for voluntary suppliers",
    7: "{step.threshold}",
}
VARIED = "the saving, how many councils join and both allowances for optimism"
"""What the draws of the simulation vary; every other assumption stays at its default."""

LIMITS = (
    "The saving grows with the logarithm of joint volume: a simple model, not an estimated law.",
    "Set-up and running costs, and the gates, are assumptions and can be changed.",
    "National means the councils in this store, and not every council in England.",
    "Proposed groups are chosen by the payments on which they are then judged, so their reach flatters them.",
    "Prices of single items, sizes and addresses of suppliers, and contract end dates are not in the payments.",
)


def headline(case: Case, decision: Decision) -> str:
    """One sentence for the top of the page."""
    name = case.scope().category
    if decision.answer == NOT_ENOUGH_EVIDENCE:
        return f"{name}: there is not enough evidence to say."
    if not case.is_bought:
        return f"{name}: there is nothing here that councils could buy together."
    if decision.answer == LOCAL:
        return f"{name}: each council should go on buying for itself."
    found = case.joint[decision.answer]
    where = "nationally" if decision.answer == NATIONAL else f"together {PLACES[decision.scheme]}"
    years = len(case.method.ramp)
    return f"{name}: buy {where}. {found.councils} councils could gain {pounds(found.npv)} over {years} years."


def why(case: Case, decision: Decision) -> list[str]:
    """Why this level and no other: a sentence for the answer, then one for each level that was turned down."""
    if decision.answer == NOT_ENOUGH_EVIDENCE:
        return [f"{step.question} {step.figure}; needed: {step.threshold}." for step in _lacking(decision)]
    said = [_gain(case, decision.answer)] if decision.answer in JOINT_LEVELS else []
    for level in JOINT_LEVELS:
        if level != decision.answer:
            said.append(_turned_down(case, decision, level))
    return said + [step.sentence for step in decision.conditions]


def what_would_change_it(case: Case, decision: Decision) -> list[str]:
    """The facts that would turn the answer, nearest first by level."""
    if decision.answer == NOT_ENOUGH_EVIDENCE:
        return [step.sentence for step in _lacking(decision)]
    if not case.is_bought:
        return ["Nothing that councils could do by buying otherwise."]
    if decision.answer in JOINT_LEVELS:
        return _turning_points(case, decision.answer)
    said = [sentence for level in JOINT_LEVELS for sentence in _would_pass(decision, level)]
    return said or ["Nothing that the payments show."]


def lacking(decided: Sequence[tuple[Case, Decision]]) -> list[str]:
    """What categories without enough evidence lack, what most of them lack first: how many, and what to do."""
    missing = [step for _, decision in decided if decision.answer == NOT_ENOUGH_EVIDENCE for step in _lacking(decision)]
    kinds = Counter((step.question, step.threshold, step.sentence) for step in missing)
    return [
        f"{counted(number, 'category does', 'categories do')} not pass “{question}” (needed: {threshold}). {sentence}"
        for (question, threshold, sentence), number in kinds.most_common()
    ]


def _lacking(decision: Decision) -> list[Step]:
    """The tests of the evidence that fail."""
    return [step for step in decision.steps if step.step == 1 and step.outcome == FAIL]


def _gain(case: Case, level: str) -> str:
    found = case.joint[level]
    return (
        f"It is expected to save {pounds(found.worth.steady_saving.item())} a year once running, and it gains "
        f"{out_of_ten(found.spread.chance_of_gain)} when {VARIED} vary "
        f"(8 times in 10 between {pounds(found.spread.p10)} and {pounds(found.spread.p90)}, with "
        f"{pounds(found.spread.p50)} in the middle)."
    )


def _level_words(case: Case, level: str) -> str:
    return "nationally" if level == NATIONAL else PLACES[case.joint[level].scheme]


def _turned_down(case: Case, decision: Decision, level: str) -> str:
    if not case.is_bought:
        return f"Not {_level_words(case, level)}: {NOT_BOUGHT}"
    failed = _failed(decision, level)
    if failed:
        reasons = listed([REASONS[step.step].format(step=step) for step in failed], len(failed))
        bar = f" {case.family.bar_reason} ({case.family.bar_source})." if level in case.family.barred else ""
        return f"Not {_level_words(case, level)}: {reasons}.{bar}"
    if case.npv(level) <= case.npv(decision.answer):
        return f"Not {_level_words(case, level)}: it would be worth less, {pounds(case.npv(level))}."
    return f"Not {_level_words(case, level)}: worth {pounds(case.npv(level))}, but not surely enough the best."


def _failed(decision: Decision, level: str) -> list[Step]:
    return [step for step in decision.steps if step.level == level and step.outcome == FAIL and step.step < 8]


def _would_pass(decision: Decision, level: str) -> list[str]:
    failed = _failed(decision, level)
    if not failed:
        return []
    way = "Buying nationally" if level == NATIONAL else "Buying with neighbouring councils"
    needed = [NEEDED[step.step].format(step=step) for step in failed]
    return [f"{way} would be right only if {listed(needed, len(needed))}."]


def _turning_points(case: Case, level: str) -> list[str]:
    setting = sensitivity.Setting(level, case.subject, case.method, case.joint[level].groups)
    take_up = sensitivity.switches_at(setting, sensitivity.set_take_up, Range(0, case.subject.take_up[level], 1))
    saving_range = Range(0, case.subject.saving_per_tenfold, 0.25)
    saving = sensitivity.switches_at(setting, sensitivity.set_saving, saving_range)
    reach, needed = percents(case.joint[level].reach, case.method.reach_gates[level])
    said = [f"It rests on a market in common: {reach} of the spend is with suppliers who serve it, {needed} is needed."]
    hhi = sensitivity.switches_at(setting, set_hhi, Range(0, HHI_LARGEST / 2, HHI_LARGEST))
    if hhi is not None:
        said.append(f"If suppliers were so few that the HHI passed {hhi:,.0f}, it would not pay.")
    if take_up is not None:
        now = percent(case.subject.take_up[level])
        said.insert(0, f"If fewer than {percent(take_up, 1)} of councils joined ({now} is expected), it would not pay.")
    if saving is not None:
        now = percent(case.subject.saving_per_tenfold, 1)
        said.insert(1, f"If ten times the volume saved less than {percent(saving, 1)} ({now} is assumed), "
                       "it would not pay.")  # fmt: skip
    return said
