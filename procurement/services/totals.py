"""Totals at every level: payments joined to their readings and places, then rolled up."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import narwhals.stable.v2 as nw
import polars as pl

from procurement.access import Viewer, check_can_compare
from procurement.analysis import coded as coded_payments
from procurement.analysis import frames, levels, roll_up
from procurement.analysis.filters import Scope, within
from procurement.places import groupings, recut, successions
from procurement.services import decided_categories, engine, people, private_texts, summed_payments
from procurement.services.desk import Desk, suppliers_of
from procurement.services.problems import CannotDo, WrongWords
from procurement.tables import LEVELS, ROLL_UP

BY = {
    "category": ("level1",),
    "subcategory": ("level1", "level2"),
    "code": ("proclass_code",),
    "supplier": ("shown_supplier_id", "shown_supplier", "shown_supplier_kind"),
    "kind": ("shown_supplier_kind",),
    "group": ("shown_supplier_group",),
    "authority": ("authority_code", "authority"),
    "year": ("financial_year",),
    "quarter": ("quarter",),
    "month": ("month",),
    "influenceable": ("influenceable",),
    "basis": ("amount_basis",),
}
PERIODS = {"year", "quarter", "month"}
MEASURES = tuple(ROLL_UP.names())


@dataclass(frozen=True)
class Wanted:
    """A total to be worked out: the level, what it is by (keys of BY), the payments meant, and the day of the map."""

    level: str = "national"
    by: Sequence[str] = ("category",)
    scope: Scope = field(default_factory=Scope)
    on: date | None = None


def coded(desk: Desk) -> nw.LazyFrame[Any]:
    """Every standing payment with its readings (CODED_PAYMENT), on Polars, or on Spark where SPARK_REMOTE is set."""
    return _joined(desk, engine.payments(desk))


def _joined(desk: Desk, payments: Any) -> nw.LazyFrame[Any]:
    return coded_payments.join(
        payments,
        suppliers_of(desk),
        desk.store.register.readings.categories(),
        desk.authorities,
        private_texts.private_lines(desk),
        decided_categories.decided_lines(desk),
    )


def summed(desk: Desk, scope: Scope, *maps_meant: pl.DataFrame) -> nw.LazyFrame[Any]:
    """The payments of a scope without days, as `coded`, but summed by their texts: fewer rows, the same totals.

    Without a file, line or period; counts_as_payment says how many payments a row is. maps_meant: PLACE_SHARE; payments
    of councils that one of them splits stand one by one, since each is rounded by itself.
    """
    rows = summed_payments.by_text(desk)
    split = sorted({code for shares in maps_meant for code in recut.split(shares)["authority_code"]})
    if split:
        apart = frames.lazy(engine.payments(desk)).filter(nw.col("authority_code").is_in(split))
        alone = summed_payments.one_by_one(summed_payments.native(apart))
        rows = pl.concat([rows.filter(~pl.col("authority_code").is_in(split)), alone])
    decided = decided_categories.decided_lines(desk)
    lines = [desk.store.register.readings.categories(), *([] if decided is None else [decided])]
    for level, wanted in (("level1", scope.level1), ("level2", scope.level2)):
        if wanted and "" not in wanted:
            meant = pl.concat([read.filter(pl.col(level).is_in(wanted))["line_text_key"] for read in lines])
            rows = rows.filter(pl.col("line_text_key").is_in(meant.implode()))
    if scope.authorities:
        rows = rows.filter(pl.col("authority_code").is_in(scope.authorities))
    return within(_joined(desk, rows), scope)


def undated(scope: Scope) -> Scope:
    """A scope without its days and suppliers, for what is kept by month."""
    return replace(scope, from_day=None, to_day=None, suppliers=())


def by_month(desk: Desk, scope: Scope) -> nw.LazyFrame[Any]:
    """The payments of a scope without suppliers, summed by council, category and month, for trends and coverage."""
    return within(frames.lazy(summed_payments.by_month(desk)), scope)


def memberships(desk: Desk, on: date | None = None) -> pl.DataFrame:
    """PLACE_SHARE: which council is in which place at each level on the map of a day, and for how much of it.

    Today's map where no day is named; composed hubs included. Only councils of which an upload is listed are split.
    """
    shared = groupings.place_shares(desk.authorities, on or desk.today, _groupings(desk), followed(desk))
    return recut.split_only(shared, desk.store.register.uploads.bodies())


def whole_memberships(desk: Desk) -> pl.DataFrame:
    """MEMBERSHIP on today's map, for what councils can only enter as a whole; composed hubs included."""
    return groupings.memberships(desk.authorities, desk.today, _groupings(desk), followed(desk))


def followed(desk: Desk) -> pl.DataFrame:
    """SUCCESSION: which council followed which."""
    return successions.parse(desk.reference["successions"])


def _groupings(desk: Desk) -> pl.DataFrame:
    hubs = [groupings.compose(name, codes) for name, codes in desk.store.register.hubs.all().items()]
    return pl.concat([desk.groupings, *[hub.select(desk.groupings.columns) for hub in hubs]])


def total(viewer: Viewer, desk: Desk, wanted: Wanted) -> pl.DataFrame:
    """Spend, payments, suppliers and councils of each place and combination of `by`, the greatest spend first.

    By supplier, private individuals stand together and are never named. Raises WrongWords naming the choices where the
    level or a word of `by` is none, CannotDo where the days end before they begin or the map is not known, NotAllowed
    where not permitted. `maps.notes` says what was shared out and how.
    """
    check_can_compare(viewer)
    check(wanted)
    columns = list(dict.fromkeys(["place", *[column for word in wanted.by for column in BY[word]]]))
    shares = memberships(desk, wanted.on)
    placed = levels.at_level(meant(desk, wanted, shares), shares, wanted.level)
    totals = frames.collect(roll_up.roll_up(people.masked(placed), columns))
    ordered = totals.sort("spend_pence", *columns, descending=[True, *[False] * len(columns)])
    return ordered.rename({column: column.removeprefix("shown_") for column in columns})


def meant(desk: Desk, wanted: Wanted, *maps_meant: pl.DataFrame) -> nw.LazyFrame[Any]:
    """The payments of a total: summed, unless it tells them apart by when they were paid."""
    dated = wanted.scope.from_day or wanted.scope.to_day or PERIODS & set(wanted.by)
    return within(coded(desk), wanted.scope) if dated else summed(desk, wanted.scope, *maps_meant)


def check_level(level: str) -> None:
    """Raise WrongWords unless `level` is one of the levels."""
    if level not in LEVELS:
        raise WrongWords(f'"{level}" is not a level; choose from {", ".join(LEVELS)}.')


def check(wanted: Wanted) -> None:
    """Raise WrongWords or CannotDo with a sentence where there can be no such total."""
    check_level(wanted.level)
    unknown = [word for word in wanted.by if word not in BY]
    if unknown:
        raise WrongWords(f'"{unknown[0]}" is nothing that spend can be totalled by; choose from {", ".join(BY)}.')
    first, last = wanted.scope.from_day, wanted.scope.to_day
    if first and last and first > last:
        raise CannotDo(f"The days end ({last}) before they begin ({first}).")
    check_map(wanted.on)


def check_map(on: date | None) -> None:
    """Raise CannotDo where the councils of a day are not known."""
    if on is not None and on < successions.FIRST_MAP:
        raise CannotDo(f"The councils of {on} are not known. Choose the map of {successions.FIRST_MAP} or a later day.")
