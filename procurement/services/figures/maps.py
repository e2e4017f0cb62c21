"""What was done so that spend stands on the map of a day: what was shared out by which rule, and what followed what."""

from datetime import date
from typing import Any

import narwhals.stable.v2 as nw
import polars as pl

from procurement.access import Viewer, check_can_compare
from procurement.analysis import frames, roll_up
from procurement.places.successions import FIRST_MAP
from procurement.services.desk import Desk
from procurement.services.figures import totals
from procurement.tables import WHOLE_MILLIONTHS
from procurement.ui import words

Row = dict[str, Any]


def notes(viewer: Viewer, desk: Desk, wanted: totals.Wanted) -> list[str]:
    """Sentences to stand beside a total: what was shared and how, which council followed which, what is unsettled.

    None where every council with spend stands for itself. Raises as `totals.total` does.
    """
    check_can_compare(viewer)
    totals.check(wanted)
    on = wanted.on or desk.today
    shares = totals.memberships(desk, on).filter(level=wanted.level)
    return [*_shared_out(viewer, desk, wanted, shares, on), *followed(desk, wanted, shares), *_expected(desk, on)]


def days(desk: Desk) -> list[date]:
    """The days on which the map changed or is expected to, the latest first; between two of them it stays the same."""
    begun = [desk.groupings["start_date"], totals.followed(desk)["first_day"]]
    ended = desk.groupings["end_date"].dt.offset_by("1d")
    expected = desk.reference["boundaries_expected"]["from_day"].str.to_date("%Y-%m-%d")
    every = {day for column in (*begun, ended, expected) for day in column.drop_nulls()} | {FIRST_MAP}
    return sorted((day for day in every if day >= FIRST_MAP and day != desk.today), reverse=True)


def _shared_out(viewer: Viewer, desk: Desk, wanted: totals.Wanted, shares: pl.DataFrame, on: date) -> list[str]:
    """A sentence for each council whose pounds are shared between places of the level, and their sum."""
    length = (pl.col("to_millionths") - pl.col("from_millionths")).sum().alias("length")
    parts = shares.group_by("authority_code", "place", maintain_order=True).agg(length)
    apart = parts.filter(pl.col("length") < WHOLE_MILLIONTHS).partition_by("authority_code", as_dict=True)
    spent = _spent(viewer, desk, wanted, [str(code) for (code,) in apart])
    told = [
        f"{_name(desk, code)}: {words.pounds(pence)} is shared between {_between(apart[code,])}, "
        f"by {_rule(desk, code, on)}."
        for code, pence in spent
    ]
    whole = words.pounds(sum(pence for _, pence in spent))
    return [*told, f"On this map {whole} of the pounds counted were shared in this way."] if told else []


def _spent(viewer: Viewer, desk: Desk, wanted: totals.Wanted, codes: list[str]) -> list[tuple[str, int]]:
    """The pence of each of these councils in the scope, the greatest first; of those alone that have payments there."""
    if not codes:
        return []
    scoped = totals.meant(viewer, desk, wanted)
    rows = frames.collect(roll_up.roll_up(scoped.filter(nw.col("authority_code").is_in(codes)), ["authority_code"]))
    ordered = rows.sort("spend_pence", "authority_code", descending=[True, False])
    return [(str(code), int(pence)) for code, pence in ordered.select("authority_code", "spend_pence").iter_rows()]


def _between(parts: pl.DataFrame) -> str:
    """The places with their shares, as exact as they are kept."""
    each = [f"{place} ({length / 10_000:.4f}%)" for place, length in parts.select("place", "length").iter_rows()]
    return " and ".join(each) if len(each) < 3 else f"{', '.join(each[:-1])} and {each[-1]}"


def _rule(desk: Desk, code: str, on: date) -> str:
    """By what a council is shared on the map of a day, such as population (ONS mid-2024 estimate)."""
    rows = totals.followed(desk)
    later = rows.filter((pl.col("predecessor") == code) & (pl.col("first_day") <= on))
    used = later if later.height else rows.filter(pl.col("successor") == code)
    bases = used.select("rule", "weight_from").unique(maintain_order=True).iter_rows()
    said = ", ".join(f"{rule} ({basis})" for rule, basis in bases)
    tiers = sorted(set(used["tier_percent"]) - {100}, reverse=True) if later.is_empty() else []
    if not tiers:
        return said
    return f"{said}, and {' to '.join(map(str, tiers))} between a county council and its districts (our assumption)"


def followed(desk: Desk, wanted: totals.Wanted, shares: pl.DataFrame) -> list[str]:
    """Which councils with payments count as another one that stands for the whole of them on this map."""
    held = set(desk.store.register.uploads.bodies())
    meant = held & set(wanted.scope.authorities) if wanted.scope.authorities else held
    moved = shares.filter(
        pl.col("authority_code") != pl.col("part_code"),
        pl.col("to_millionths") - pl.col("from_millionths") == WHOLE_MILLIONTHS,
        pl.col("authority_code").is_in(list(meant)),
    )
    pairs = moved.select("authority_code", "part_code").unique().sort("part_code", "authority_code").iter_rows()
    each = [f"{_name(desk, code)} in {_name(desk, part)}" for code, part in pairs]
    return [f"On this map spend counts in the council that stands for another: {words.listed(each)}."] if each else []


def _expected(desk: Desk, on: date) -> list[str]:
    """What is meant to change by the day and is not settled in law as far as the reference tables know."""
    rows = desk.reference["boundaries_expected"]
    return rows.filter(pl.col("from_day").str.to_date("%Y-%m-%d") <= on)["sentence"].to_list()


def _name(desk: Desk, code: str) -> str:
    return str(desk.authorities.filter(authority_code=code)["name"].item())
