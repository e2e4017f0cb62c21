"""The evidence of every case: payments are read once and kept, and measured anew where an assumption asks for it."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import narwhals.stable.v2 as nw
import polars as pl

from procurement.analysis import council_periods, frames
from procurement.analysis.disclosure.guarding import COMBINED
from procurement.cases import assumptions, gathering
from procurement.cases.assumptions import Assumptions
from procurement.cases.evidence import Fallbacks
from procurement.cases.gathering import Bought, Material
from procurement.cases.levels import SUBNATIONAL
from procurement.cases.proposing import Neighbourhood
from procurement.places import groupings, neighbours
from procurement.services.back_catalogues import months_covered
from procurement.services.desk import Desk
from procurement.services.figures import summed_payments, totals
from procurement.services.privacy import disclosing
from procurement.services.registers import public_registers
from procurement.services.suppliers import supplier_traits

PROPOSALS = ("proposed_group_km", f"market_reach_gate_{SUBNATIONAL}")
"""Assumptions on which groups are proposed."""

Version = tuple[date, str]
"""The day of the map, and the version of the store."""

State = tuple[Version, Fallbacks, tuple[float, ...], str, tuple[str, ...]]
"""A version and what else evidence hangs on: assumptions, the public registers that are loaded, and the places whose
companies count as local."""

_read: dict[Path, tuple[Version, Bought]] = {}
_latest: dict[Path, dict[tuple[State, tuple[str, str]], Material]] = {}
EVERY = ("", "")
MOST_WHOLE, MOST_SINGLE = 2, 8


def material(desk: Desk, changes: dict[str, float], local: tuple[str, ...] = ()) -> Material:
    """The evidence of every category in every place, under the default assumptions with `changes`.

    Most assumptions change no evidence; under them it is taken as it was measured last.
    """
    return _material(desk, changes, local, EVERY)


def material_of(desk: Desk, changes: dict[str, float], local: tuple[str, ...], level1: str, level2: str) -> Material:
    """As `material`; of one category alone where that of all is not at hand."""
    return _material(desk, changes, local, (level1, level2))


def _material(desk: Desk, changes: dict[str, float], local: tuple[str, ...], category: tuple[str, str]) -> Material:
    assumed = assumptions.read(desk.reference["case_assumptions"], changes)
    proposals = tuple(assumed.number(name) for name in PROPOSALS)
    registers = repr(sorted(public_registers.listed(desk).items()))
    version = (desk.today, desk.store.version())
    state = (version, gathering.fallbacks(assumed), proposals, registers, local)
    kept = _latest.get(desk.store.home, {})
    known = next((key for key in ((state, EVERY), (state, category)) if key in kept), (state, category))
    found = kept.get(known) or _measured(desk, version, assumed, local, category)
    current = {key: one for key, one in kept.items() if key[0][0] == version and key != known} | {known: found}
    _latest[desk.store.home] = _few(current)
    return replace(found, assumptions=assumed, parameters=desk.reference["category_case_parameters"])


def categories(desk: Desk) -> pl.DataFrame:
    """level1, level2 and annual_pence of every category that has a case, by name; no case is worked out for it."""
    return gathering.categories(_bought(desk, (desk.today, desk.store.version())), totals.whole_memberships(desk))


def changeable(gathered: Material) -> pl.DataFrame:
    """name, label, low, default, high, source: every assumption that a person may change."""
    known = gathered.assumptions
    rows = [
        {
            "name": name,
            "label": known.labels[name],
            "low": spread.low,
            "default": spread.default,
            "high": spread.high,
            "source": known.sources[name],
        }
        for name, spread in known.ranges.items()
    ]
    return pl.DataFrame(rows)


def _few(kept: dict[tuple[State, tuple[str, str]], Material]) -> dict[tuple[State, tuple[str, str]], Material]:
    """Those used last: of all categories two, as they are large, and several of single ones."""
    whole = [key for key in kept if key[1] == EVERY][-MOST_WHOLE:]
    single = [key for key in kept if key[1] != EVERY][-MOST_SINGLE:]
    return {key: kept[key] for key in (*whole, *single)}


def _measured(
    desk: Desk, version: Version, assumed: Assumptions, local: tuple[str, ...], category: tuple[str, str]
) -> Material:
    bought = _bought(desk, version)
    part = bought if category == EVERY else bought.of_category(*category)
    memberships = totals.whole_memberships(desk)
    parameters = desk.reference["category_case_parameters"]
    near = neighbours.near(desk.authorities, memberships, assumed.number("proposed_group_km"))
    around = Neighbourhood(neighbours.placed(desk.authorities), near)
    suppliers = None if category == EVERY else part.rows["supplier_id"].unique()
    traits = supplier_traits.told(desk, local, suppliers)
    return gathering.measure(
        part, memberships, parameters, assumed, groupings.remainders(), around=around, traits=traits
    )  # fmt: skip


def _bought(desk: Desk, version: Version) -> Bought:
    """What the payments of a version come to, read once."""
    known = _read.get(desk.store.home)
    if known is None or known[0] != version:
        _read.pop(desk.store.home, None)
        by_month = summed_payments.native(disclosing.coded_by_month(desk))
        months = council_periods.periods(by_month, months_covered.least_share(desk.reference)).collect()
        bought = gathering.read(summed_payments.native(_for_cases(disclosing.coded_by_sign(desk))), months)
        known = _read[desk.store.home] = (version, bought)
    return known[1]


def _for_cases(coded: frames.Frame) -> frames.Frame:
    """What cases are made of: payees that are guarded are in no market, and what has no one category is in no case."""
    guarded, apart = nw.col("atom") != "", nw.col("level1") != COMBINED
    level2 = nw.when(apart & (nw.col("level2") != COMBINED)).then(nw.col("level2")).otherwise(nw.lit(""))
    return coded.with_columns(
        level1=nw.when(apart).then(nw.col("level1")).otherwise(nw.lit("")),
        level2=level2,
        supplier_id=nw.when(guarded).then(nw.lit("")).otherwise(nw.col("supplier_id")),
    )
