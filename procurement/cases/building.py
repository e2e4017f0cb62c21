"""From evidence and assumptions to business cases, for councils of any size and any grouping."""

from collections.abc import Iterator

import polars as pl

from procurement.cases import assumptions as assumed
from procurement.cases import (
    families,
    gates,
    grouping,
    simulation,
    worth,
    years,
)
from procurement.cases.assumptions import Assumptions
from procurement.cases.case import Case, Found
from procurement.cases.draws import Draws, uniforms
from procurement.cases.families import Family
from procurement.cases.gathering import Material
from procurement.cases.levels import JOINT_LEVELS, NATIONAL, SUBNATIONAL
from procurement.cases.method import Group, Method, Subject
from procurement.cases.saving import Numbers
from procurement.tables import SUPPLIED

CATEGORY = ["level1", "level2"]


def build_all(material: Material) -> list[Case]:
    """A case for each category in the evidence, in the order of their names; no evidence gives none."""
    return list(build_each(material))


def build_each(material: Material) -> Iterator[Case]:
    """As `build_all`, one after another, for whoever tells how far it has come."""
    method = assumed.method(material.assumptions)
    draws = Draws(uniforms(method.draws, method.seed))
    measured = material.evidence.partition_by(CATEGORY, as_dict=True)
    spend, supplied = _by_category(material.spend), _by_category(material.supplied)
    for key, rows in sorted(measured.items(), key=lambda item: (str(item[0][0]), str(item[0][1]))):
        yield _build(material, rows, (spend[key], supplied.get(key, SUPPLIED.to_frame())), method, draws)


def _by_category(rows: pl.DataFrame) -> dict[tuple[object, ...], pl.DataFrame]:
    """The rows of each category, where those of one stand together: parts of the table, not copies. None of none."""
    if rows.is_empty():
        return {}
    is_new = pl.any_horizontal(pl.col(CATEGORY).ne_missing(pl.col(CATEGORY).shift()))
    begins = rows.select(is_new.arg_true()).to_series().to_list()
    parts = [rows[begin:end] for begin, end in zip(begins, [*begins[1:], rows.height], strict=True)]
    found: dict[tuple[object, ...], pl.DataFrame] = {part.select(CATEGORY).row(0): part for part in parts}
    if len(found) != len(parts):
        raise AssertionError("The rows of a category do not stand together, so some would be lost.")
    return found


def build(material: Material, level1: str, level2: str = "") -> Case:
    """The case of one category; KeyError where no council buys it."""
    is_category = (pl.col("level1") == level1) & (pl.col("level2") == level2)
    rows, spend = material.evidence.filter(is_category), material.spend.filter(is_category)
    bought = (spend, material.supplied.filter(is_category))
    if rows.is_empty():
        raise KeyError(f"No council in the store buys {level1}: {level2}")
    method = assumed.method(material.assumptions)
    return _build(material, rows, bought, method, Draws(uniforms(method.draws, method.seed)))


def _build(
    material: Material, rows: pl.DataFrame, bought: tuple[pl.DataFrame, pl.DataFrame], method: Method, draws: Draws
) -> Case:
    level1, level2 = rows.select(CATEGORY).row(0)
    family = families.find(material.parameters, level1, level2, material.assumptions)
    subject = _subject(material.assumptions, family, f"{level1}: {level2}" if level2 else level1)
    least = int(material.assumptions.number("min_councils"))
    tried = grouping.try_all(rows, subject, method, material.not_places, least)
    scheme, groups = grouping.best_scheme(tried, least)
    nation = grouping.groups_at(rows, NATIONAL, material.not_places)
    npvs = simulation.simulate(subject, method, {SUBNATIONAL: groups, NATIONAL: nation}, draws)
    joint = {
        SUBNATIONAL: _find(SUBNATIONAL, scheme, groups, subject, method, npvs[SUBNATIONAL]),
        NATIONAL: _find(NATIONAL, NATIONAL, nation, subject, method, npvs[NATIONAL]),
    }
    allowed = frozenset(level for level in JOINT_LEVELS if not joint[level].market_failures)
    chances = simulation.chance_of_best(npvs, allowed)
    return Case(
        level1, level2, family, subject, method, material.assumptions, rows, *bought, tried, draws, joint, chances
    )  # fmt: skip


def _subject(assumptions: Assumptions, family: Family, name: str) -> Subject:
    drawn = {level: assumptions.range(f"take_up_{level}") for level in JOINT_LEVELS}
    return Subject(
        name=name,
        groups={},
        saving_per_tenfold=family.saving.default,
        saving_cap=family.saving_cap,
        take_up={level: spread.default for level, spread in drawn.items()},
        saving_drawn=family.saving,
        take_up_drawn=drawn,
        barred=family.barred,
    )


def _find(level: str, scheme: str, groups: tuple[Group, ...], subject: Subject, method: Method, npvs: Numbers) -> Found:
    found = worth.at_level(groups, level, subject, method, worth.expected(subject, method, level))
    reach, gate = gates.reach_of(groups), method.reach_gates[level]
    market = gates.market_failures(level, reach, gate, subject.barred) if groups else ["too few councils"]
    every = gates.failures(level, reach, gate, subject.barred, float(found.npv[0])) if groups else market
    failures, market_failures = (tuple(gates.in_words(failed)) for failed in (every, market))
    payback = years.payback_year(years.cash(groups, level, subject, method)) if groups else None
    spread = simulation.spread(npvs)
    return Found(level, scheme, groups, found, spread, reach, failures, market_failures, payback)
