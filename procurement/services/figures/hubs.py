"""Hubs: groupings of councils that a person composes; they may overlap, and never double the nation."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

import polars as pl

from procurement.access import Viewer, check_can_compare, check_can_decide
from procurement.analysis import frames, levels, roll_up
from procurement.analysis.filters import Scope
from procurement.services import owners
from procurement.services.desk import Desk
from procurement.services.figures import maps, totals
from procurement.services.privacy import disclosing
from procurement.services.problems import CannotDo


def listed(viewer: Viewer, desk: Desk) -> dict[str, list[str]]:
    """Each composed hub with its councils' codes, by name."""
    check_can_compare(viewer)
    return dict(sorted(desk.store.register.hubs.all().items()))


def compose(viewer: Viewer, desk: Desk, name: str, councils: Sequence[str]) -> str:
    """Keep a hub of at least two councils (names or GSS codes); the same name again replaces it. Returns a sentence.

    Raises NotAllowed where the viewer may not, CannotDo where the name is blank or fewer than two councils are given.
    """
    check_can_decide(viewer)
    plain = " ".join(name.split())
    codes = sorted({owners.council(council, desk).authority_code for council in councils})
    if not plain or len(codes) < 2:
        raise CannotDo("A hub needs a name and at least two councils.")
    desk.store.register.hubs.keep(plain, codes, str(viewer.role), datetime.now(UTC))
    return f"{plain} is kept, with {len(codes)} councils. It is now one of the places of the level hub."


def remove(viewer: Viewer, desk: Desk, name: str) -> None:
    """Let go of a composed hub; no payment is touched."""
    check_can_decide(viewer)
    desk.store.register.hubs.remove(name)


@dataclass(frozen=True)
class Together:
    """What councils buy together. `categories`: level1, spend_pence, councils; `notes`: what was shared, and how.

    `councils`: the codes of the bodies whose payments these are.
    """

    categories: pl.DataFrame
    notes: list[str]
    councils: tuple[str, ...]


def together(viewer: Viewer, desk: Desk, codes: tuple[str, ...], on: date | None = None) -> Together:
    """What these councils of a day (today) buy together, the greatest category first; empty where they have no spend.

    What was spent by a council before or after one of them is theirs, by its share where it was split.
    """
    check_can_compare(viewer)
    totals.check_map(on)
    shares = totals.memberships(desk, on)
    months = disclosing.by_month_and_level1_for(viewer, desk, Scope(), shares)
    placed = levels.at_level(months, shares, "local")
    rows = frames.collect(roll_up.roll_up(placed, ["place", "level1"]))
    names = desk.authorities.filter(pl.col("authority_code").is_in(codes))["name"].implode()
    mine = rows.filter(pl.col("place").is_in(names) & (pl.col("level1") != ""))
    summed = mine.group_by("level1").agg(pl.col("spend_pence").sum(), councils=pl.len())
    before = shares.filter(pl.col("level") == "local", pl.col("part_code").is_in(codes))["authority_code"]
    noted = maps.notes(viewer, desk, totals.Wanted("local", scope=Scope(authorities=tuple(before)), on=on))
    return Together(summed.sort("spend_pence", "level1", descending=[True, False]), noted, tuple(before))
