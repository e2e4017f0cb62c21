"""Which place a council counts in, at each level, on a day; and for how much of it, where it was split."""

from datetime import date

import polars as pl

from procurement.places import authorities as register
from procurement.places import members, recut
from procurement.tables import GROUPING, LEVELS, MEMBERSHIP, PLACE_SHARE, SUCCESSION, WHOLE_MILLIONTHS

NATION = "England"
REMAINDERS = {
    "region": "No region",
    "county": "No county council",
    "combined-authority": "No combined authority",
    "hub": "No hub",
}
"""Where the councils go that no grouping of a level holds, so that each level adds up to the nation."""


def parse(reference: pl.DataFrame) -> pl.DataFrame:
    """GROUPING from groupings.csv as text, where `members` lists codes between semicolons.

    Raises polars.exceptions.InvalidOperationError where a date can't be read. Empty in gives empty out.
    """
    dates = {
        name: pl.when(pl.col(name) != "").then(pl.col(name)).str.to_date("%Y-%m-%d")
        for name in ("start_date", "end_date")
    }
    rows = reference.fill_null("").with_columns(authority_code=pl.col("members").str.split(";"), **dates)
    return rows.explode("authority_code").select(GROUPING.names()).sort("level", "place", "authority_code")


def compose(place: str, codes: list[str], level: str = "hub") -> pl.DataFrame:
    """GROUPING of a hub that a person composes, without a first or last day."""
    rows = [(level, place, code, None, None) for code in sorted(set(codes))]
    return pl.DataFrame(rows, schema=GROUPING, orient="row")


def place_shares(
    authorities: pl.DataFrame, on: date, groupings: pl.DataFrame, successions: pl.DataFrame
) -> pl.DataFrame:
    """PLACE_SHARE of every principal council, past, present and to come, at every level on the map of a day.

    authorities: AUTHORITY. groupings: GROUPING, the combined authorities and the hubs. successions: SUCCESSION. Each
    council is shared between the councils of the day that stand for it (`recut.shares`), and each of these is in one
    place of a level, if only a remainder; in hubs it may be in several. Empty in gives empty out.
    """
    councils = register.principal_councils(authorities)
    shared = recut.shares(authorities, successions, on)
    part = councils.select("name", "region", part_code="authority_code")
    known = shared.join(part, on="part_code", how="left", validate="m:1")
    levels = [
        known.with_columns(level=pl.lit("local"), place="name"),
        known.with_columns(level=pl.lit("region"), place=_or_rest("region", "region")),
        _with_rest("county", known, _county_areas(councils, on)),
        *(
            _with_rest(level, known, members.on_the_day(groupings, level, shared, authorities, successions, on))
            for level in ("combined-authority", "hub")
        ),
        known.with_columns(level=pl.lit("national"), place=pl.lit(NATION)),
    ]
    every = pl.concat([table.select(PLACE_SHARE.names()) for table in levels])
    return every.sort(_order(), "place", "authority_code", "from_millionths")


def memberships(
    authorities: pl.DataFrame, on: date, groupings: pl.DataFrame, successions: pl.DataFrame | None = None
) -> pl.DataFrame:
    """MEMBERSHIP of every principal council, past, present and to come, at every level as of a day.

    As place_shares, where each council must count as a whole, under its own name at the local level: one that is split
    between places of a level counts with that level's remainder. successions: where none is given, every council stands
    for itself. Empty in gives empty out.
    """
    followed = SUCCESSION.to_frame() if successions is None else successions
    shared = place_shares(authorities, on, groupings, followed).filter(pl.col("level") != "local")
    length = (pl.col("to_millionths") - pl.col("from_millionths")).sum()
    summed = shared.group_by("level", "place", "authority_code").agg(is_whole=length == WHOLE_MILLIONTHS)
    whole = summed.filter("is_whole").select(MEMBERSHIP.names())
    apart = shared.join(whole, on=["level", "authority_code"], how="anti").unique(["level", "authority_code"])
    rest = apart.select("level", pl.col("level").replace(REMAINDERS).alias("place"), "authority_code")
    councils = register.principal_councils(authorities)
    local = councils.select(pl.lit("local").alias("level"), place="name", authority_code="authority_code")
    return pl.concat([local, whole, rest]).sort(_order(), "place", "authority_code")


def _order() -> pl.Expr:
    return pl.col("level").replace_strict(list(LEVELS), range(len(LEVELS)), return_dtype=pl.Int64)


def remainders() -> frozenset[str]:
    """The places that stand for "in no grouping of this level"; no councils buy together there."""
    return frozenset(REMAINDERS.values())


def in_several(memberships: pl.DataFrame, level: str) -> pl.DataFrame:
    """Councils that are in more than one place of a level: `authority_code`, `places` (a list). Only hubs overlap."""
    found = memberships.filter(pl.col("level") == level).unique(["place", "authority_code"])
    found = found.group_by("authority_code").agg(places=pl.col("place").sort())
    return found.filter(pl.col("places").list.len() > 1).sort("authority_code")


def _county_areas(councils: pl.DataFrame, on: date) -> pl.DataFrame:
    """`part_code`, `place` for the county councils of a day and the districts in their areas."""
    today = councils.filter(register.lived_on(on), pl.col("county_area") != "")
    areas = today.filter(pl.col("kind") == "county").select("county_area")
    return today.join(areas, on="county_area", how="semi").select(part_code="authority_code", place="county_area")


def _with_rest(level: str, known: pl.DataFrame, places: pl.DataFrame) -> pl.DataFrame:
    every = known.join(places, on="part_code", how="left", validate="m:m")
    return every.with_columns(level=pl.lit(level), place=pl.col("place").fill_null(REMAINDERS[level]))


def _or_rest(column: str, level: str) -> pl.Expr:
    return pl.when(pl.col(column) != "").then(column).otherwise(pl.lit(REMAINDERS[level]))
