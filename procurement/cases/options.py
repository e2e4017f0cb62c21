"""The six options compared: as now, share prices, negotiate with a shared supplier, local, hub, national."""

import numpy as np
import polars as pl

from procurement.cases import summary
from procurement.cases.case import Case
from procurement.cases.levels import NATIONAL, SUBNATIONAL
from procurement.cases.pounds import percents
from procurement.in_words import counted
from procurement.tables import CASE_OPTION

CASHABLE, AVOIDED, NONE = "cashable", "avoided", "none"


def compare(case: Case) -> pl.DataFrame:
    """CASE_OPTION: options 0, 1, 2, L, S, N; NPV is null where one can't be computed, and the note says why."""
    rows = [
        _row("0", "Carry on as now", 0, 0, NONE, "What every other option is compared with."),
        _share_prices(case),
        _negotiate(case),
        _row("L", "Each council contracts for itself", 0, 0, NONE, "As now: no joint volume and no joint cost."),
        _joint(case, SUBNATIONAL, "S", "Buy with neighbouring councils"),
        _joint(case, NATIONAL, "N", "Buy nationally"),
    ]
    return pl.DataFrame(rows, schema=CASE_OPTION)


def _row(
    option: str, label: str, npv: int | None, steady: int | None, kind: str, note: str, switches_at: float | None = None
) -> dict[str, object]:
    return {
        "option": option,
        "label": label,
        "npv_pence": npv,
        "steady_saving_pence": steady,
        "kind": kind,
        "note": note,
        "switches_at": switches_at,
    }


def _share_prices(case: Case) -> dict[str, object]:
    """Addressable spend of all councils x a small rate, less a yearly cost for each; no procurement, no set-up."""
    groups = case.joint[NATIONAL].groups
    label = "Share prices and benchmarks only"
    if not groups:
        return _row("1", label, None, None, NONE, "Fewer than two councils buy it, so there is nobody to share with.")
    saving, councils = case.assumptions.number("price_sharing_saving"), sum(group.councils for group in groups)
    base, method = sum(group.addressable for group in groups), case.method
    steady = base * saving
    yearly = councils * case.assumptions.number("price_sharing_cost") * (1 + method.costs_bias)
    cost = yearly * float(method.factors.sum())
    npv = _present(case, steady) - cost
    note = "All councils take part. The rate is an assumption: prices of single items are not in the payments."
    turn = _turn(case, base, cost)
    return _row("1", label, round(npv * 100), round(steady * 100), CASHABLE, note + _turning(saving, turn), turn)


def _negotiate(case: Case) -> dict[str, object]:
    """Leverage of suppliers shared by three councils or more x a rate, less the cost of each negotiation."""
    label = "Negotiate together with the suppliers in common"
    suppliers, leverage = case.whole["shared_suppliers"], case.whole["leverage_pence"]
    if not isinstance(suppliers, int) or not isinstance(leverage, int) or suppliers == 0:
        return _row("2", label, None, None, NONE, "No supplier is shared by three councils or more.")
    saving = case.assumptions.number("common_supplier_saving")
    base = leverage / 100 * _year_share(case)
    steady = base * saving
    cost = suppliers * case.assumptions.number("common_supplier_cost") * (1 + case.method.costs_bias)
    npv = _present(case, steady) - cost
    common = counted(suppliers, "supplier")
    note = f"{common} in common. The rate is taken of the spend outside the largest customers' own reach."
    turn = _turn(case, base, cost)
    return _row("2", label, round(npv * 100), round(steady * 100), CASHABLE, note + _turning(saving, turn), turn)


def _turn(case: Case, base: float, cost: float) -> float | None:
    """The rate of saving on `base` pounds a year at which the net present value is nought; `cost` is a present value.

    None where even all of it saved would not do.
    """
    whole = _present(case, base)
    return cost / whole if whole > 0 and cost <= whole else None


def _turning(rate: float, turn: float | None) -> str:
    if turn is None:
        return " No rate would make it pay."
    needed, used = percents(turn, rate, least=1)
    return f" It pays from a rate of {needed} on ({used} is assumed)."


def _year_share(case: Case) -> float:
    """A year of the spend over the spend of the period, by which leverage is brought to a year."""
    spend, annual = case.whole["spend_pence"], case.whole["annual_pence"]
    return annual / spend if isinstance(spend, int) and isinstance(annual, int) and spend else 0.0


def _present(case: Case, steady: float) -> float:
    ramped = float(np.dot(case.method.ramp, case.method.factors))
    return steady * (1 - case.method.benefits_bias) * ramped


def _joint(case: Case, level: str, option: str, label: str) -> dict[str, object]:
    found = case.joint[level]
    if not found.groups:
        return _row(option, label, None, None, NONE, "No grouping of councils is large enough.")
    benefit, cost = summary.pence(case, found)
    steady = round(found.worth.steady_saving.item() * 100)
    failed = "; ".join(found.failures)
    formed = f"{counted(found.councils, 'council')} in {counted(len(found.groups), 'group')}."
    note = f"Why not: {failed}." if failed else formed
    return _row(option, label, benefit - cost, steady, CASHABLE, note)
