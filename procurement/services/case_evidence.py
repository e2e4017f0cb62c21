"""The evidence of every case, read from the payments once and kept until it could be another."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import narwhals.stable.v2 as nw

from procurement.analysis import frames
from procurement.analysis.disclosure.guarding import COMBINED
from procurement.cases import assumptions, building
from procurement.cases.assumptions import Assumptions
from procurement.cases.building import Material
from procurement.cases.evidence import Fallbacks
from procurement.cases.levels import SUBNATIONAL
from procurement.cases.proposing import Neighbourhood
from procurement.places import groupings, neighbours
from procurement.services import disclosing, public_registers, supplier_traits, totals
from procurement.services.desk import Desk

PROPOSALS = ("proposed_group_km", f"market_reach_gate_{SUBNATIONAL}")
"""Assumptions on which groups are proposed."""

State = tuple[date, str, Fallbacks, tuple[float, ...], str, tuple[str, ...]]
"""The day of the map, the version of the store, and what else evidence hangs on: assumptions, the public registers that
are loaded, and the places whose companies count as local."""

_latest: dict[Path, dict[State, Material]] = {}
MOST_KEPT = 4
"""Sets of evidence for each store: the default, and those under a few changed fallbacks."""


def material(desk: Desk, changes: dict[str, float], local: tuple[str, ...] = ()) -> Material:
    """The evidence of every category in every place, under the default assumptions with `changes`.

    Most assumptions change no evidence; under them it is taken as it was read last.
    """
    assumed = assumptions.read(desk.reference["case_assumptions"], changes)
    proposals = tuple(assumed.number(name) for name in PROPOSALS)
    registers = repr(sorted(public_registers.listed(desk).items()))
    state = (desk.today, desk.store.version(), building.fallbacks(assumed), proposals, registers, local)
    kept = _latest.get(desk.store.home, {})
    found = kept.get(state) or _gather(desk, assumed, local)
    current = {known: one for known, one in kept.items() if known[:2] == state[:2]} | {state: found}
    _latest[desk.store.home] = dict(list(current.items())[-MOST_KEPT:])
    return replace(found, assumptions=assumed, parameters=desk.reference["category_case_parameters"])


def _gather(desk: Desk, assumed: Assumptions, local: tuple[str, ...]) -> Material:
    memberships = totals.whole_memberships(desk)
    coded = _for_cases(disclosing.coded(desk)).to_native()
    parameters = desk.reference["category_case_parameters"]
    near = neighbours.near(desk.authorities, memberships, assumed.number("proposed_group_km"))
    around = Neighbourhood(neighbours.placed(desk.authorities), near)
    remainders, traits = groupings.remainders(), supplier_traits.told(desk, local)
    return building.gather(coded, memberships, parameters, assumed, remainders, around=around, traits=traits)


def _for_cases(coded: frames.Frame) -> frames.Frame:
    """What cases are made of: payees that are guarded are in no market, and what has no one category is in no case."""
    guarded, apart = nw.col("atom") != "", nw.col("level1") != COMBINED
    level2 = nw.when(apart & (nw.col("level2") != COMBINED)).then(nw.col("level2")).otherwise(nw.lit(""))
    return coded.with_columns(
        level1=nw.when(apart).then(nw.col("level1")).otherwise(nw.lit("")),
        level2=level2,
        supplier_id=nw.when(guarded).then(nw.lit("")).otherwise(nw.col("supplier_id")),
    )
