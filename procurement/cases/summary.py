"""The levels of a case as a table."""

from typing import Any

import polars as pl

from procurement.cases import councils
from procurement.cases.case import Case, Found
from procurement.cases.levels import JOINT_LEVELS, LOCAL
from procurement.cases.worth import expected, value
from procurement.tables import CASE_LEVEL


def levels(case: Case) -> pl.DataFrame:
    """CASE_LEVEL: local (nought, as every other level is compared with it), sub-national, national."""
    local = {"level": LOCAL, "scheme": "", "groups": 0, "councils": case.whole["councils"], "gates_failed": ""}
    zeros = ("npv_pence", "steady_saving_pence", "pv_benefit_pence", "pv_cost_pence", "p10_pence", "p50_pence")
    local |= dict.fromkeys([*zeros, "p90_pence"], 0) | {"chance_of_best": case.chance_of_best[LOCAL]}
    rows = [local, *(_row(case, case.joint[level]) for level in JOINT_LEVELS)]
    return pl.DataFrame(rows, schema=CASE_LEVEL)


def _row(case: Case, found: Found) -> dict[str, Any]:
    benefit, cost = pence(case, found)
    places = [group.place for group in found.groups]
    spent = case.evidence.filter(pl.col("level") == found.scheme, pl.col("place").is_in(places))
    addressable = sum(group.addressable for group in found.groups)
    hhi = sum(group.hhi * group.addressable for group in found.groups) / addressable if addressable else None
    return {
        "level": found.level,
        "scheme": found.scheme,
        "groups": len(found.groups),
        "councils": found.councils,
        "participants": found.worth.participants.item(),
        "annual_pence": spent["annual_pence"].sum(),
        "addressable_pence": sum(round(group.addressable * 100) for group in found.groups),
        "saving_rate": found.worth.rate.item(),
        "steady_saving_pence": round(found.worth.steady_saving.item() * 100),
        "pv_benefit_pence": benefit,
        "pv_cost_pence": cost,
        "npv_pence": benefit - cost,
        "benefit_cost_ratio": benefit / cost if cost else None,
        "p10_pence": round(found.spread.p10 * 100),
        "p50_pence": round(found.spread.p50 * 100),
        "p90_pence": round(found.spread.p90 * 100),
        "chance_of_gain": found.spread.chance_of_gain,
        "chance_of_best": case.chance_of_best[found.level],
        "reach": found.reach,
        "hhi": hhi,
        "gates_failed": "; ".join(found.failures),
        "payback_year": found.payback_year,
    }


def pence(case: Case, found: Found) -> tuple[int, int]:
    """Present values of benefit and cost in pence: the groups' own, added up, so that every table agrees."""
    draw = expected(case.subject, case.method, found.level)
    each = [councils.group_pence(value(group, found.level, case.subject, case.method, draw)) for group in found.groups]
    return sum(benefit for benefit, _ in each), sum(cost for _, cost in each)
