"""Which place a council counts in, at each level, on a day."""

from datetime import date

import polars as pl

from procurement.places import authorities as register
from procurement.tables import GROUPING, LEVELS, MEMBERSHIP

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


def memberships(authorities: pl.DataFrame, on: date, groupings: pl.DataFrame) -> pl.DataFrame:
    """MEMBERSHIP of every principal council, past, present and to come, at every level as of a day.

    authorities: AUTHORITY. groupings: GROUPING, the combined authorities and the hubs. A council may be in several
    hubs, and in one place at any other level. A council that has ended counts where its only successor does;
    one that was split counts in its own region and otherwise with the remainder. Empty in gives empty out.
    """
    councils = register.principal_councils(authorities)
    heirs = _heirs(councils, on)
    levels = [
        councils.select(level=pl.lit("local"), place="name", authority_code="authority_code"),
        councils.select(level=pl.lit("region"), place=_or_rest("region", "region"), authority_code="authority_code"),
        _with_rest("county", heirs, _county_areas(councils, on)),
        *(_with_rest(level, heirs, _grouped(groupings, level, on)) for level in ("combined-authority", "hub")),
        councils.select(level=pl.lit("national"), place=pl.lit(NATION), authority_code="authority_code"),
    ]
    order = pl.col("level").replace_strict(list(LEVELS), range(len(LEVELS)), return_dtype=pl.Int64)
    return pl.concat(levels).select(MEMBERSHIP.names()).sort(order, "place", "authority_code")


def remainders() -> frozenset[str]:
    """The places that stand for "in no grouping of this level"; no councils buy together there."""
    return frozenset(REMAINDERS.values())


def in_several(memberships: pl.DataFrame, level: str) -> pl.DataFrame:
    """Councils that are in more than one place of a level: `authority_code`, `places` (a list). Only hubs overlap."""
    found = memberships.filter(pl.col("level") == level).group_by("authority_code").agg(places=pl.col("place").sort())
    return found.filter(pl.col("places").list.len() > 1).sort("authority_code")


def _heirs(councils: pl.DataFrame, on: date) -> pl.DataFrame:
    """`authority_code` and the council that stands for it on the day, "" where none does."""
    codes = councils["authority_code"].to_list()
    rows = list(zip(codes, register.heirs(councils, codes, on), strict=True))
    return pl.DataFrame(rows, schema={"authority_code": pl.String, "heir": pl.String}, orient="row")


def _county_areas(councils: pl.DataFrame, on: date) -> pl.DataFrame:
    """`heir`, `place` for the county councils of a day and the districts in their areas."""
    today = councils.filter(register.lived_on(on), pl.col("county_area") != "")
    areas = today.filter(pl.col("kind") == "county").select("county_area")
    return today.join(areas, on="county_area", how="semi").select(heir="authority_code", place="county_area")


def _grouped(groupings: pl.DataFrame, level: str, on: date) -> pl.DataFrame:
    today = groupings.filter(pl.col("level") == level, register.lived_on(on))
    return today.select(heir="authority_code", place="place").unique()


def _with_rest(level: str, heirs: pl.DataFrame, places: pl.DataFrame) -> pl.DataFrame:
    every = heirs.join(places, on="heir", how="left", validate="m:m")
    placed = every.select("authority_code", place=pl.col("place").fill_null(REMAINDERS[level]))
    return placed.unique().select(level=pl.lit(level), place="place", authority_code="authority_code")


def _or_rest(column: str, level: str) -> pl.Expr:
    return pl.when(pl.col(column) != "").then(column).otherwise(pl.lit(REMAINDERS[level]))
