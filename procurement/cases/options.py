"""The six options compared: as now, share prices, negotiate with a shared supplier, local, hub, national."""

import numpy as np
import polars as pl

from procurement.cases import summary
from procurement.cases.case import Case
from procurement.cases.levels import NATIONAL, SUBNATIONAL
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


def _row(option: str, label: str, npv: int | None, steady: int | None, kind: str, note: str) -> dict[str, object]:
    return {
        "option": option,
        "label": label,
        "npv_pence": npv,
        "steady_saving_pence": steady,
        "kind": kind,
        "note": note,
    }


def _share_prices(case: Case) -> dict[str, object]:
    """Addressable spend of all councils x a small rate, less a yearly cost for each; no procurement, no set-up."""
    groups = case.joint[NATIONAL].groups
    label = "Share prices and benchmarks only"
    if not groups:
        return _row("1", label, None, None, NONE, "Fewer than two councils buy it, so there is nobody to share with.")
    saving, councils = case.assumptions.number("price_sharing_saving"), sum(group.councils for group in groups)
    steady = sum(group.addressable for group in groups) * saving
    method = case.method
    yearly = councils * case.assumptions.number("price_sharing_cost") * (1 + method.costs_bias)
    npv = _present(case, steady) - yearly * float(method.factors.sum())
    note = "All councils take part. The rate is an assumption: prices of single items are not in the payments."
    return _row("1", label, round(npv * 100), round(steady * 100), CASHABLE, note)


def _negotiate(case: Case) -> dict[str, object]:
    """Leverage of suppliers shared by three councils or more x a rate, less the cost of each negotiation."""
    label = "Negotiate together with the suppliers in common"
    suppliers, leverage = case.whole["shared_suppliers"], case.whole["leverage_pence"]
    if not isinstance(suppliers, int) or not isinstance(leverage, int) or suppliers == 0:
        return _row("2", label, None, None, NONE, "No supplier is shared by three councils or more.")
    steady = leverage / 100 * _year_share(case) * case.assumptions.number("common_supplier_saving")
    cost = suppliers * case.assumptions.number("common_supplier_cost") * (1 + case.method.costs_bias)
    npv = _present(case, steady) - cost
    note = f"{suppliers} suppliers in common. Leverage is S(1-H): spend outside the largest customers' own reach."
    return _row("2", label, round(npv * 100), round(steady * 100), CASHABLE, note)


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
    note = f"Fails: {failed}." if failed else f"{found.councils} councils in {len(found.groups)} groups."
    return _row(option, label, benefit - cost, steady, CASHABLE, note)
