"""What each assumption does to a level's worth, and the value at which the answer would turn."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import polars as pl

from procurement.cases import worth
from procurement.cases.assumptions import Assumptions
from procurement.cases.case import Case
from procurement.cases.method import Group, Method, Range, Subject
from procurement.tables import CASE_SENSITIVITY

STEPS, HALVINGS = 60, 40


@dataclass(frozen=True)
class Setting:
    """A level with everything its worth depends on."""

    level: str
    subject: Subject
    method: Method
    groups: tuple[Group, ...]

    @property
    def npv(self) -> float:
        """Net present value at the defaults, pounds."""
        draw = worth.expected(self.subject, self.method, self.level)
        return worth.at_level(self.groups, self.level, self.subject, self.method, draw).npv.item()


Change = Callable[[Setting, float], Setting]


def set_saving(setting: Setting, given: float) -> Setting:
    """With another saving for ten times the volume."""
    return replace(setting, subject=replace(setting.subject, saving_per_tenfold=given))


def set_take_up(setting: Setting, given: float) -> Setting:
    """With another share of councils joining."""
    take_up = {**setting.subject.take_up, setting.level: given}
    return replace(setting, subject=replace(setting.subject, take_up=take_up))


def set_method(name: str) -> Change:
    """With another value of a field of the method that holds for every level."""
    return lambda setting, given: replace(setting, method=replace(setting.method, **{name: given}))


def set_cost(name: str) -> Change:
    """With another set-up or run cost at this level."""

    def change(setting: Setting, given: float) -> Setting:
        """The setting with the cost at `given`."""
        costs = {**getattr(setting.method, name), setting.level: given}
        return replace(setting, method=replace(setting.method, **{name: costs}))

    return change


def scale_addressable(default: float) -> Change:
    """With another influenceable or common share in place of `default`."""

    def change(setting: Setting, given: float) -> Setting:
        """The setting with the share at `given`."""
        times = given / default if default else 0.0
        groups = tuple(replace(group, addressable=group.addressable * times) for group in setting.groups)
        return replace(setting, groups=groups)

    return change


def switches_at(setting: Setting, change: Change, spread: Range, over: float = 0.0) -> float | None:
    """The value nearest the default at which the NPV crosses `over` pounds; None where it crosses nowhere in range."""
    width = spread.high - spread.low
    points = [spread.low + width * step / STEPS for step in range(STEPS + 1)]
    gains = [change(setting, point).npv - over for point in points]
    crossings = [
        _halve(lambda given: change(setting, given).npv - over, points[step], points[step + 1])
        for step in range(STEPS)
        if (gains[step] > 0) != (gains[step + 1] > 0)
    ]
    return min(crossings, key=lambda point: abs(point - spread.default), default=None)


def _halve(gain: Callable[[float], float], low: float, high: float) -> float:
    rises = gain(high) > 0
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (low, middle) if (gain(middle) > 0) == rises else (middle, high)
    return (low + high) / 2


def tornado(case: Case, level: str) -> pl.DataFrame:
    """CASE_SENSITIVITY, widest effect first; empty where no group could form at the level."""
    setting = Setting(level, case.subject, case.method, case.joint[level].groups)
    if not setting.groups:
        return pl.DataFrame(schema=CASE_SENSITIVITY)
    rows = [_row(case, setting, *lever) for lever in _levers(case, level)]
    width = (pl.col("npv_at_high_pence") - pl.col("npv_at_low_pence")).abs()
    return pl.DataFrame(rows, schema=CASE_SENSITIVITY).sort(width, "parameter", descending=[True, False])


def _levers(case: Case, level: str) -> list[tuple[str, Change, Range]]:
    given = case.assumptions
    named: list[tuple[str, Change]] = [
        (f"take_up_{level}", set_take_up),
        ("optimism_bias_benefits", set_method("benefits_bias")),
        ("optimism_bias_costs", set_method("costs_bias")),
        ("transition_cost", set_method("transition_cost")),
        ("avoided_competition", set_method("avoided_competition")),
        (f"set_up_cost_{level}", set_cost("set_up_cost")),
        (f"run_cost_{level}", set_cost("run_cost")),
    ]
    levers = [(name, change, given.range(name)) for name, change in named]
    levers.append((f"saving_per_tenfold_{case.family.name}", set_saving, case.family.saving))
    for name, column in (("influenceable_fallback", "influenceable"), ("common_fallback", "common")):
        if case.whole[f"{column}_from"] == "fallback":
            spread = given.range(name)
            levers.append((name, scale_addressable(spread.default), spread))
    return levers


def _row(case: Case, setting: Setting, name: str, change: Change, spread: Range) -> dict[str, object]:
    return {
        "parameter": name,
        "label": case.assumptions.labels[name],
        "low": spread.low,
        "default": spread.default,
        "high": spread.high,
        "npv_at_low_pence": round(change(setting, spread.low).npv * 100),
        "npv_at_high_pence": round(change(setting, spread.high).npv * 100),
        "switches_at": switches_at(setting, change, _search(name, spread, case.assumptions)),
        "source": case.assumptions.sources[name],
    }


def _search(name: str, spread: Range, assumptions: Assumptions) -> Range:
    """How far to look for the turning point: every possible share, or ten times the highest cost."""
    if name.startswith("saving_per_tenfold"):
        return Range(-0.05, spread.default, 0.25)
    is_share = assumptions.number(name) <= 1 and spread.high <= 1
    return Range(0.0, spread.default, 1.0 if is_share else 10 * spread.high)
