"""Our council against its peers: what it spends for each of its people beside councils that are like it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import polars as pl

from procurement.access import Viewer, check_can_compare
from procurement.analysis import council_periods, coverage, frames, roll_up
from procurement.analysis.disclosure.guarding import COMBINED
from procurement.analysis.filters import Scope
from procurement.places import peers as alike
from procurement.services.back_catalogues import months_covered
from procurement.services.desk import Desk
from procurement.services.figures import coverage_limits, summed_payments, tracing
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
    councils, how many peers buy it; figure, the name of spend_pence. each: level1, council, head_pence, spend_pence,
    months, people and figure of ours and of every peer that the median is of, those that buy none included.
    """

    peers: pl.DataFrame
    categories: pl.DataFrame
    each: pl.DataFrame
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
    each = _each(desk, codes, spend.filter(~is_combined), covers)
    warnings = [*made_up(desk, covers), *unlike(desk, code, covers), *told]
    return PeerView(peers, _compared(code, each), _named(desk, each), warnings)


def _covers(desk: Desk, months: frames.Frame) -> pl.DataFrame:
    """What coverage.coverage says of each council, with the months that its payments cover as `months`."""
    found = frames.collect(coverage.coverage(months, ["authority_code"])).drop("months")
    periods = council_periods.periods(
        summed_payments.native(months), months_covered.least_share(desk.reference)
    ).collect()
    return found.join(periods.select("authority_code", "months"), on="authority_code", validate="1:1")


def _each(desk: Desk, codes: Sequence[str], spend: pl.DataFrame, covers: pl.DataFrame) -> pl.DataFrame:
    """authority_code, level1, spend_pence, months, people and `head`, pence for each person a year, of every council.

    A row for each category of any of them, also where a council buys none; councils without people or months have none.
    """
    people = desk.authorities.select("authority_code", people="population").filter(pl.col("people") > 0)
    known = covers.select("authority_code", "months").join(people, on="authority_code", validate="1:1")
    council = known.filter(pl.col("months") > 0, pl.col("authority_code").is_in(list(codes)))
    every = council.join(spend.select("level1").unique(), how="cross")
    paid = spend.select("authority_code", "level1", "spend_pence")
    rows = every.join(paid, on=["authority_code", "level1"], how="left", validate="1:1")
    a_year = pl.col("spend_pence").fill_null(0) * MONTHS_A_YEAR / pl.col("months") / pl.col("people")
    return rows.with_columns(head=a_year)


def _compared(code: str, each: pl.DataFrame) -> pl.DataFrame:
    """`PeerView.categories`: those that the council buys, beside the median of the others."""
    ours = each.filter(pl.col("spend_pence").is_not_null(), authority_code=code)
    others = each.filter(pl.col("authority_code") != code)
    if ours.is_empty() or others.is_empty():
        return pl.DataFrame()
    medians = others.group_by("level1").agg(
        median=pl.col("head").median(), councils=pl.col("spend_pence").count().cast(pl.Int64)
    )
    found = ours.join(medians, on="level1", how="left", validate="1:1")
    difference = pl.col("head").round(0) - pl.col("median").round(0)
    return found.select(
        pl.col("level1").replace("", words.NOT_KNOWN),
        "spend_pence",
        pl.col("head").round(0).cast(pl.Int64).alias("ours_pence"),
        pl.col("median").round(0).cast(pl.Int64).alias("median_pence"),
        difference.cast(pl.Int64).alias("difference_pence"),
        "councils",
        tracing.names(_of(code), "level1", found["level1"]),
    ).sort("ours_pence", "level1", descending=[True, False])


def _named(desk: Desk, each: pl.DataFrame) -> pl.DataFrame:
    """`PeerView.each`, of each category the greatest first."""
    names = desk.authorities.select("authority_code", council="name")
    buying = each.select("authority_code", "level1", pl.col("spend_pence").is_not_null()).iter_rows()
    figures = [
        replace(_of(code), values=(*_of(code).values, ("level1", level1))).name if is_bought else ""
        for code, level1, is_bought in buying
    ]
    rows = each.with_columns(pl.Series("figure", figures, dtype=pl.String), pl.col("spend_pence").fill_null(0))
    return (
        rows.join(names, on="authority_code", how="left", validate="m:1")
        .with_columns(pl.col("level1").replace("", words.NOT_KNOWN), head_pence=pl.col("head").round(0).cast(pl.Int64))
        .select("level1", "council", "head_pence", "spend_pence", "months", "people", "figure")
        .sort("level1", "head_pence", "council", descending=[False, True, False])
    )


def _of(code: str) -> Figure:
    return Figure(values=(("authority_code", code),), shared=True)


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
