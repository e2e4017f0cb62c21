"""Our council against its peers: what it spends for each of its people beside councils that are like it."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from procurement.access import Viewer, check_can_compare
from procurement.analysis import council_periods, coverage, frames, roll_up
from procurement.analysis.disclosure.guarding import COMBINED
from procurement.analysis.filters import Scope
from procurement.places import peers as alike
from procurement.services.back_catalogues import months_covered
from procurement.services.desk import Desk
from procurement.services.figures import coverage_limits, summed_payments
from procurement.services.figures.tracing import Figure
from procurement.services.privacy import disclosing
from procurement.ui import words

MONTHS_A_YEAR = 12
PER_HEAD_NOTE = (
    "A year of it: spend over the months that the council's payments cover (a month of a few late rows is none), times "
    "twelve, for each of its people. "
    "People: mid-year estimates of the Office for National Statistics, mid-2024 for councils of today "
    "(authorities.csv). A peer that buys none of a category counts as nothing."
)
NOT_COMPARED = "stands in sums of several payees and categories, so that no payee can be told, and is not compared."


@dataclass(frozen=True)
class PeerView:
    """peers: PEER. warnings: sentences on unlike coverage, and on what is not compared.

    categories: level1, spend_pence, then pence for each person a year: ours_pence, median_pence, difference_pence;
    councils, how many peers buy it; figure, the name of spend_pence.
    """

    peers: pl.DataFrame
    categories: pl.DataFrame
    warnings: list[str]


def suggested(viewer: Viewer, desk: Desk, code: str) -> pl.DataFrame:
    """PEER: the councils with spend stored that are most like this one, the nearest first."""
    check_can_compare(viewer)
    held = desk.authorities.filter(pl.col("authority_code").is_in({*desk.store.register.uploads.bodies(), code}))
    return alike.nearest(held, code, alike.weights(desk.reference["peer_weights"]), most=alike.MOST)


def choices(viewer: Viewer, desk: Desk, code: str) -> pl.DataFrame:
    """PEER of every council with spend stored, for a person to choose from."""
    check_can_compare(viewer)
    held = desk.authorities.filter(pl.col("authority_code").is_in({*desk.store.register.uploads.bodies(), code}))
    return alike.nearest(held, code, alike.weights(desk.reference["peer_weights"]), most=held.height)


def view(viewer: Viewer, desk: Desk, code: str, chosen: tuple[str, ...] = ()) -> PeerView:
    """The council of `code` against `chosen` councils, or those suggested where none is chosen.

    Empty `categories` where the council has no spend, no population is known, or there is no peer.
    """
    check_can_compare(viewer)
    every = choices(viewer, desk, code)
    peers = every.filter(pl.col("authority_code").is_in(chosen)) if chosen else every.head(alike.MOST)
    codes = [code, *peers["authority_code"]]
    months = disclosing.by_month_for(viewer, desk, Scope(authorities=tuple(codes)))
    covers = _covers(desk, months)
    spend = frames.collect(roll_up.roll_up(months, ["authority_code", "level1"]))
    is_combined = pl.col("level1") == COMBINED
    left = int(spend.filter(is_combined, authority_code=code)["spend_pence"].sum())
    told = [f"{words.pounds(left)} of ours {NOT_COMPARED}"] if left else []
    compared = _compared(desk, code, spend.filter(~is_combined), covers)
    return PeerView(peers, compared, [*made_up(desk, covers), *unlike(desk, code, covers), *told])


def _covers(desk: Desk, months: frames.Frame) -> pl.DataFrame:
    """What coverage.coverage says of each council, with the months that its payments cover as `months`."""
    found = frames.collect(coverage.coverage(months, ["authority_code"])).drop("months")
    periods = council_periods.periods(
        summed_payments.native(months), months_covered.least_share(desk.reference)
    ).collect()
    return found.join(periods.select("authority_code", "months"), on="authority_code", validate="1:1")


def _compared(desk: Desk, code: str, spend: pl.DataFrame, covers: pl.DataFrame) -> pl.DataFrame:
    people = desk.authorities.select("authority_code", "population").filter(pl.col("population") > 0)
    known = covers.select("authority_code", "months").join(people, on="authority_code", validate="1:1")
    a_year = pl.col("spend_pence") * MONTHS_A_YEAR / pl.col("months") / pl.col("population")
    rows = spend.join(known.filter(pl.col("months") > 0), on="authority_code", validate="m:1").with_columns(head=a_year)
    ours = rows.filter(authority_code=code).select("level1", "spend_pence", ours="head")
    others = rows.filter(pl.col("authority_code") != code)
    peers = known.filter(pl.col("authority_code") != code)["authority_code"].to_list()
    if ours.is_empty() or not peers:
        return pl.DataFrame()
    medians = [_median(others.filter(level1=name)["head"].to_list(), len(peers)) for name in ours["level1"]]
    buying = [others.filter(level1=name).height for name in ours["level1"]]
    names = [Figure(values=(("level1", name), ("authority_code", code)), shared=True).name for name in ours["level1"]]
    found = ours.with_columns(
        pl.Series("median", medians, dtype=pl.Float64),
        pl.Series("councils", buying, dtype=pl.Int64),
        pl.Series("figure", names, dtype=pl.String),
    )
    return found.select(
        pl.col("level1").replace("", words.NOT_KNOWN),
        "spend_pence",
        pl.col("ours").round(0).cast(pl.Int64).alias("ours_pence"),
        pl.col("median").round(0).cast(pl.Int64).alias("median_pence"),
        (pl.col("ours").round(0) - pl.col("median").round(0)).cast(pl.Int64).alias("difference_pence"),
        "councils",
        "figure",
    ).sort("ours_pence", "level1", descending=[True, False])


def _median(known: Sequence[float], peers: int) -> float:
    """Of all peers, those that buy none counted as nothing."""
    values = pl.Series([*known, *[0.0] * (peers - len(known))], dtype=pl.Float64)
    return float(values.median() or 0.0)  # type: ignore[arg-type]


def made_up(desk: Desk, covers: pl.DataFrame) -> list[str]:
    """A sentence that names the councils whose year is made up from less than a year, the fewest months first."""
    names = dict(desk.authorities.select("authority_code", "name").iter_rows())
    short = covers.filter(pl.col("months") < MONTHS_A_YEAR).sort("months", "authority_code")
    named = [f"{names[row['authority_code']]} ({words.count(row['months'], 'month')})" for row in short.to_dicts()]
    if not named:
        return []
    return [f"A year is made up from fewer than 12 months of payments of {words.listed(named)}: it may be far out."]


def unlike(desk: Desk, code: str, covers: pl.DataFrame) -> list[str]:
    """A sentence for each peer whose coverage is unlike ours: months, or the share of pounds with a category."""
    ours = covers.filter(authority_code=code)
    if ours.is_empty():
        return []
    limits = coverage_limits.limits(desk)
    mine, told = ours.row(0, named=True), []
    names = dict(desk.authorities.select("authority_code", "name").iter_rows())
    for row in covers.filter(pl.col("authority_code") != code).sort("authority_code").to_dicts():
        apart = []
        most = max(row["months"], mine["months"])
        if abs(row["months"] - mine["months"]) > limits["unlike_months_share"] * most:
            apart.append(f"{words.count(row['months'], 'month')} of payments, and ours {mine['months']}")
        if abs((row["coded_share"] or 0) - (mine["coded_share"] or 0)) > limits["unlike_coded_share"]:
            both = words.share(row["coded_share"] or 0), words.share(mine["coded_share"] or 0)
            apart.append(f"{both[0]} of the pounds with a category, and ours {both[1]}")
        if apart:
            told.append(f"{names[row['authority_code']]} has {'; '.join(apart)}: compare with care.")
    return told
