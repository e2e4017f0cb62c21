"""What stands behind the figures of any question: councils and months, and how much is coded, redacted or held."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import narwhals.stable.v2 as nw
import polars as pl

from procurement.access import Viewer, check_can_compare
from procurement.analysis import council_periods, coverage, frames, levels, parts
from procurement.analysis.disclosure.guarding import POOL
from procurement.analysis.filters import Scope, of_category
from procurement.services.back_catalogues import months_covered
from procurement.services.desk import Desk
from procurement.services.figures import coverage_limits, totals
from procurement.services.privacy import disclosing
from procurement.services.uploading import receipts
from procurement.tables import TEXT
from procurement.ui import coverage_words

NUMBERS = dict.fromkeys(
    ("councils", "councils_there", "months", "months_there", "council_months", "council_months_there", "payments",
     "spend_pence", "held_back_lines", "held_back_pence"), pl.Int64())  # fmt: skip
SHARES = dict.fromkeys(
    (f"{name}_share" for name in ("coded", "redacted", "withheld", "influenceable", "held_back")), pl.Float64()
)
COVER = pl.Schema({"place": TEXT, "first_day": pl.Date(), "last_day": pl.Date(), **NUMBERS, **SHARES})
"""What is known of a place: councils with spend of those there (of those asked for, where some are named), months that
its payments cover, beyond a few late rows, of those of the period, council_months of those that the councils with spend
could have; held-back rows of the councils' uploads, by whatever category or day, as they are in no figure. withheld:
paid to private individuals."""


@dataclass(frozen=True)
class Beside:
    """What stands beside figures: a sentence, more of the same, and warnings where unlike things are side by side."""

    sentence: str
    detail: tuple[str, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True)
class CoverageView:
    """councils: COVER a council; whole: COVER of all; cells and spans: as months_covered makes them, with `council`."""

    whole: pl.DataFrame
    councils: pl.DataFrame
    cells: pl.DataFrame
    spans: pl.DataFrame
    beside: Beside


def of(viewer: Viewer, desk: Desk, wanted: totals.Wanted) -> pl.DataFrame:
    """COVER of each place of a level within a scope, by place; a place without spend has no row.

    Which councils, months and days are there, and how much of the pounds has a category, is told of all that the
    councils sent, also where the scope is of some categories. The period is the scope's days, or from the first to the
    last month of what is there. Raises as totals.total does.
    """
    check_can_compare(viewer)
    totals.check(wanted)
    shares = totals.memberships(desk, wanted.on)
    covered = frames.collect(coverage.coverage(_placed(viewer, desk, wanted, shares), ["place"]))
    sent = _sent(viewer, desk, replace(wanted, scope=replace(wanted.scope, level1=(), level2=())), shares)
    told = [name for name in sent.covered.columns if name != "place"]
    covered = covered.drop(told).join(sent.covered, on="place", how="left", validate="1:1")
    there = sent.there
    found = covered.drop("councils", "months").join(
        sent.months.group_by("place").agg(pl.col("month").n_unique().alias("months"), council_months=pl.len()),
        on="place", how="left", validate="1:1",
    )  # fmt: skip
    asked = _asked_for(shares, wanted.scope)
    counted = found.join(_councils(asked, there, wanted.level), on="place", how="left", validate="1:1")
    period = _months(wanted.scope, sent.covered)
    whole = _with_held_back(desk, counted, there).with_columns(
        months_there=pl.lit(period), council_months_there=pl.col("published") * period
    )
    return whole.with_columns(pl.col(*NUMBERS).fill_null(0)).select(COVER.names()).cast(COVER).sort("place")


@dataclass(frozen=True)
class _Sent:
    """covered: place, coded_share, first_day and last_day. there: place and council of every payment, null where
    unknown; months: place, council and month of those that payments cover."""

    covered: pl.DataFrame
    there: pl.DataFrame
    months: pl.DataFrame


_latest: dict[Path, tuple[disclosing.Guarded, dict[tuple[str, date], _Sent]]] = {}
"""Of each store what councils sent, by level and day of the map, with what was guarded then."""
_held_back: dict[Path, tuple[str, pl.DataFrame]] = {}
"""Of each store what receipts say is held back of each council, with the version of the store."""


def _placed(viewer: Viewer, desk: Desk, wanted: totals.Wanted, shares: pl.DataFrame) -> frames.Frame:
    rows = disclosing.by_month_and_level1_for(viewer, desk, wanted.scope, shares)
    return levels.at_level(rows, shares, wanted.level)


def _sent(viewer: Viewer, desk: Desk, wanted: totals.Wanted, shares: pl.DataFrame) -> _Sent:
    """What was sent of a scope without categories; kept where it is of everything, which is the same for all viewers.

    It stands beside the figures of every category.
    """
    if wanted.scope != Scope():
        return _made(viewer, desk, wanted, shares)
    found, known = disclosing.guarded(desk), _latest.get(desk.store.home)
    if known is None or known[0] is not found:
        known = _latest[desk.store.home] = (found, {})
    of_map = (wanted.level, wanted.on or desk.today)
    if of_map not in known[1]:
        if len(known[1]) >= totals.MOST_MAPS:
            known[1].clear()
        known[1][of_map] = _made(viewer, desk, wanted, shares)
    return known[1][of_map]


def _made(viewer: Viewer, desk: Desk, wanted: totals.Wanted, shares: pl.DataFrame) -> _Sent:
    placed = _placed(viewer, desk, wanted, shares)
    found = frames.collect(coverage.coverage(placed, ["place"]))
    paid = frames.collect(placed.select("place", council=parts.council(placed), month=parts.month(placed)).unique())
    sent = _by_month(viewer, desk, Scope(authorities=wanted.scope.authorities))
    whole = sent.filter(council_periods.is_covered(months_covered.least_share(desk.reference)))
    months = whole.select(council="authority_code", month=pl.col("month").dt.to_string("%Y-%m"))
    return _Sent(
        covered=found.select("place", "coded_share", "first_day", "last_day"),
        there=paid.select("place", "council").unique(),
        months=paid.join(months, on=["council", "month"], how="semi"),
    )


def beside(
    viewer: Viewer,
    desk: Desk,
    level1: str = "",
    authorities: Sequence[str] = (),
    on: date | None = None,
    level: str = "local",
    level2: str = "",
) -> Beside:
    """What to say beside the figures of a category ("" for all), or a part of it, and some councils (none named: all).

    level: the places that stand side by side; those of unlike coverage are named.
    """
    scope = of_category(level1, level2, authorities)
    whole = of(viewer, desk, totals.Wanted("national", scope=scope, on=on))
    places = of(viewer, desk, totals.Wanted(level, scope=scope, on=on))
    more = disclosing.notes(viewer, desk, tuple(authorities))
    return _beside(desk, whole, places, more, is_part=bool(level1))


def by_council(viewer: Viewer, desk: Desk) -> pl.DataFrame:
    """COVER of each council, by name."""
    return of(viewer, desk, totals.Wanted("local"))


def cells(viewer: Viewer, desk: Desk) -> pl.DataFrame:
    """months_covered.MONTHS of every body: payments and pounds of each month as they may be shown."""
    check_can_compare(viewer)
    return _by_month(viewer, desk, Scope())


def _by_month(viewer: Viewer, desk: Desk, scope: Scope) -> pl.DataFrame:
    """months_covered.MONTHS of the bodies of a scope, as the viewer may have them added up."""
    rows = disclosing.by_month_and_level1_for(viewer, desk, scope)
    told = rows.with_columns(council=parts.council(rows), named=parts.month(rows))
    dated = told.filter(~nw.col("council").is_null(), nw.col("named") != "")
    summed = dated.group_by("authority_code", "named").agg(
        payments=parts.payments(dated), spend_pence=nw.col("amount_pence").sum()
    )
    rows = frames.collect(summed).with_columns(month=(pl.col("named") + "-01").str.to_date("%Y-%m-%d"))
    return rows.select(months_covered.MONTHS.names()).cast(months_covered.MONTHS).sort("authority_code", "month")


def view(viewer: Viewer, desk: Desk) -> CoverageView:
    """Everything that the page of coverage shows; empty frames where nothing is stored."""
    councils, found = by_council(viewer, desk), cells(viewer, desk)
    spans = months_covered.spans(found, desk)
    whole = of(viewer, desk, totals.Wanted("national"))
    return CoverageView(
        whole=whole,
        councils=councils,
        cells=months_covered.named(months_covered.cells(found, spans, desk), desk),
        spans=months_covered.named(spans, desk),
        beside=_beside(desk, whole, councils, disclosing.notes(viewer, desk)),
    )


def _beside(
    desk: Desk, whole: pl.DataFrame, places: pl.DataFrame, notes: Sequence[str], is_part: bool = False
) -> Beside:
    if whole.is_empty():
        return Beside("No spend is stored of what was asked for.", (), ())
    limits = coverage_limits.limits(desk)
    row = whole.row(0, named=True)
    unlike = coverage_words.unlike(places, limits["unlike_months_share"], limits["unlike_coded_share"])
    return Beside(coverage_words.sentence(row, is_part), (*coverage_words.detail(row), *notes), tuple(unlike))


def _asked_for(shares: pl.DataFrame, scope: Scope) -> pl.DataFrame:
    """The rows of PLACE_SHARE of the councils that were asked for; of all where none is named."""
    return shares.filter(pl.col("authority_code").is_in(scope.authorities)) if scope.authorities else shares


def _councils(shares: pl.DataFrame, there: pl.DataFrame, level: str) -> pl.DataFrame:
    """place, councils_there: councils of the map in it; councils: those of them with spend; published: who spent it."""
    listed = shares.filter(pl.col("level") == level, ~pl.col("authority_code").str.starts_with(POOL))
    spending = there.select("place", authority_code="council").drop_nulls().unique()
    held = listed.join(spending, on=["place", "authority_code"], how="semi")
    parts_of = pl.col("part_code").n_unique()
    found = listed.group_by("place").agg(councils_there=parts_of)
    for rows in (held.group_by("place").agg(councils=parts_of), spending.group_by("place").agg(published=pl.len())):
        found = found.join(rows, on="place", how="left", validate="1:1")
    return found


def _with_held_back(desk: Desk, counted: pl.DataFrame, there: pl.DataFrame) -> pl.DataFrame:
    """With what of the uploads of each place's councils is held back, and its share of all that they sent."""
    spending = there.select("place", "council").drop_nulls().unique()
    beside_each = spending.join(_of_receipts(desk), on="council", how="left", validate="m:1")
    summed = beside_each.group_by("place").agg(pl.col("held_back_lines", "held_back_pence").sum())
    joined = counted.join(summed, on="place", how="left", validate="1:1")
    sent = pl.col("spend_pence") + pl.col("held_back_pence")
    return joined.with_columns(held_back_share=pl.when(sent > 0).then(pl.col("held_back_pence") / sent))


def _of_receipts(desk: Desk) -> pl.DataFrame:
    """council, held_back_lines and held_back_pence of its standing uploads; read once for each state of the store."""
    state, known = desk.store.version(), _held_back.get(desk.store.home)
    if known is None or known[0] != state:
        standing = desk.store.register.uploads.standing()
        rows = [(one.authority_code, *receipts.kept_out(one.receipt)) for one in standing]
        schema = pl.Schema({"council": TEXT, "held_back_lines": pl.Int64(), "held_back_pence": pl.Int64()})
        made = pl.DataFrame(rows, schema=schema, orient="row").group_by("council").sum()
        known = _held_back[desk.store.home] = (state, made)
    return known[1]


def _months(scope: Scope, covered: pl.DataFrame) -> int:
    """How many months the period has, its first and last included; 0 where there is no day at all."""
    first = scope.from_day or covered["first_day"].min()
    last = scope.to_day or covered["last_day"].max()
    if not isinstance(first, date) or not isinstance(last, date):
        return 0
    return (last.year - first.year) * 12 + last.month - first.month + 1
