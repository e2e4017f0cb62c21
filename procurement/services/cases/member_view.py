"""A business case for an elected member: five plain figures and what they mean for their council."""

from dataclasses import dataclass
from typing import Any

import polars as pl

from procurement.access import Viewer, check_can_compare
from procurement.cases import pounds
from procurement.cases import words as case_words
from procurement.cases.case import Case
from procurement.cases.levels import JOINT_LEVELS, LOCAL, NATIONAL, NOT_ENOUGH_EVIDENCE
from procurement.services.cases import opportunities
from procurement.services.cases.opportunities import OpenCase
from procurement.services.desk import Desk
from procurement.ui import words

ANSWERS = {
    LOCAL: "Carry on as now",
    NATIONAL: "Buy nationally",
    "subnational": "Buy with neighbours",
    NOT_ENOUGH_EVIDENCE: "Too early to say",
}
Changes = tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class MemberView:
    """figures: label, value and what it is, five of them; meaning: sentences on what it means for the council."""

    council: str
    figures: list[tuple[str, str, str]]
    meaning: list[str]


def of_category(viewer: Viewer, desk: Desk, level1: str, level2: str, changes: Changes = ()) -> MemberView:
    """The plain view of a case for the viewer's own council, or for all where they have none."""
    check_can_compare(viewer)
    opened = opportunities.open_case(viewer, desk, level1, level2, changes)
    names = dict(desk.authorities.select("authority_code", "name").iter_rows())
    council = names.get(viewer.council, "")
    spent = opened.case.spend.filter(pl.col("authority_code") == viewer.council)
    own = opportunities.view_of(desk, opened).councils.filter(pl.col("authority_code") == viewer.council)
    row = own.row(0, named=True) if own.height else {}
    annual = int((spent if council else opened.case.spend)["annual_pence"].sum())
    shown = _spent(opened.case, viewer.council if council else "", spent)
    meaning = _meaning(opened, council, annual, row) + _of_few_months(opened.case, viewer.council, council)
    return MemberView(council, [shown, *_figures(opened, council, row)], meaning)


def _spent(case: Case, code: str, own: pl.DataFrame) -> tuple[str, str, str]:
    """What a council, or all of them, spend in a year; of a council with too few months, what is stored of it."""
    if not code:
        short = sum(case.lacks_a_year(one) for one in case.annual_pence)
        few = f"; of {short} of {words.count(len(case.annual_pence), 'council')}, from too few months" if short else ""
        of = f"on this, all councils here: what is stored, made up to a year{few}"
        return "Councils spend", f"{words.pounds(int(case.spend['annual_pence'].sum()))} a year", of
    if not case.lacks_a_year(code):
        of = "on this, our council: what is stored, made up to a year"
        return "We spend", f"{words.pounds(int(own['annual_pence'].sum()))} a year", of
    stored = f"on this, our council, in {words.count(case.months[code], 'stored month')}: too few to tell a year"
    return "We spent", words.pounds(int(own["spend_pence"].sum())), stored


def _of_few_months(case: Case, code: str, council: str) -> list[str]:
    """That what is said of a council rests on little."""
    if not council or not case.lacks_a_year(code):
        return []
    stored = words.count(case.months[code], "month")
    needed = f"{case.assumptions.number('min_months'):g}"
    return [f"Only {stored} of {council}'s payments can be used; {needed} are needed to tell a year."]


def _figures(opened: OpenCase, council: str, row: dict[str, Any]) -> list[tuple[str, str, str]]:
    """The other four."""
    answer, years = opened.decision.answer, len(opened.case.method.ramp)
    whose = "our council" if council else "all councils here"
    if answer == NOT_ENOUGH_EVIDENCE:
        return [("The answer", ANSWERS[answer], "too little is known"), *_not_known(years)]
    if answer not in JOINT_LEVELS:
        return [("The answer", ANSWERS[answer], "each council buys for itself"), *_unchanged(years)]
    found = opened.case.joint[answer]
    worth = row.get("npv_pence", 0) if council else round(found.npv * 100)
    cost = row.get("cost_pence", 0) if council else round(float(found.worth.pv_cost[0]) * 100)
    partners = next((len(group.codes) for group in found.groups if group.place == row.get("place")), found.councils)
    sure = f"{pounds.out_of_ten(found.spread.chance_of_gain)}"
    return [
        ("The answer", ANSWERS[answer], words.count(partners, "council") + " could buy together"),
        ("Better off by", words.pounds(worth), f"over {years} years, after costs, {whose}"),
        ("It would cost", words.pounds(cost), f"over {years} years, {whose}: setting up, running, changing over"),
        ("How sure", sure[0].upper() + sure[1:], "the councils together end up better off"),
    ]


def _not_known(years: int) -> list[tuple[str, str, str]]:
    return [
        ("Better off by", "Not known", f"over {years} years"),
        ("It would cost", "Not known", f"over {years} years"),
        ("How sure", "Not at all", "what would give an answer is said below"),
    ]


def _unchanged(years: int) -> list[tuple[str, str, str]]:
    nothing = "nothing changes"
    return [
        ("Better off by", "£0", f"over {years} years: {nothing}"),
        ("It would cost", "£0", nothing),
        ("How sure", "See below", "what would change the answer"),
    ]


def _meaning(opened: OpenCase, council: str, annual: int, row: dict[str, Any]) -> list[str]:
    """What it means, without a word that needs explaining."""
    answer, us = opened.decision.answer, council or "A council"
    if answer == NOT_ENOUGH_EVIDENCE:
        return ["There is not enough information yet, so nothing should be decided on it.",
                *case_words.what_would_change_it(opened.case, opened.decision)]  # fmt: skip
    if council and annual == 0:
        return [f"{us} buys none of this, so the answer changes nothing for it."]
    if answer == LOCAL:
        return [f"{us} goes on buying this for itself.",
                "It is not shown that buying it together is both possible and worth while.",
                *case_words.what_would_change_it(opened.case, opened.decision)]  # fmt: skip
    if council and not row:
        return [f"Others could gain by buying together, but {us} is in none of the groups that could do so.",
                f"{us} goes on buying this for itself."]  # fmt: skip
    how = "all councils that wish to" if answer == NATIONAL else f"others in {row.get('place') or 'its area'}"
    first = f"{us} would buy this together with {how}, instead of alone."
    worth = int(row.get("npv_pence", 0))
    if council and worth <= 0:
        return [first, f"Shared by what each spends, it would leave {us} {words.pounds(-worth)} worse off.",
                "Ask for the costs to be shared another way before saying yes."]  # fmt: skip
    gain = f"After its part of the costs, {us} could expect to be {words.pounds(worth)} better off." if council else ""
    return [part for part in (
        first, gain, "That is an estimate, not a promise: prices, and how many councils join, are not known yet.",
        "Present contracts run on until they end; ask when that is.",
    ) if part]  # fmt: skip
