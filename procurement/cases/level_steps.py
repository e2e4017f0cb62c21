"""Steps 2 to 7, for one joint level: allowed, market, pays, pays each, who is hurt, can it start."""

from procurement.cases import councils
from procurement.cases.case import Case, Found
from procurement.cases.pounds import out_of_ten, percent, pounds
from procurement.cases.step import CONDITION, FAIL, NOT_KNOWN, PASS, Step


def steps(case: Case, level: str, rule: str, lots_designed: bool) -> list[Step]:
    """The six steps in their order; where no group is large enough, one step that says so."""
    found = case.joint[level]
    if not found.groups:
        least = f"at least {case.assumptions.number('min_councils'):g} councils"
        sentence = "No grouping of councils is large enough to buy together."
        return [Step(3, level, "Is there a market?", "no group", least, FAIL, sentence)]
    return [
        _allowed(case, level),
        _market(case, found),
        _pays(case, found),
        _pays_each(case, level, rule),
        _hurt(case, level, lots_designed),
        _start(case, level),
    ]


def _allowed(case: Case, level: str) -> Step:
    barred = level in case.family.barred
    words = f"{case.family.bar_reason} ({case.family.bar_source})." if barred else "No bar is known for this category."
    figure = "barred" if barred else "not barred"
    return Step(2, level, "Is it allowed?", figure, "no statutory or market bar", FAIL if barred else PASS, words)


def _market(case: Case, found: Found) -> Step:
    gate = case.method.reach_gates[found.level]
    passed = found.reach >= gate
    who = "two or more councils of the group" if found.level == "subnational" else "three or more regions"
    sentence = f"{percent(found.reach)} of the spend is with suppliers who serve {who}."
    if not passed:
        sentence += " That is too little: the suppliers are not the same ones."
    return Step(
        3, found.level, "Is there a market?", percent(found.reach), f"at least {percent(gate)}",
        PASS if passed else FAIL, sentence,
    )  # fmt: skip


def _pays(case: Case, found: Found) -> Step:
    least = case.assumptions.number("min_chance_of_gain")
    chance = found.spread.chance_of_gain
    passed = found.npv > 0 and chance >= least
    years = len(case.method.ramp)
    sentence = (
        f"Expected to be worth {pounds(found.npv)} over {years} years; between {pounds(found.spread.p10)} and "
        f"{pounds(found.spread.p90)} 8 times in 10; it gains {out_of_ten(chance)}."
    )
    figure = f"{pounds(found.npv)}; {percent(chance)} chance of a gain"
    threshold = f"above £0; at least {percent(least)}"
    return Step(4, found.level, "Does it pay?", figure, threshold, PASS if passed else FAIL, sentence)


def _pays_each(case: Case, level: str, rule: str) -> Step:
    least = case.assumptions.number("min_share_of_gainers")
    share = councils.share_of_gainers(councils.share(case, level, rule))
    figure = f"{percent(share)} of councils gain"
    passed = share >= least
    sentence = f"Where {councils.RULES[rule]}."
    return Step(
        5, level, "Does it pay each council?", figure, f"at least {percent(least)}", PASS if passed else FAIL, sentence
    )


def _hurt(case: Case, level: str, lots_designed: bool) -> Step:
    question, limit = "Who is hurt?", case.assumptions.number("max_voluntary_share")
    threshold = f"at most {percent(limit)} with charities, or lots designed"
    share, known = case.whole["charity_share"], case.whole["known_kind_share"]
    if not isinstance(share, float) or not isinstance(known, float):
        return Step(6, level, question, "not known", threshold, NOT_KNOWN, "The kinds of supplier are not known.")
    figure = f"{percent(share)} with charities (kind known for {percent(known)})"
    if share <= limit or lots_designed:
        return Step(6, level, question, figure, threshold, PASS, "Size and address of suppliers are not in the data.")
    sentence = "Design lots that charities can win before going on; size and address of suppliers are not in the data."
    return Step(6, level, question, figure, threshold, CONDITION, sentence)


def _start(case: Case, level: str) -> Step:
    least = percent(case.assumptions.number("min_unlocked_share"))
    sentence = "Payments do not show when contracts end: look in the contract registers before committing."
    threshold = f"at least {least} of the spend free within 24 months"
    return Step(7, level, "Can it start?", "not known", threshold, NOT_KNOWN, sentence)
