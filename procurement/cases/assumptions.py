"""The table of assumptions, with whatever a person changed on screen, becomes a Method."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from procurement.cases.levels import JOINT_LEVELS
from procurement.cases.method import Method, Range
from procurement.cases.problems import InputProblem

SHARE_UNITS = ("share", "share a year", "share of spend", "share of leverage")


@dataclass(frozen=True)
class Assumptions:
    """Every assumption by name, with its label, unit and source for the page and the board paper."""

    ranges: Mapping[str, Range]
    labels: Mapping[str, str]
    sources: Mapping[str, str]
    units: Mapping[str, str]

    def number(self, name: str) -> float:
        """The value in use."""
        return self.range(name).default

    def range(self, name: str) -> Range:
        """The value in use with the ends of its range; InputProblem where there is no such assumption."""
        if name not in self.ranges:
            raise InputProblem(f'There is no assumption "{name}".')
        return self.ranges[name]


def read(table: pl.DataFrame, changes: Mapping[str, float] | None = None) -> Assumptions:
    """table: case_assumptions.csv as text; changes: values given by a person, which widen a range they lie outside.

    A blank low or high is the default: nothing is drawn for it. Raises InputProblem for an unknown name or an
    impossible value (a share must lie between 0 and 1, a saving between -1 and 1, other amounts at 0 or above).
    """
    ranges = {row["parameter"]: _range(row) for row in table.cast(pl.String).to_dicts()}
    units: dict[str, str] = dict(table.select("parameter", "unit").iter_rows())
    for name, given in (changes or {}).items():
        if name not in ranges:
            raise InputProblem(f'There is no assumption "{name}".')
        _check(name, given, units[name])
        old = ranges[name]
        ranges[name] = Range(min(old.low, given), given, max(old.high, given))
    labels: dict[str, str] = dict(table.select("parameter", "label").iter_rows())
    sources: dict[str, str] = dict(table.select("parameter", "source").iter_rows())
    return Assumptions(ranges, labels, sources, units)


def _range(row: Mapping[str, str | None]) -> Range:
    default = row["default"] or ""
    return Range(float(row["low"] or default), float(default), float(row["high"] or default))


def _check(name: str, given: float, unit: str) -> None:
    low = -1.0 if name.startswith("saving_per_tenfold") else 0.0
    high = 1.0 if unit in SHARE_UNITS else float("inf")
    if not low <= given <= high:
        limit = f"between {low:g} and {high:g}" if high == 1.0 else "0 or more"
        raise InputProblem(f'"{name}" is {given:g}; it must be {limit}.')


def method(assumptions: Assumptions) -> Method:
    """What all categories are appraised with."""
    years = int(assumptions.number("years"))
    last_known = sum(name.startswith("ramp_year_") for name in assumptions.ranges)
    ramp = tuple(assumptions.number(f"ramp_year_{min(year, last_known)}") for year in range(1, years + 1))
    return Method(
        discount_rate=assumptions.number("discount_rate"),
        ramp=ramp,
        set_up_cost={level: assumptions.number(f"set_up_cost_{level}") for level in JOINT_LEVELS},
        run_cost={level: assumptions.number(f"run_cost_{level}") for level in JOINT_LEVELS},
        transition_cost=assumptions.number("transition_cost"),
        avoided_competition=assumptions.number("avoided_competition"),
        benefits_bias=assumptions.number("optimism_bias_benefits"),
        costs_bias=assumptions.number("optimism_bias_costs"),
        reach_gates={level: assumptions.number(f"market_reach_gate_{level}") for level in JOINT_LEVELS},
        hhi_start=assumptions.number("hhi_start"),
        benefits_bias_drawn=assumptions.range("optimism_bias_benefits"),
        costs_bias_drawn=assumptions.range("optimism_bias_costs"),
        draws=int(assumptions.number("draws")),
        seed=int(assumptions.number("seed")),
    )
