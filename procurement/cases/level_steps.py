"""Steps 2 to 7, for one joint level: allowed, market, pays, pays each, who is hurt, can it start."""

from math import ceil

import polars as pl

from procurement.cases import councils, local_economy
from procurement.cases.case import Case, Found
from procurement.cases.pounds import out_of_ten, percent, percents, pounds
from procurement.cases.settings import Setting, scale_addressable
from procurement.cases.step import CONDITION, FAIL, NOT_KNOWN, PASS, Step

LIMITS = {
    local_economy.SMALL: "max_small_share",
    local_economy.VOLUNTARY: "max_voluntary_share",
    local_economy.LOCAL: "max_local_share",
}

NOT_BOUGHT = "Nearly all of it is benefits, taxes, grants or the like, which no way of buying would change."


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
    if not case.is_bought:
        share, least = case.whole["influenceable_share"], case.assumptions.number("min_influenceable_share")
        figure, threshold = f"{percent(float(str(share)))} can be influenced", f"at least {percent(least)}"
        return Step(2, level, "Is there anything to buy?", figure, threshold, FAIL, NOT_BOUGHT)
    words = f"{case.family.bar_reason} ({case.family.bar_source})." if barred else "No bar is known for this category."
    figure = "barred" if barred else "not barred"
    return Step(2, level, "Is it allowed?", figure, "no statutory or market bar", FAIL if barred else PASS, words)


def _market(case: Case, found: Found) -> Step:
    gate = case.method.reach_gates[found.level]
    passed = found.reach >= gate
    share, needed = percents(found.reach, gate)
    who = "two or more councils of the group" if found.level == "subnational" else "three or more regions"
    sentence = f"{share} of the spend is with suppliers who serve {who}."
    if not passed:
        sentence += " That is too little: the suppliers are not the same ones."
    return Step(
        3, found.level, "Is there a market?", share, f"at least {needed}",
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
    share = councils.gaining_share(case, level, rule)
    figure = f"{percent(share)} of councils gain"
    passed = share >= least
    sentence = f"Where {councils.RULES[rule]}."
    return Step(
        5, level, "Does it pay each council?", figure, f"at least {percent(least)}", PASS if passed else FAIL, sentence
    )


def _hurt(case: Case, level: str, lots_designed: bool) -> Step:
    """Pounds at risk in one lot, the worst that can be; over a limit the step holds only where lots are designed."""
    question, given = "Who is hurt?", case.assumptions
    limits = {trait: given.number(name) for trait, name in LIMITS.items()}
    threshold = ", ".join(f"{trait} at most {percent(limit)}" for trait, limit in limits.items()) + ", or lots designed"
    table = case.at_risk(level)
    worst = {row["trait"]: row["at_risk_share"] for row in table.to_dicts() if row["lots"] == local_economy.ONE_LOT}
    known = {trait: share for trait, share in worst.items() if share is not None}
    if not known:
        return Step(6, level, question, "not known", threshold, NOT_KNOWN, "The kinds of supplier are not known.")
    figure = "in one lot " + ", ".join(
        f"{percent(share)} at risk for {trait} suppliers" for trait, share in known.items()
    )
    missing = [trait for trait in limits if trait not in known]
    gap = f" Not known from the payments: which suppliers are {' or '.join(missing)}." if missing else ""
    hurt = [trait for trait, share in known.items() if share > limits[trait]]
    if not hurt or lots_designed:
        sentence = "Lots are designed for them." if hurt else "Few would be hurt even by one lot."
        return Step(6, level, question, figure, threshold, PASS, sentence + gap)
    needed = [_lots(table, trait, limits[trait]) for trait in hurt]
    return Step(
        6, level, question, figure, threshold, CONDITION, f"Design lots before going on: {'; '.join(needed)}.{gap}"
    )


def _lots(table: pl.DataFrame, trait: str, limit: float) -> str:
    lots = local_economy.least_lots(table, trait, limit)
    enough = f"{lots} would do" if lots else "no usual lots are small enough, so keep some of it apart"
    return f"for {trait} suppliers {enough}"


def _start(case: Case, level: str) -> Step:
    least = percent(case.assumptions.number("min_unlocked_share"))
    sentence = "Payments do not show when contracts end: look in the contract registers before committing."
    turn = _least_free(case, level)
    if turn is not None:
        enough = percent(ceil(turn * 100) / 100)
        sentence += f" It is worth it as long as at least {enough} of the spend that could be joint is free."
    threshold = f"at least {least} of the spend free within 24 months"
    return Step(7, level, "Can it start?", "not known", threshold, NOT_KNOWN, sentence)


def _least_free(case: Case, level: str) -> float | None:
    """The share of what could be bought together that must be free to move for the level to be worth something.

    The net present value is a straight line in that share, so its two ends tell where it crosses nought. None where
    it is worth nothing even with all of it, or something without any.
    """
    setting = Setting(level, case.subject, case.method, case.joint[level].groups)
    none, whole = scale_addressable(1.0)(setting, 0.0).npv, setting.npv
    return none / (none - whole) if none < 0 < whole else None
