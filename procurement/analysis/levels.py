"""The same pounds at every level: local, region, county, combined authority, hub and nation."""

from typing import Any

import narwhals.stable.v2 as nw

from procurement.analysis import frames, parts
from procurement.tables import LEVELS, WHOLE_MILLIONTHS

MARKS = ("from_millionths", "to_millionths")
BEGINS_HERE = "begins_here"
"""Whether a part of a council is the first of those in its place, which alone counts its payments there."""


def at_level(coded: nw.LazyFrame[Any], memberships: Any, level: str) -> nw.LazyFrame[Any]:
    """CODED_PAYMENT with `place`, where the council counts at a level, and `counts_in_nation`.

    memberships: MEMBERSHIP, or PLACE_SHARE where councils may be split. Every principal council has a place at every
    level, if only a remainder such as "No combined authority"; bodies that are no council have none, and are left out
    of every level alike. So the places of a level add up to the nation. A council in two hubs counts whole in each:
    then `counts_in_nation` is true in one of them alone, and totals across places take only those rows.
    Where a council is split between councils of the map's day, a payment is a row a part, whose amount_pence is the
    part, and `counts_as_payment` is 1 for one row in each place that has a part of it and 0 for the others.
    Raises ValueError for an unknown level.
    """
    if level not in LEVELS:
        raise ValueError(f"“{level}” is not a level; the levels are {', '.join(LEVELS)}.")
    listed = frames.lazy(memberships).filter(nw.col("level") == level)
    if not _are_split(listed):
        whole = _first_places(listed.select("authority_code", "place"), ["authority_code"])
        return coded.join(frames.beside(whole, coded), on="authority_code", how="inner")
    placed = coded.join(frames.beside(_parts(listed), coded), on="authority_code", how="inner")
    pence = parts.part_of(nw.col("amount_pence"), *(nw.col(mark) for mark in MARKS))
    counts = parts.counted(coded, nw.col(BEGINS_HERE))
    return placed.with_columns(amount_pence=pence, **{parts.COUNTS: counts}).drop(*MARKS, BEGINS_HERE)


def once(placed: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """The payments of at_level without doubling, for totals across places: each once, or each part of it once."""
    kept = placed.filter(nw.col("counts_in_nation"))
    if "is_first_part" not in kept.collect_schema().names():
        return kept
    return kept.with_columns(**{parts.COUNTS: parts.counted(kept, nw.col("is_first_part"))})


def councils(coded: nw.LazyFrame[Any], memberships: Any) -> nw.LazyFrame[Any]:
    """The payments of principal councils, whole and each once, as published: what every level is made of."""
    listed = frames.beside(memberships, coded).select("authority_code").unique()
    return coded.join(listed, on="authority_code", how="semi")


def other_bodies(coded: nw.LazyFrame[Any], memberships: Any) -> nw.LazyFrame[Any]:
    """The payments that no level holds: those of public bodies that are no principal council."""
    listed = frames.beside(memberships, coded).select("authority_code").unique()
    return coded.join(listed, on="authority_code", how="anti")


def _are_split(listed: nw.LazyFrame[Any]) -> bool:
    if MARKS[0] not in listed.collect_schema().names():
        return False
    split = listed.filter(nw.col(MARKS[1]) - nw.col(MARKS[0]) < WHOLE_MILLIONTHS).head(1)
    return split.collect(backend="polars").to_native().height > 0


def _parts(listed: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """A row for each part of a council in each place, with its marks, and whether it is the first in its place."""
    rows = listed.select("authority_code", "place", "part_code", *MARKS)
    placed = _first_places(rows, ["authority_code", "part_code"])
    begins = rows.group_by("authority_code", "place").agg(first_mark=nw.col(MARKS[0]).min())
    begun = placed.join(begins, on=["authority_code", "place"], how="left")
    return begun.select(
        "authority_code",
        "place",
        "counts_in_nation",
        *MARKS,
        is_first_part=nw.col(MARKS[0]) == 0,
        **{BEGINS_HERE: nw.col(MARKS[0]) == nw.col("first_mark")},
    )


def _first_places(rows: nw.LazyFrame[Any], key: list[str]) -> nw.LazyFrame[Any]:
    """`rows` with counts_in_nation: true in the first of the places of what `key` names."""
    first = rows.group_by(key).agg(first_place=nw.col("place").min())
    joined = rows.join(first, on=key, how="inner")
    return joined.with_columns(counts_in_nation=nw.col("place") == nw.col("first_place")).drop("first_place")
