"""Scenarios: a case under a person's assumptions, kept with who and why, compared, and held against newer data."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import polars as pl

from procurement.access import Viewer, check_can_compare, check_can_decide
from procurement.cases.levels import JOINT_LEVELS
from procurement.services import standing
from procurement.services.cases import opportunities, scenario_figures
from procurement.services.cases.scenario_figures import Figures
from procurement.services.desk import Desk
from procurement.services.papers.paper_traces import amount
from procurement.services.problems import CannotDo
from procurement.store.audit import Entry
from procurement.store.cases import ACTIONS, SavedCase
from procurement.ui import theme
from procurement.ui.words import count, day

SCENARIO = "scenario"
"""The kind of saved case in the register. inputs: level1, level2, changes and every assumption in use, by name."""
MOST_COMPARED = 4
Changes = tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class Comparison:
    """Scenarios side by side, in the order asked. figures, assumptions: a row each, a column a scenario.

    assumptions: those alone in which they differ. ranges: label, level, p10_pence, p50_pence, p90_pence, as saved.
    """

    names: tuple[str, ...]
    figures: pl.DataFrame
    assumptions: pl.DataFrame
    ranges: pl.DataFrame


@dataclass(frozen=True)
class Freshness:
    """Whether newer data would move a scenario: a sentence, and figure by figure."""

    sentence: str
    figures: pl.DataFrame


def save(viewer: Viewer, desk: Desk, name: str, level1: str, level2: str, changes: Changes, why: str) -> str:
    """Keep a case under `changes` as a scenario; returns a sentence.

    Raises NotAllowed for all but the advisory group, CannotDo where the name or the reason is blank.
    """
    check_can_decide(viewer)
    plain = " ".join(name.split())
    if not plain or not why.strip():
        raise CannotDo("A scenario needs a name, and a few words on why. Name no private person.")
    version = standing.version(desk)
    view = opportunities.one(viewer, desk, level1, level2, changes)
    used = dict(view.assumptions.select("name", "default").iter_rows())
    inputs = {"level1": level1, "level2": level2, "changes": dict(changes), "assumptions": used}
    figures = dict(scenario_figures.of_view(view).values)
    cases, now = desk.store.register.cases, datetime.now(UTC)
    number = cases.save(plain, inputs, version, str(viewer.role), now, why.strip(), SCENARIO, figures)
    return f"Scenario {number}, {plain}, is kept, made from {in_words(version)}."


def listed(viewer: Viewer, desk: Desk, set_aside: bool = False) -> list[SavedCase]:
    """Scenarios that stand, newest first; or those that were set aside."""
    check_can_compare(viewer)
    kept = [one for one in desk.store.register.cases.all() if one.kind == SCENARIO]
    return [one for one in kept if (one.ended_at is not None) is set_aside]


def set_aside(viewer: Viewer, desk: Desk, number: int, why: str) -> str:
    """Take a scenario off the list; it is kept and can be brought back. Raises as `save`, StoreProblem if none."""
    check_can_decide(viewer)
    if not why.strip():
        raise CannotDo("Say in a few words why the scenario is set aside. Name no private person.")
    desk.store.register.cases.set_aside(number, str(viewer.role), datetime.now(UTC), why.strip())
    return f"Scenario {number} is set aside. It can be brought back."


def bring_back(viewer: Viewer, desk: Desk, number: int) -> str:
    """Put a scenario on the list again. Raises NotAllowed, StoreProblem where none of that number is set aside."""
    check_can_decide(viewer)
    desk.store.register.cases.bring_back(number, str(viewer.role), datetime.now(UTC))
    return f"Scenario {number} is back on the list."


def trail(viewer: Viewer, desk: Desk, number: int) -> list[Entry]:
    """Who did what with a scenario, newest first."""
    check_can_compare(viewer)
    return desk.store.register.audit.about(f"case {number}", ACTIONS)


def title(one: SavedCase) -> str:
    """A scenario as a list of choices shows it."""
    return f"{one.name} ({one.id}): {one.inputs['level2'] or one.inputs['level1']}, {day(one.at.date())}"


def in_words(version: str) -> str:
    """A data version and what its first number is.

    >>> in_words("318.20")
    'data version 318.20 (entry 318 of the upload log)'
    """
    return f"data version {version} (entry {version.partition('.')[0]} of the upload log)"


def compare(viewer: Viewer, desk: Desk, numbers: Sequence[int]) -> Comparison:
    """Scenarios side by side as they were saved. Raises CannotDo where there are none or too many."""
    check_can_compare(viewer)
    if not 1 <= len(numbers) <= MOST_COMPARED:
        raise CannotDo(f"Choose one to {MOST_COMPARED} scenarios to compare.")
    kept = [desk.store.register.cases.get(number) for number in numbers]
    names = tuple(f"{one.name} ({one.id})" for one in kept)
    columns = {name: Figures(one.figures) for name, one in zip(names, kept, strict=True)}
    said = dict(zip(names, (one.inputs["level2"] or one.inputs["level1"] for one in kept), strict=True))
    rows = [{"Figure": "Category"} | said] + [
        {"Figure": scenario_figures.label(key)} | {name: found.shown(key) for name, found in columns.items()}
        for key in scenario_figures.KEYS
    ]
    return Comparison(names, pl.DataFrame(rows), _differing(desk, names, kept), _ranges(names, kept))


def freshness(viewer: Viewer, desk: Desk, number: int) -> Freshness:
    """What today's data would make of a scenario under the very assumptions it was saved with, figure by figure."""
    check_can_compare(viewer)
    kept = desk.store.register.cases.get(number)
    saved, version = Figures(kept.figures), standing.version(desk)
    if version == kept.version:
        told = f"Made from {in_words(version)}, which is today's: nothing has moved."
        return Freshness(told, scenario_figures.moved(saved, saved))
    known = set(desk.reference["case_assumptions"]["parameter"].to_list())
    used = tuple(sorted((name, value) for name, value in kept.inputs["assumptions"].items() if name in known))
    try:
        view = opportunities.one(viewer, desk, kept.inputs["level1"], kept.inputs["level2"], used)
    except KeyError:
        told = f"Made from {in_words(kept.version)}; in today's, {in_words(version)}, no council buys this category."
        return Freshness(told, scenario_figures.moved(saved, Figures({})))
    table = scenario_figures.moved(saved, scenario_figures.of_view(view))
    changed = table.filter("has_moved").height
    would = f"would move {count(changed, 'figure')}" if changed else "would move no figure"
    return Freshness(f"Made from {in_words(kept.version)}; today's, {in_words(version)}, {would}.", table)


