"""The members of combined authorities and hubs on a day, when councils have followed others since they were named."""

from datetime import date

import polars as pl

from procurement.places import authorities as register
from procurement.places import recut


def on_the_day(
    groupings: pl.DataFrame,
    level: str,
    shared: pl.DataFrame,
    authorities: pl.DataFrame,
    successions: pl.DataFrame,
    on: date,
) -> pl.DataFrame:
    """`part_code` and `place`: the councils of a day in each grouping of a level that stands on that day.

    groupings: GROUPING. shared: SHARE on the day. A member that has ended is followed by its successors. For one that
    had not begun stand those of its predecessors that went wholly into members of the grouping. Empty in, empty out.
    """
    standing = groupings.filter(pl.col("level") == level, register.lived_on(on)).select("authority_code", "place")
    named = shared.join(standing.unique(), on="authority_code", how="inner", validate="m:m")
    begins = dict(authorities.select("authority_code", "start_date").iter_rows())
    later = sorted({day for code in named["authority_code"] if (day := begins[code]) is not None and day > on})
    is_early = pl.col("authority_code").is_in([code for code, day in begins.items() if day is not None and day > on])
    found = [named.filter(~is_early).select("part_code", "place")]
    for day in later:
        found.append(_wholly_in(named.filter(is_early), standing, recut.shares(authorities, successions, day)))
    return pl.concat(found).unique()


def _wholly_in(named: pl.DataFrame, standing: pl.DataFrame, then: pl.DataFrame) -> pl.DataFrame:
    """Of the councils in `named`, those of which every part on the later day is a member of the same grouping."""
    asked = named.select("part_code", "place").unique()
    parts = asked.join(then.select(part_code="authority_code", later="part_code"), on="part_code", validate="m:m")
    member = standing.select("place", later="authority_code", is_member=pl.lit(value=True)).unique()
    held = parts.join(member, on=["place", "later"], how="left", validate="m:1")
    whole = held.group_by("part_code", "place").agg(pl.col("is_member").fill_null(value=False).all())
    return whole.filter("is_member").select("part_code", "place")
