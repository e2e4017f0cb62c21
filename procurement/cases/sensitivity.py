"""What each assumption does to a level's worth, and the value at which the answer would turn."""

from collections.abc import Callable
from dataclasses import replace

import polars as pl

from procurement.cases import gate_switches
from procurement.cases.case import Case
from procurement.cases.levels import JOINT_LEVELS
from procurement.cases.method import Range
from procurement.cases.settings import (
    Change,
    Setting,
    scale_addressable,
    set_cost,
    set_hhi,
    set_method,
    set_ramp,
    set_saving,
    set_subject,
    set_take_up,
    set_years,
)
from procurement.tables import CASE_SENSITIVITY

STEPS, HALVINGS = 60, 40
HHI_LARGEST, MOST_YEARS = 10_000.0, 30.0
MONEY = "money"
MEASURED = "measured on the payments"
MEASURED_LABELS = {
    "measured_addressable": "Spend that could be bought together, beside what was measured",
    "measured_hhi": "Supplier concentration (HHI)",
}
UNITS = {"measured_addressable": "share", "measured_hhi": "points", gate_switches.BAR: "number"}
"""The units of what is varied and is no assumption."""
Lever = tuple[str, Change, Range]

__all__ = ["Change", "Setting", "set_cost", "set_method", "set_saving", "set_take_up", "switches_at", "tornado"]


def switches_at(
    setting: Setting, change: Change, spread: Range, over: float = 0.0, rival: Setting | None = None
) -> float | None:
    """The value nearest the default at which the NPV crosses `over` pounds; None where it crosses nowhere in range.

    rival: another level that is changed alike and must be beaten besides.
    """

    def gain(given: float) -> float:
        """Pounds by which the level is worth more than `over` and than its rival, with this value."""
        other = change(rival, given).npv if rival is not None else 0.0
        return change(setting, given).npv - over - other

    width = spread.high - spread.low
    points = [spread.low + width * step / STEPS for step in range(STEPS + 1)]
    rises = [gain(point) > 0 for point in points]
    crossings = [
        _halve(gain, points[step], points[step + 1]) for step in range(STEPS) if rises[step] != rises[step + 1]
    ]
    return min(crossings, key=lambda point: abs(point - spread.default), default=None)


def _halve(gain: Callable[[float], float], low: float, high: float) -> float:
    rises = gain(high) > 0
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (low, middle) if (gain(middle) > 0) == rises else (middle, high)
    return (low + high) / 2


def tornado(case: Case, level: str) -> pl.DataFrame:
    """CASE_SENSITIVITY, widest effect first, the gates among the assumptions; empty where no group could form.

    A row of kind money moves the NPV. A row of kind gate leaves the NPV and decides whether it may be had: at an end
    of its range where the gate fails, the level is worth nothing.
    """
    setting = Setting(level, case.subject, case.method, case.joint[level].groups)
    if not setting.groups:
        return pl.DataFrame(schema=CASE_SENSITIVITY)
    rows = [_row(case, setting, *lever) for lever in _levers(case, setting)]
    table = pl.DataFrame([*rows, *gate_switches.rows(case, level)], schema=CASE_SENSITIVITY)
    width = (pl.col("npv_at_high_pence") - pl.col("npv_at_low_pence")).abs()
    return table.sort(width, "parameter", descending=[True, False])


def _levers(case: Case, setting: Setting) -> list[Lever]:
    given, level, family = case.assumptions, setting.level, case.family.name
    named: list[tuple[str, Change]] = [
        (f"take_up_{level}", set_take_up),
        ("optimism_bias_benefits", set_method("benefits_bias")),
        ("optimism_bias_costs", set_method("costs_bias")),
        ("transition_cost", set_method("transition_cost")),
        ("avoided_competition", set_method("avoided_competition")),
        (f"set_up_cost_{level}", set_cost("set_up_cost")),
        (f"run_cost_{level}", set_cost("run_cost")),
        ("discount_rate", set_method("discount_rate")),
        ("years", set_years),
        ("hhi_start", set_method("hhi_start")),
        *((f"ramp_year_{year}", set_ramp(year)) for year in range(1, len(case.method.ramp) + 1)),
    ]
    levers = [(name, change, given.range(name)) for name, change in named if name in given.ranges]
    levers.append((f"saving_per_tenfold_{family}", set_saving, case.family.saving))
    cap = case.subject.saving_cap
    levers.append((f"saving_cap_{family}", set_subject("saving_cap"), Range(cap, cap, cap)))
    for name, column in (("influenceable_fallback", "influenceable"), ("common_fallback", "common")):
        if case.whole[f"{column}_from"] == "fallback":
            spread = given.range(name)
            levers.append((name, scale_addressable(spread.default), spread))
    return levers + _measured(setting)


def _measured(setting: Setting) -> list[Lever]:
    """What was measured, varied as well: all of the spend, and the concentration over the groups' own range."""
    spend = sum(group.addressable * group.copies for group in setting.groups)
    hhi = [group.hhi for group in setting.groups]
    mean = sum(group.hhi * group.addressable * group.copies for group in setting.groups) / spend if spend else hhi[0]
    usual = min(max(mean, min(hhi)), max(hhi))
    return [
        ("measured_addressable", scale_addressable(1.0), Range(1.0, 1.0, 1.0)),
        ("measured_hhi", set_hhi, Range(min(hhi), usual, max(hhi))),
    ]


def _row(case: Case, setting: Setting, name: str, change: Change, spread: Range) -> dict[str, object]:
    search = _search(case, name, spread)
    return {
        "parameter": name,
        "label": MEASURED_LABELS.get(name) or case.assumptions.labels[name],
        "kind": MONEY,
        "low": spread.low,
        "default": spread.default,
        "high": spread.high,
        "npv_at_low_pence": round(change(setting, spread.low).npv * 100),
        "npv_at_high_pence": round(change(setting, spread.high).npv * 100),
        "switches_at": switches_at(setting, change, search),
        "overtakes_at": _overtakes_at(case, setting, name, change, search),
        "source": MEASURED if name in MEASURED_LABELS else case.assumptions.sources[name],
    }


def _overtakes_at(case: Case, setting: Setting, name: str, change: Change, search: Range) -> float | None:
    """Where the other level is worth as much; what belongs to this level alone leaves the other as it is."""
    rival = _rival(case, setting)
    if rival is None:
        return None
    if name.endswith(f"_{setting.level}"):
        return switches_at(setting, change, search, over=rival.npv)
    return switches_at(setting, change, search, rival=rival)


def _rival(case: Case, setting: Setting) -> Setting | None:
    """The other joint level, where law and market allow it."""
    other = next(level for level in JOINT_LEVELS if level != setting.level)
    found = case.joint[other]
    if not found.groups or found.market_failures:
        return None
    return replace(setting, level=other, groups=found.groups)


def _search(case: Case, name: str, spread: Range) -> Range:
    """How far to look for the turning point: every possible share, or ten times the highest cost or spend."""
    if name.startswith("saving_per_tenfold"):
        return Range(-0.05, spread.default, 0.25)
    if name == "years":
        return Range(1.0, spread.default, MOST_YEARS)
    if name in ("hhi_start", "measured_hhi"):
        return Range(0.0, spread.default, HHI_LARGEST)
    is_share = name != "measured_addressable" and case.assumptions.units[name].startswith("share")
    return Range(0.0, spread.default, 1.0 if is_share else 10 * max(spread.high, spread.default))
