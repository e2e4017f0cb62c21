"""Payments with their readings as they are: one by one, summed by their texts, and summed by month.

For the gate (`disclosing`), through which all passes that others may see. A test holds who asks here.
"""

from collections.abc import Sequence
from typing import Any

import narwhals.stable.v2 as nw
import polars as pl

from procurement.analysis import coded, frames, numbered
from procurement.analysis.filters import Scope, within
from procurement.analysis.numbered import Numbered
from procurement.places import recut
from procurement.services import engine
from procurement.services.categories import decided_categories
from procurement.services.desk import Desk
from procurement.services.figures import changed_bodies, coded_sums, summed_payments, text_sums
from procurement.services.privacy import private_texts
from procurement.services.suppliers import paid_suppliers

IS_PROTECTED = nw.col("payee_is_private") | nw.col("is_redacted")
"""Of CODED_PAYMENT and of sums alike: whether the payee is a private individual or has no name."""


def payments(desk: Desk) -> frames.Frame:
    """Every standing payment with its readings (CODED_PAYMENT), on Polars, or on Spark where SPARK_REMOTE is set."""
    return _joined(desk, engine.payments(desk))


def of_suppliers(desk: Desk, keys: pl.Series) -> frames.Frame:
    """`payments` of some supplier texts alone, found before anything is joined. keys: their supplier_text_key."""
    is_one, wanted = pl.col("supplier_text_key").is_in(keys.implode()), keys.to_list()
    decided = decided_categories.decided_lines(desk)
    return coded.join(
        frames.lazy(engine.payments(desk)).filter(nw.col("supplier_text_key").is_in(wanted)),
        paid_suppliers.of(desk).filter(is_one),
        desk.store.register.readings.categories(),
        desk.authorities,
        private_texts.private_lines(desk).filter(is_one),
        None if decided is None else decided.filter(is_one),
    )


def protected(desk: Desk, bodies: Sequence[str] | None = None) -> pl.DataFrame:
    """The payments of private and redacted payees (CODED_PAYMENT), found by their texts before anything is joined.

    bodies: of these alone (codes), of all where it is None.
    """
    every = text_sums.bodies(desk)
    some = every if bodies is None else every.filter(pl.col("authority_code").is_in(bodies))
    paid = frames.lazy(text_sums.payments_of(desk, some))
    lines = private_texts.private_lines(desk).filter("payee_is_private").select(coded.LINE_KEY)
    redacted, named = paid.filter(nw.col("is_redacted")), paid.filter(~nw.col("is_redacted"))
    found = [redacted]
    if not lines.is_empty():
        found.append(named.join(frames.beside(lines, paid), on=coded.LINE_KEY, how="semi"))
    return frames.held(_joined(desk, nw.concat(found, how="vertical")).filter(IS_PROTECTED))


def summed(desk: Desk, scope: Scope, *maps_meant: pl.DataFrame) -> frames.Frame:
    """The payments of a scope without days, as `payments`, but alike ones summed: fewer rows, the same totals.

    In numbered.COLUMNS: counts_as_payment says how many payments a row is. maps_meant: PLACE_SHARE; payments of
    councils that one of them splits stand one by one, since each is rounded by itself.
    """
    rows, codes = coded_sums.within(sums(desk), scope), split(maps_meant)
    if not codes:
        return within(frames.lazy(rows), scope)
    alone = frames.held(_one_by_one(desk, codes, scope)).lazy()
    return within(frames.lazy(pl.concat([rows.filter(~pl.col("authority_code").is_in(codes)), alone])), scope)


def sums(desk: Desk) -> Numbered:
    """The same of every payment, as numbers that stand for texts."""
    return coded_sums.of(desk)


def _one_by_one(desk: Desk, codes: list[str], scope: Scope) -> frames.Frame:
    """The payments of some councils in the columns of sums, a row each; of the categories of a scope alone."""
    apart = frames.lazy(engine.payments(desk)).filter(nw.col("authority_code").is_in(codes))
    rows = summed_payments.one_by_one(summed_payments.native(apart))
    decided = decided_categories.decided_lines(desk)
    lines = [desk.store.register.readings.categories(), *([] if decided is None else [decided])]
    for level, wanted in (("level1", scope.level1), ("level2", scope.level2)):
        if wanted and "" not in wanted:
            meant = pl.concat([read.filter(pl.col(level).is_in(wanted))["line_text_key"] for read in lines])
            rows = rows.filter(pl.col("line_text_key").is_in(meant.implode()))
    return _joined(desk, rows).select(numbered.COLUMNS)


def by_sign(desk: Desk) -> frames.Frame:
    """All payments, as `payments`, but alike ones of one sign summed, so that turnover can be told; without days."""
    return _joined(desk, summed_payments.by_sign(desk))


def by_month(desk: Desk, scope: Scope) -> frames.Frame:
    """The payments of a scope of whole months, without suppliers, summed by council, category and month."""
    return within(frames.lazy(summed_payments.by_month(desk, scope.level1)), scope)


def split(maps_meant: tuple[pl.DataFrame, ...]) -> list[str]:
    """The councils that one of some maps (PLACE_SHARE) splits."""
    return sorted({code for shares in maps_meant for code in recut.split(shares)["authority_code"]})


def _joined(desk: Desk, rows: Any) -> frames.Frame:
    told = changed_bodies.made_of(desk).readings
    return coded.join(rows, told.suppliers, told.categories, told.authorities, told.private_lines, told.decided_lines)
