"""Hubs: groupings of councils that a person composes; they may overlap, and never double the nation."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

import polars as pl

from procurement.access import Viewer, check_can_compare, check_can_decide
from procurement.analysis import frames, levels, roll_up
from procurement.analysis.disclosure.guarding import COMBINED, SEVERAL_COUNCILS
from procurement.analysis.filters import Scope
from procurement.places import groupings
from procurement.services import owners
from procurement.services.desk import Desk
from procurement.services.figures import maps, totals, tracing
from procurement.services.figures.tracing import Figure
from procurement.services.privacy import disclosing
from procurement.services.problems import CannotDo
from procurement.ui import words

MOSTLY = 0.9
"""The share of a category's spend from which it is called one council's."""


def listed(viewer: Viewer, desk: Desk) -> dict[str, list[str]]:
    """Each composed hub with its councils' codes, by name."""
    check_can_compare(viewer)
    return dict(sorted(desk.store.register.hubs.all().items()))


def named(viewer: Viewer, desk: Desk) -> dict[str, list[str]]:
    """Each composed hub with its councils' names, those of the past and to come too, by name."""
    names = dict(desk.authorities.select("authority_code", "name").iter_rows())
    return {hub: sorted(names.get(code, code) for code in codes) for hub, codes in listed(viewer, desk).items()}


def compose(viewer: Viewer, desk: Desk, name: str, councils: Sequence[str]) -> str:
    """Keep a hub of at least two councils (names or GSS codes); the same name again replaces it. Returns a sentence.

    Raises NotAllowed where the viewer may not, CannotDo where the name is blank or is that of another place, or fewer
    than two councils are given.
    """
    check_can_decide(viewer)
    plain = " ".join(name.split())
    codes = sorted({owners.council(council, desk).authority_code for council in councils})
    if not plain or len(codes) < 2:
        raise CannotDo("A hub needs a name and at least two councils.")
    if plain.casefold() in _taken(desk):
        raise CannotDo(f'"{plain}" is already the name of a place. Choose another name, so that the two stay apart.')
    desk.store.register.hubs.keep(plain, codes, str(viewer.role), datetime.now(UTC))
    return f"{plain} is kept, with {len(codes)} councils. It is now one of the places of the level hub."


def _taken(desk: Desk) -> set[str]:
    """Names that a hub may not have: of the hubs in the reference tables, and of what is in no hub."""
    known = desk.groupings.filter(level="hub")["place"].to_list()
    return {name.casefold() for name in [*known, *groupings.remainders(), SEVERAL_COUNCILS]}


def remove(viewer: Viewer, desk: Desk, name: str) -> str:
    """Let go of a composed hub, and say so; no payment is touched."""
    check_can_decide(viewer)
    desk.store.register.hubs.remove(name)
    return f"{name} is no longer a hub. No payment was touched."


@dataclass(frozen=True)
class Together:
    """What councils buy together. `categories`: level1 (NOT_KNOWN where it is not known), spend_pence, councils that
    have spend in it, the `largest` of them and its `largest_share` of the spend, 1 at most, null where credits outweigh
    payments; `figure`, the name of the spend. `each`: the same of each council, `council`, level1, spend_pence and
    `figure`. `notes`: what was shared, and how. `councils`: the codes of the bodies whose payments these are.
    """

    categories: pl.DataFrame
    each: pl.DataFrame
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
    mine = rows.filter(pl.col("place").is_in(names))
    before = shares.filter(pl.col("level") == "local", pl.col("part_code").is_in(codes))["authority_code"]
    noted = maps.notes(viewer, desk, totals.Wanted("local", scope=Scope(authorities=tuple(before)), on=on))
    return Together(_by_category(mine, on), _each(mine, on), noted, tuple(before))


def mostly_one_council_s(categories: pl.DataFrame) -> str:
    """Which categories next to all of the spend is one council's in, so that there is little to buy together; or ""."""
    alone = categories.filter(pl.col("largest_share") >= MOSTLY, ~pl.col("level1").is_in([words.NOT_KNOWN, COMBINED]))
    named = [f"{row['level1']} ({row['largest']}, {words.share(row['largest_share'])})" for row in alone.to_dicts()]
    return f"Of these one council spends nearly all: {words.listed(named)}." if named else ""


def _by_category(rows: pl.DataFrame, on: date | None) -> pl.DataFrame:
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
    together = Figure("local", on=on, places=tuple(rows["place"].unique().sort()))
    named = summed.with_columns(tracing.names(together, "level1", summed["level1"]))
    return _shown(named).sort("spend_pence", "level1", descending=[True, False])


def _each(rows: pl.DataFrame, on: date | None) -> pl.DataFrame:
    """`Together.each` of rows by place and level1, the greatest first."""
    names = [
        Figure("local", place, (("level1", level1),), on=on).name
        for place, level1 in rows.select("place", "level1").iter_rows()
    ]
    named = rows.with_columns(pl.Series("figure", names, dtype=pl.String)).rename({"place": "council"})
    order = ["spend_pence", "council", "level1"]
    return (
        _shown(named).select("council", "level1", "spend_pence", "figure").sort(order, descending=[True, False, False])
    )


def _shown(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.with_columns(pl.col("level1").replace("", words.NOT_KNOWN))
