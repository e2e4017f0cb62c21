"""The one gate of figures that others may see: payments of private and redacted payees pass it as atoms alone.

Whatever is added up of what passes here, by anything and at any level, is made of sums that may be shown; so a service
cannot show too little a sum by asking in another way. `unguarded` is for a council's own eyes, and a test holds who
asks for it.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import narwhals.stable.v2 as nw
import polars as pl

from procurement.access import Viewer, can_see_private_people
from procurement.analysis import coded as coded_payments
from procurement.analysis import frames
from procurement.analysis.disclosure import guarding, limits, pools
from procurement.analysis.filters import Scope, within
from procurement.places import authorities
from procurement.services import engine, private_texts
from procurement.services.desk import Desk, suppliers_of

NOTE = (
    "Payments to private individuals and to payees whose names are redacted are shown only as sums of several payees, "
    "none of whom makes up most of it. Where a category, month or council has too few, they stand under "
    f"“{guarding.COMBINED}” or “{guarding.SEVERAL_COUNCILS}”. A council's own officers see all of their council."
)


@dataclass(frozen=True)
class Guarded:
    """rows: GUARDED; members: MEMBERS; left_out: whether some payments enter no shared figure."""

    rows: pl.DataFrame
    members: pl.DataFrame
    left_out: bool


_latest: dict[Path, tuple[str, Guarded]] = {}
"""What is guarded in each store, with the version of the store that it is of."""


def unguarded(desk: Desk) -> nw.LazyFrame[Any]:
    """Every standing payment with its readings (CODED_PAYMENT), on Polars, or on Spark where SPARK_REMOTE is set."""
    return coded_payments.join(
        engine.payments(desk),
        suppliers_of(desk),
        desk.store.register.readings.categories(),
        desk.authorities,
        private_texts.private_lines(desk),
    )


def coded(desk: Desk) -> nw.LazyFrame[Any]:
    """CODED_PAYMENT with the columns of GUARDED: open payments as they are, protected ones as atoms."""
    found = guarded(desk)
    every = unguarded(desk)
    private = nw.col("payee_is_private") | nw.col("is_redacted")
    beyond = {
        "of_several": nw.lit(value=False),
        "from_day": nw.lit(None).cast(nw.Date),
        "to_day": nw.lit(None).cast(nw.Date),
        "atom": nw.lit(""),
    }
    shown = every.filter(~private).with_columns(**beyond).select(guarding.GUARDED.names())
    if found.rows.is_empty():
        return shown
    rows = frames.beside(found.rows.lazy(), shown)
    return nw.concat([shown, rows.select(guarding.GUARDED.names())], how="vertical")


def coded_for(viewer: Viewer, desk: Desk, scope: Scope | None = None) -> nw.LazyFrame[Any]:
    """The payments of a scope as this viewer may have them added up.

    Officers who ask after their own council alone have every payment as it is.
    """
    asked = scope or Scope()
    return within(unguarded(desk) if is_own(viewer, asked.authorities) else coded(desk), asked)


def is_own(viewer: Viewer, councils: tuple[str, ...]) -> bool:
    """Whether a question is about the viewer's own council alone."""
    return bool(councils) and all(can_see_private_people(viewer, code) for code in councils)


def guarded(desk: Desk) -> Guarded:
    """The protected payments of the store as atoms, worked out anew when a figure could have changed."""
    version, known = desk.store.version(), _latest.get(desk.store.home)
    if known is None or known[0] != version:
        known = _latest[desk.store.home] = (version, _guard(desk))
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


def _guard(desk: Desk) -> Guarded:
    every = unguarded(desk)
    protected = frames.collect(every.filter(nw.col("payee_is_private") | nw.col("is_redacted")))
    principal = authorities.principal_councils(desk.authorities)["authority_code"]
    rows, members = guarding.guard(protected, principal, limits.build(desk.reference["disclosure_limits"]))
    return Guarded(rows, members, rows.height < protected.height)
