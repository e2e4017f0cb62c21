"""The one gate of figures that others may see: payments of private and redacted payees pass it as atoms alone.

Whatever is added up of what passes here, by anything and at any level, is made of sums that may be shown; so a service
cannot show too little a sum by asking in another way. What is summed for speed passes the same gate. Payments as they
are (`unguarded`) are for a council's own eyes, and a test holds who asks for them.
"""

from dataclasses import dataclass
from pathlib import Path

import narwhals.stable.v2 as nw
import polars as pl

from procurement.access import Viewer, can_see_private_people
from procurement.analysis import frames, numbered_spend, parts
from procurement.analysis.condensed import LAST_DAY
from procurement.analysis.disclosure import guarding, limits, pools
from procurement.analysis.disclosure.limits import Limits
from procurement.analysis.filters import Scope, within
from procurement.analysis.numbered_spend import NumberedSpend
from procurement.places import authorities
from procurement.services.desk import Desk
from procurement.services.figures import changed_bodies, summed_payments
from procurement.services.figures.changed_bodies import MadeOf
from procurement.services.privacy import unguarded

NOTE = (
    "Payments to private individuals and to payees whose names are redacted are shown only as sums of several payees, "
    "none of whom makes up most of it. Where a category, month or council has too few, they stand under "
    f"“{guarding.COMBINED}” or “{guarding.SEVERAL_COUNCILS}”. A council's own officers see all of their council."
)


@dataclass(frozen=True)
class Guarded:
    """rows: GUARDED; members: MEMBERS; left_out: whether some payments enter no shared figure.

    summed: `rows` with one for each payee of an atom, and counts_as_payment; monthly: these without their payees.
    """

    rows: pl.DataFrame
    members: pl.DataFrame
    left_out: bool
    summed: pl.DataFrame
    monthly: pl.DataFrame


_latest: dict[Path, tuple[tuple[str, Limits], Guarded]] = {}
"""What is guarded in each store, with the version of the store and the limits that it is of."""

_within: dict[Path, tuple[Limits, MadeOf, pl.DataFrame]] = {}
"""Of each store what guarding.within_councils gave, with what it was made of."""

_by_level1: dict[Path, tuple[Guarded, pl.DataFrame]] = {}
"""Of each store the payments by month and level1, with what they were guarded as."""

_spent: dict[Path, tuple[Guarded, frozenset[str], NumberedSpend]] = {}
"""Of each store the latest spend of all categories, with what was guarded then, and the bodies that it is of."""


def coded(desk: Desk) -> frames.Frame:
    """CODED_PAYMENT with the columns of GUARDED: open payments as they are, protected ones as atoms."""
    found = guarded(desk)
    return _with_atoms(unguarded.payments(desk), found.rows)


def coded_by_sign(desk: Desk) -> frames.Frame:
    """The same totals as of `coded`, of fewer rows: alike payments of one sign are summed; without files and days."""
    found = guarded(desk)
    return _with_atoms(unguarded.by_sign(desk), found.summed)


def coded_by_month(desk: Desk) -> frames.Frame:
    """The same totals as of `coded` by council, category, basis and month, as `by_month_for` gives them."""
    found = guarded(desk)
    return _with_atoms(unguarded.by_month(desk, Scope()), found.monthly)


def coded_for(viewer: Viewer, desk: Desk, scope: Scope | None = None) -> frames.Frame:
    """The payments of a scope as this viewer may have them added up.

    Officers who ask after their own council alone have every payment as it is.
    """
    asked = scope or Scope()
    return within(unguarded.payments(desk) if is_own(viewer, asked.authorities) else coded(desk), asked)


def summed_for(viewer: Viewer, desk: Desk, scope: Scope, *maps_meant: pl.DataFrame) -> frames.Frame:
    """The same totals as of `coded_for`, for a scope without days, of fewer rows: alike payments are summed.

    Without a file, line or period; counts_as_payment says how many payments a row is. maps_meant: PLACE_SHARE, the maps
    on which the rows will be put, whose split councils have their payments one by one.
    """
    if is_own(viewer, scope.authorities):
        return unguarded.summed(desk, scope, *maps_meant)
    found = guarded(desk)
    return within(_with_atoms(unguarded.summed(desk, scope, *maps_meant), found.summed), scope)


def open_spend(desk: Desk, level1: str, bodies: frozenset[str]) -> NumberedSpend:
    """What each of some bodies spends with each supplier in a market: no protected payee is in it, and so no atom.

    level1: of one category, of all where it is "".
    """
    found, known = guarded(desk), _spent.get(desk.store.home)
    if level1:
        return numbered_spend.spend(unguarded.sums(desk), level1, bodies)
    if known is None or known[0] is not found or known[1] != bodies:
        made = numbered_spend.spend(unguarded.sums(desk), bodies=bodies)
        known = _spent[desk.store.home] = (found, bodies, made)
    return known[2]


def by_month_for(viewer: Viewer, desk: Desk, scope: Scope, *maps_meant: pl.DataFrame) -> frames.Frame:
    """The same totals as of `coded_for` by council, category, basis and period, of a few rows a month.

    Suppliers cannot be told apart by it. paid_on and last_day are the first and last day paid; where the scope names
    suppliers or cuts a month in two, payments stand one by one, and so do those of councils that a map splits.
    """
    if scope.suppliers or not scope.is_of_whole_months:
        return coded_for(viewer, desk, scope)
    own = is_own(viewer, scope.authorities)
    atoms = None if own else guarded(desk).monthly
    months = unguarded.by_month(desk, scope)
    rows = months if atoms is None else within(_with_atoms(months, atoms), scope)
    codes = unguarded.split(maps_meant)
    if not codes:
        return rows
    is_split = nw.col("authority_code").is_in(codes)
    alone = frames.lazy(frames.held(coded_for(viewer, desk, scope).filter(is_split)).lazy())
    single = alone.with_columns(**{LAST_DAY: nw.col("paid_on"), parts.COUNTS: nw.lit(1).cast(nw.Int64)})
    return nw.concat([rows.filter(~is_split), single.select(rows.collect_schema().names())], how="vertical")


