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
from procurement.ui import words

MOSTLY = 0.9
"""The share of a category's spend from which it is called one council's."""


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
    """What councils buy together. `categories`: level1 (NOT_KNOWN where it is not known), spend_pence, councils that
    have spend in it, the `largest` of them and its `largest_share` of the spend, 1 at most, null where credits outweigh
    payments; `notes`: what was shared, and how. `councils`: the codes of the bodies whose payments these are.
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
    mine = rows.filter(pl.col("place").is_in(names)).with_columns(pl.col("level1").replace("", words.NOT_KNOWN))
    before = shares.filter(pl.col("level") == "local", pl.col("part_code").is_in(codes))["authority_code"]
    noted = maps.notes(viewer, desk, totals.Wanted("local", scope=Scope(authorities=tuple(before)), on=on))
    return Together(_by_category(mine), noted, tuple(before))


def mostly_one_council_s(categories: pl.DataFrame) -> str:
    """Which categories next to all of the spend is one council's in, so that there is little to buy together; or ""."""
    alone = categories.filter(pl.col("largest_share") >= MOSTLY, pl.col("level1") != words.NOT_KNOWN)
    named = [f"{row['level1']} ({row['largest']}, {words.share(row['largest_share'])})" for row in alone.to_dicts()]
    return f"Of these one council spends nearly all: {words.listed(named)}." if named else ""


def _by_category(rows: pl.DataFrame) -> pl.DataFrame:
    """`Together.categories` of rows by place and level1, the greatest first."""
    whole, most = pl.col("spend_pence").sum(), pl.col("spend_pence").first()
    summed = (
        rows.sort("spend_pence", "place", descending=[True, False])
        .group_by("level1", maintain_order=True)
        .agg(
            councils=pl.len().cast(pl.Int64),
            largest=pl.col("place").first(),
            largest_share=pl.when(whole > 0).then((most / whole).clip(0.0, 1.0)),
            spend_pence=whole,
        )
    )
    return summed.sort("spend_pence", "level1", descending=[True, False])
