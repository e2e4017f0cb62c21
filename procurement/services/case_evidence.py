"""The evidence of every case, read from the payments once and kept until it could be another."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from procurement.cases import assumptions, building
from procurement.cases.assumptions import Assumptions
from procurement.cases.building import Material
from procurement.cases.evidence import Fallbacks
from procurement.places import groupings
from procurement.services import totals
from procurement.services.desk import Desk

State = tuple[date, str, Fallbacks]
"""The day of the map, the version of the store, and the assumptions that evidence hangs on."""

_latest: dict[Path, dict[State, Material]] = {}
MOST_KEPT = 4
"""Sets of evidence for each store: the default, and those under a few changed fallbacks."""


def material(desk: Desk, changes: dict[str, float]) -> Material:
    """The evidence of every category in every place, under the default assumptions with `changes`.

    Most assumptions change no evidence; under them it is taken as it was read last.
    """
    assumed = assumptions.read(desk.reference["case_assumptions"], changes)
    state = (desk.today, desk.store.version(), building.fallbacks(assumed))
    kept = _latest.get(desk.store.home, {})
    found = kept.get(state) or _gather(desk, assumed)
    current = {known: one for known, one in kept.items() if known[:2] == state[:2]} | {state: found}
    _latest[desk.store.home] = dict(list(current.items())[-MOST_KEPT:])
    return replace(found, assumptions=assumed, parameters=desk.reference["category_case_parameters"])


def _gather(desk: Desk, assumed: Assumptions) -> Material:
    memberships = totals.whole_memberships(desk)
    coded = totals.coded(desk).to_native()
    parameters = desk.reference["category_case_parameters"]
    return building.gather(coded, memberships, parameters, assumed, groupings.remainders())