def _differing(desk: Desk, names: Sequence[str], kept: Sequence[SavedCase]) -> pl.DataFrame:
    """Assumption and a column a scenario, for those in which scenarios differ or that anybody changed."""
    table = desk.reference["case_assumptions"].select("parameter", "label", "unit")
    rows: list[dict[str, Any]] = []
    for parameter, label, unit in table.iter_rows():
        values = [one.inputs["assumptions"].get(parameter) for one in kept]
        if len(set(values)) > 1 or any(parameter in one.inputs["changes"] for one in kept):
            said = ["none" if value is None else amount(value, unit) for value in values]
            rows.append({"Assumption": label} | dict(zip(names, said, strict=True)))
    return pl.DataFrame(rows, schema=dict.fromkeys(("Assumption", *names), pl.String))


def _ranges(names: Sequence[str], kept: Sequence[SavedCase]) -> pl.DataFrame:
    percentiles = ("p10_pence", "p50_pence", "p90_pence")
    rows = [
        {"label": f"{name}: {theme.LEVEL_NAMES[level].lower()}", "level": level}
        | {column: one.figures.get(f"{level}.{column}") for column in percentiles}
        for name, one in zip(names, kept, strict=True)
        for level in JOINT_LEVELS
    ]
    schema = {"label": pl.String, "level": pl.String} | dict.fromkeys(percentiles, pl.Int64)
    return pl.DataFrame(rows, schema=schema).drop_nulls()
