"""The cash of each year, before and after discounting."""

from collections.abc import Sequence

from procurement.cases import saving
from procurement.cases.method import Group, Method, Subject
from procurement.cases.worth import expected, value


def cash(groups: Sequence[Group], level: str, subject: Subject, method: Method) -> list[dict[str, float]]:
    """Year 0 (set-up and changing over) to the last year, pounds; `discounted` adds up to the NPV.

    saving: cashable, after optimism bias; avoided: competitions not run (no cash leaves or enters a budget line).
    """
    draw = expected(subject, method, level)
    worths = [value(group, level, subject, method, draw) for group in groups]
    hubs = sum(worth.groups for worth in worths)
    joining = sum(float(worth.participants[0]) for worth in worths)
    steady = sum(float(worth.steady_saving[0]) for worth in worths) * (1 - method.benefits_bias)
    dearer = 1 + method.costs_bias
    start = hubs * method.set_up_cost[level] * dearer + joining * method.transition_cost
    rows = [_row(0, 0.0, 0.0, start, 1.0)]
    factors = saving.discount_factors(method.discount_rate, len(method.ramp))
    for year, (ramp, factor) in enumerate(zip(method.ramp, factors, strict=True), start=1):
        avoided = joining * method.avoided_competition if year == 1 else 0.0
        rows.append(_row(year, steady * ramp, avoided, hubs * method.run_cost[level] * dearer, float(factor)))
    return rows


def payback_year(rows: Sequence[dict[str, float]]) -> int | None:
    """The first year by whose end the undiscounted cash has paid itself back; None where it never does."""
    so_far = 0.0
    for row in rows:
        so_far += row["net"]
        if row["year"] > 0 and so_far >= 0:
            return int(row["year"])
    return None


def _row(year: int, gain: float, avoided: float, cost: float, factor: float) -> dict[str, float]:
    net = gain + avoided - cost
    return {
        "year": year,
        "saving": gain,
        "avoided": avoided,
        "cost": cost,
        "net": net,
        "discount_factor": factor,
        "discounted": net * factor,
    }