def by_month_and_level1_for(viewer: Viewer, desk: Desk, scope: Scope, *maps_meant: pl.DataFrame) -> frames.Frame:
    """As `by_month_for`, of far fewer rows where it is asked of more than one's own council: level2 cannot be told."""
    in_full = scope.suppliers or scope.level2 or not scope.is_of_whole_months or unguarded.split(maps_meant)
    if in_full or is_own(viewer, scope.authorities):
        return by_month_for(viewer, desk, scope, *maps_meant)
    return within(frames.lazy(_few_months(desk).lazy()), scope)


def _few_months(desk: Desk) -> pl.DataFrame:
    """coded_by_month without level2, made once of what is guarded."""
    found = guarded(desk)
    known = _by_level1.get(desk.store.home)
    if known is None or known[0] is not found:
        rows = summed_payments.native(coded_by_month(desk))
        sums, days = ["amount_pence", parts.COUNTS], ["paid_on", LAST_DAY]
        keys = [name for name in rows.collect_schema().names() if name not in ("level2", *sums, *days)]
        first, last = pl.col("paid_on").min(), pl.col(LAST_DAY).max()
        few = rows.group_by(keys).agg(pl.col(sums).sum(), first, last).collect()
        known = _by_level1[desk.store.home] = (found, few)
    return known[1]


def is_own(viewer: Viewer, councils: tuple[str, ...]) -> bool:
    """Whether a question is about the viewer's own council alone."""
    return bool(councils) and all(can_see_private_people(viewer, code) for code in councils)


def guarded(desk: Desk) -> Guarded:
    """The protected payments of the store as atoms, worked out anew when a figure could have changed."""
    set_limits = limits.build(desk.reference["disclosure_limits"])
    state, known = (desk.store.version(), set_limits), _latest.get(desk.store.home)
    if known is None or known[0] != state:
        known = _latest[desk.store.home] = (state, _guard(desk, set_limits))
    return known[1]


def with_pools(desk: Desk, memberships: pl.DataFrame) -> pl.DataFrame:
    """PLACE_SHARE with the places of what several councils stand in together."""
    return pools.with_pools(memberships, guarded(desk).members)


def notes(viewer: Viewer, desk: Desk, councils: tuple[str, ...] = ()) -> list[str]:
    """What to say of disclosure control beside figures: nothing where no payment is protected."""
    found = guarded(desk)
    if is_own(viewer, councils) or (found.rows.is_empty() and not found.left_out):
        return []
    left = "Some payments of too few payees in all are in none of the figures here; only their council sees them."
    return [NOTE, left] if found.left_out else [NOTE]


def _guard(desk: Desk, set_limits: Limits) -> Guarded:
    protected = _within_councils(desk, set_limits)
    rows, members = guarding.of_settled(guarding.settled_together(protected, set_limits))
    summed = _alike(rows)
    is_known = pl.col("supplier_id") != ""
    told = pl.when(is_known).then(pl.lit(summed_payments.KNOWN)).otherwise(pl.lit(""))
    monthly = _alike(summed.with_columns(supplier_id=told)).with_columns(pl.lit(None, pl.Date).alias(LAST_DAY))
    return Guarded(rows, members, rows.height < protected.height, summed, monthly)


def _within_councils(desk: Desk, set_limits: Limits) -> pl.DataFrame:
    """guarding.within_councils of every protected payment, made anew of those bodies alone that may have changed."""
    now, known = changed_bodies.made_of(desk), _within.get(desk.store.home)
    is_same = known is not None and known[0] == set_limits
    changed = changed_bodies.since(desk, known[1], now) if known and is_same else None
    principal = authorities.principal_councils(desk.authorities)["authority_code"]
    made = guarding.within_councils(unguarded.protected(desk, changed), principal, set_limits)
    if known and changed is not None:
        made = pl.concat([known[2].filter(~pl.col("authority_code").is_in(changed)), made])
    _within[desk.store.home] = (set_limits, now, made)
    return made


def _alike(rows: pl.DataFrame) -> pl.DataFrame:
    """GUARDED, or what this made of it, with a row for those that differ in their number and pence alone."""
    each = pl.col(parts.COUNTS) if parts.COUNTS in rows.columns else pl.lit(1, pl.Int64)
    keys = [name for name in rows.columns if name not in ("line", "amount_pence", parts.COUNTS)]
    counted = rows.with_columns(each.alias(parts.COUNTS))
    return counted.group_by(keys).agg(pl.col("amount_pence", parts.COUNTS).sum())


def _with_atoms(every: frames.Frame, atoms: pl.DataFrame) -> frames.Frame:
    """The open rows of `every`, and `atoms` in their columns with those of GUARDED that tell what an atom is."""
    beyond = {
        "of_several": nw.lit(value=False),
        "from_day": nw.lit(None).cast(nw.Date),
        "to_day": nw.lit(None).cast(nw.Date),
        "atom": nw.lit(""),
    }
    shown = every.filter(~unguarded.IS_PROTECTED).with_columns(**beyond)
    if atoms.is_empty():
        return shown
    rows = frames.beside(atoms.lazy(), shown)
    return nw.concat([shown, rows.select(shown.collect_schema().names())], how="vertical")
