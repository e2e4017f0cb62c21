"""Totals at every level: payments joined to their readings and places, then rolled up."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from procurement.access import Viewer, check_can_compare
from procurement.analysis import frames, levels, roll_up
from procurement.analysis.filters import Scope
from procurement.places import groupings, recut, successions
from procurement.services.desk import Desk
from procurement.services.privacy import disclosing, people
from procurement.services.problems import CannotDo, WrongWords
from procurement.tables import LEVELS, ROLL_UP

BY = {
    "category": ("level1",),
    "subcategory": ("level1", "level2"),
    "code": ("proclass_code",),
    "supplier": ("shown_supplier_id", "shown_supplier", "shown_supplier_kind"),
    "kind": ("shown_supplier_kind",),
    "group": ("shown_supplier_group",),
    "authority": ("authority_code", "authority"),
    "year": ("financial_year",),
    "quarter": ("quarter",),
    "month": ("month",),
    "influenceable": ("influenceable",),
    "basis": ("amount_basis",),
}
PERIODS = {"year", "quarter", "month"}
MEASURES = tuple(ROLL_UP.names())
MOST_MAPS = 30
"""So many days' maps are kept, that memory stays bounded."""


@dataclass(frozen=True)
class Wanted:
    """A total to be worked out: the level, what it is by (keys of BY), the payments meant, and the day of the map."""

    level: str = "national"
    by: Sequence[str] = ("category",)
    scope: Scope = field(default_factory=Scope)
    on: date | None = None


def meant(viewer: Viewer, desk: Desk, wanted: Wanted, *maps_meant: pl.DataFrame) -> frames.Frame:
    """The payments of a total as this viewer may have them: summed, unless it tells them apart by when they were paid.

    maps_meant: as disclosing.summed_for takes them.
    """
    dated = wanted.scope.from_day or wanted.scope.to_day or PERIODS & set(wanted.by)
    if dated:
        return disclosing.coded_for(viewer, desk, wanted.scope)
    return disclosing.summed_for(viewer, desk, wanted.scope, *maps_meant)


def memberships(desk: Desk, on: date | None = None) -> pl.DataFrame:
    """PLACE_SHARE: which council is in which place at each level on the map of a day, and for how much of it.

    Today's map where no day is named; composed hubs included. Only councils of which an upload is listed are split.
    What several councils stand in together has a place too (disclosing.with_pools).
    """
    shared = _place_shares(desk, on or desk.today)
    return disclosing.with_pools(desk, recut.split_only(shared, desk.store.register.uploads.bodies()))


def _place_shares(desk: Desk, on: date) -> pl.DataFrame:
    """groupings.place_shares of a day, kept for as long as the same hubs are composed."""
    hubs = desk.store.register.hubs.all()
    composed = tuple((name, tuple(codes)) for name, codes in hubs.items())
    known = desk.maps.get(on)
    if known is None or known[0] != composed:
        made = groupings.place_shares(desk.authorities, on, _groupings(desk), followed(desk))
        if len(desk.maps) >= MOST_MAPS:
            desk.maps.clear()
        known = desk.maps[on] = (composed, made)
    return known[1]


def whole_memberships(desk: Desk) -> pl.DataFrame:
    """MEMBERSHIP on today's map, for what councils can only enter as a whole; composed hubs included."""
    return groupings.memberships(desk.authorities, desk.today, _groupings(desk), followed(desk))


def followed(desk: Desk) -> pl.DataFrame:
    """SUCCESSION: which council followed which."""
    return successions.parse(desk.reference["successions"])


def _groupings(desk: Desk) -> pl.DataFrame:
    hubs = [groupings.compose(name, codes) for name, codes in desk.store.register.hubs.all().items()]
    return pl.concat([desk.groupings, *[hub.select(desk.groupings.columns) for hub in hubs]])


def total(viewer: Viewer, desk: Desk, wanted: Wanted) -> pl.DataFrame:
    """Spend, payments, suppliers and councils of each place and combination of `by`, the greatest spend first.

    By supplier, private individuals stand together and are never named, and no sum is of too few of them (disclosing),
    but for officers who ask after their own council alone. Raises WrongWords naming the choices where the
    level or a word of `by` is none, CannotDo where the days end before they begin or the map is not known, NotAllowed
    where not permitted. `maps.notes` says what was shared out and how.
    """
    check_can_compare(viewer)
    check(wanted)
    columns = list(dict.fromkeys(["place", *[column for word in wanted.by for column in BY[word]]]))
    shares = memberships(desk, wanted.on)
    placed = levels.at_level(meant(viewer, desk, wanted, shares), shares, wanted.level)
    totals = frames.collect(roll_up.roll_up(people.masked(placed), columns))
    ordered = totals.sort("spend_pence", *columns, descending=[True, *[False] * len(columns)])
    return ordered.rename({column: column.removeprefix("shown_") for column in columns})


def check_level(level: str) -> None:
    """Raise WrongWords unless `level` is one of the levels."""
    if level not in LEVELS:
        raise WrongWords(f'"{level}" is not a level; choose from {", ".join(LEVELS)}.')


def check(wanted: Wanted) -> None:
    """Raise WrongWords or CannotDo with a sentence where there can be no such total."""
    check_level(wanted.level)
    unknown = [word for word in wanted.by if word not in BY]
    if unknown:
        raise WrongWords(f'"{unknown[0]}" is nothing that spend can be totalled by; choose from {", ".join(BY)}.')
    check_days(wanted.scope.from_day, wanted.scope.to_day)
    check_map(wanted.on)


def check_days(first: date | None, last: date | None) -> None:
    """Raise CannotDo where days end before they begin."""
    if first and last and first > last:
        raise CannotDo(f"The days end ({last}) before they begin ({first}).")


def check_map(on: date | None) -> None:
    """Raise CannotDo where the councils of a day are not known."""
    if on is not None and on < successions.FIRST_MAP:
        raise CannotDo(f"The councils of {on} are not known. Choose the map of {successions.FIRST_MAP} or a later day.")
