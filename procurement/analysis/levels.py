"""The same pounds at every level: local, region, county, combined authority, hub and nation."""

from typing import Any

import narwhals.stable.v2 as nw

from procurement.analysis import frames
from procurement.tables import LEVELS


def at_level(coded: nw.LazyFrame[Any], memberships: Any, level: str) -> nw.LazyFrame[Any]:
    """CODED_PAYMENT with `place`, where the council counts at a level, and `counts_in_nation`.

    memberships: MEMBERSHIP, where every principal council has a place at every level, if only a remainder such as
    "No combined authority"; bodies that are no council have none, and are left out of every level alike. So the
    places of a level add up to the nation. A council in two hubs counts whole in each: then `counts_in_nation` is
    true in one of them alone, and totals across places take only those rows. Raises ValueError for an unknown level.
    """
    if level not in LEVELS:
        raise ValueError(f"“{level}” is not a level; the levels are {', '.join(LEVELS)}.")
    listed = frames.beside(memberships, coded).filter(nw.col("level") == level).select("authority_code", "place")
    first = listed.group_by("authority_code").agg(first_place=nw.col("place").min())
    places = listed.join(first, on="authority_code", how="inner").select(
        "authority_code", "place", counts_in_nation=nw.col("place") == nw.col("first_place")
    )
    return coded.join(places, on="authority_code", how="inner")


def once(placed: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """Each payment of at_level once, for totals across places."""
    return placed.filter(nw.col("counts_in_nation"))


def other_bodies(coded: nw.LazyFrame[Any], memberships: Any) -> nw.LazyFrame[Any]:
    """The payments that no level holds: those of public bodies that are no principal council."""
    councils = frames.beside(memberships, coded).select("authority_code").unique()
    return coded.join(councils, on="authority_code", how="anti")
