"""What a case means for each council: its own share of the gain and the cost, adding up to the whole to the penny."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from procurement.cases.case import Case
from procurement.cases.method import Group
from procurement.cases.saving import Numbers
from procurement.cases.worth import Worth, expected, value
from procurement.tables import CASE_COUNCIL

BY_SPEND, EQUALLY, SHARE_THE_GAIN, LEVY = "by spend", "equally", "share the gain", "levy"
MAKE_GOOD = "make good"
RULES = {
    BY_SPEND: "the joint costs are shared in proportion to addressable spend",
    EQUALLY: "the joint costs are shared equally",
    SHARE_THE_GAIN: "the net gain is shared in proportion to addressable spend, so nobody loses if the group gains",
    MAKE_GOOD: "the joint costs are shared by spend, and those who gain make up, by their gain, what others lose",
    LEVY: "each council pays a levy on its spend, and the hub carries the joint costs",
}
HUB = ""


def share(case: Case, level: str, rule: str = BY_SPEND) -> pl.DataFrame:
    """CASE_COUNCIL for the groups of a level; their NPVs (and the hub's) add up to the level's, to the penny.

    A council pays either its share of the joint costs or a levy, never both, besides its own changing over.
    Expected values: a council that joins with chance P has P times what it would gain. Raises KeyError for an
    unknown rule. No groups give an empty table.
    """
    if rule not in RULES:
        raise KeyError(f"There is no sharing rule {rule}")
    frames = [of_group(case, level, group, rule) for group in case.joint[level].groups]
    return pl.concat([pl.DataFrame(schema=CASE_COUNCIL), *frames])


def share_of_gainers(councils: pl.DataFrame) -> float:
    """The share of councils whose own NPV is above nought; 0 where there are none."""
    rows = councils.filter(pl.col("authority_code") != HUB)
    return sum(rows["gains"].to_list()) / rows.height if rows.height else 0.0


def group_pence(worth: Worth) -> tuple[int, int]:
    """Present values of benefit and cost in whole pence, as every table shows them."""
    return round(worth.pv_benefit.item() * 100), round(worth.pv_cost.item() * 100)


def gaining_share(case: Case, level: str, rule: str) -> float:
    """`share_of_gainers` of a level's groups under a rule; 0 where there are none. KeyError for an unknown rule."""
    if rule not in RULES:
        raise KeyError(f"There is no sharing rule {rule}")
    parts = [_parts(case, level, group, rule) for group in case.joint[level].groups]
    gains = [b > c for part in parts for b, c in zip(part.benefit, part.cost, strict=True)]
    return sum(gains) / len(gains) if gains else 0.0


@dataclass(frozen=True)
class _Parts:
    """A group's councils in order of code, what each spends and is given, in pence; joint: the costs they share."""

    codes: list[str]
    annual: list[int]
    benefit: list[int]
    cost: list[int]
    paid: list[int]
    joint: int
    weight: Numbers


def of_group(case: Case, level: str, group: Group, rule: str) -> pl.DataFrame:
    """CASE_COUNCIL of one group, whether or not it is one of the level's."""
    parts = _parts(case, level, group, rule)
    rows = pl.DataFrame(
        {
            "authority_code": parts.codes,
            "annual_pence": parts.annual,
            "addressable_pence": adding_up(parts.weight * group.addressable * 100, round(group.addressable * 100)),
            "benefit_pence": parts.benefit,
            "cost_pence": parts.cost,
        }
    )
    if rule == LEVY:
        rows = rows.vstack(_hub(sum(parts.paid), parts.joint))
    npv = pl.col("benefit_pence") - pl.col("cost_pence")
    named = rows.with_columns(npv.alias("npv_pence"), (npv > 0).alias("gains"))
    return named.with_columns(level=pl.lit(level), place=pl.lit(group.place)).select(CASE_COUNCIL.names())


def _parts(case: Case, level: str, group: Group, rule: str) -> _Parts:
    take_up, method = case.subject.take_up[level], case.method
    codes = sorted(group.codes)
    annual = [case.annual_pence[code] for code in codes]
    weight: Numbers = np.asarray(annual, dtype=np.float64) / sum(annual)
    whole = value(group, level, case.subject, method, expected(case.subject, method, level))
    benefit_pence, cost_pence = group_pence(whole)
    avoided = take_up * method.avoided_competition * method.factors.item(0) * 100
    benefit = adding_up(weight * (benefit_pence - avoided * len(weight)) + avoided, benefit_pence)
    own = [round(take_up * method.transition_cost * 100)] * len(weight)
    joint = cost_pence - sum(own)
    paid = _charges(rule, weight, joint, benefit_pence - cost_pence, np.subtract(benefit, own).astype(np.float64))
    if rule == LEVY:
        due = case.assumptions.number("levy") * whole.spend.item() * float(np.dot(method.ramp, method.factors)) * 100
        paid = adding_up(weight * due, round(due))
    cost = [each + charge for each, charge in zip(own, paid, strict=True)]
    return _Parts(codes, annual, benefit, cost, paid, joint, weight)


def _hub(income: int, joint: int) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "authority_code": [HUB],
            "annual_pence": [0],
            "addressable_pence": [0],
            "benefit_pence": [income],
            "cost_pence": [joint],
        }
    )


def _charges(rule: str, weight: Numbers, joint: int, npv: int, before: Numbers) -> list[int]:
    """Pence of the joint costs that each council bears; below nought where the others make up its loss."""
    if rule == SHARE_THE_GAIN:
        return adding_up(before - weight * npv, joint)
    if rule == MAKE_GOOD:
        own = before - joint * weight
        return adding_up(before - made_good(own), joint)
    return adding_up(joint * (weight if rule == BY_SPEND else np.full_like(weight, 1.0 / len(weight))), joint)


def made_good(own: Numbers) -> Numbers:
    """Each council's gain where the gainers bring those who lose to nought, in proportion to what they gain.

    Where the losses exceed the gains nothing is left to share out by, so `own` stays as it is.
    """
    lost, gained = float(-own[own < 0].sum()), float(own[own > 0].sum())
    return own if lost > gained else np.maximum(own, 0.0) * (1.0 - lost / gained if gained else 0.0)


def adding_up(pence: Numbers, total: int) -> list[int]:
    """Whole pence that add up to `total`: the largest takes what rounding leaves over."""
    whole = [round(amount) for amount in pence.tolist()]
    if whole:
        whole[int(np.argmax(np.abs(pence)))] += total - sum(whole)
    return whole
