"""Payments summed by their texts, as they are kept on disk (text_sums), and by month, in memory while nothing changes.

As they are, of protected payees too: `unguarded` alone asks here.
"""

from collections.abc import Sequence
from pathlib import Path
from threading import Lock

import narwhals.stable.v2 as nw
import polars as pl

from procurement.analysis import coded, condensed, frames, parts, periods
from procurement.services import engine
from procurement.services.desk import Desk
from procurement.services.figures import changed_bodies, text_sums
from procurement.services.figures.changed_bodies import MadeOf

MONTHLY = ("authority_code", "authority", "level1", "level2", "is_redacted", "payee_is_private", "influenceable",
           "amount_basis", "financial_year", "quarter", "month")  # fmt: skip
KNOWN = "known"

_by_month: dict[Path, tuple[str, MadeOf, pl.DataFrame]] = {}
_making = Lock()


def by_text(desk: Desk) -> pl.DataFrame:
    """text_sums.by_text of the ledger as it stands, made by one thread alone: not held, for its files are read quickly.

    It holds facts alone, so that readings and people's decisions change nothing in it.
    """
    with _making:
        return text_sums.by_text(desk)


def by_sign(desk: Desk) -> frames.Frame:
    """condensed.by_sign of the same sums."""
    with _making:
        sums = text_sums.by_text(desk, with_credits=True)
    return condensed.by_sign(widened(sums))


def by_month(desk: Desk, level1: Sequence[str] = ()) -> pl.LazyFrame:
    """Rows like CODED_PAYMENT without suppliers: a row a council, category, month and basis, for trends and coverage.

    level1: where it is one category, its rows alone, which stand together, else all rows. What is paid to private and
    to redacted payees stands in rows of its own.
    supplier_id is "known" where the payments' supplier is; paid_on and last_day are the first and last day paid.
    """
    table = _monthly(desk)
    if len(level1) != 1:
        return widened(table)
    first, end = (table["level1"].search_sorted(level1[0], side) for side in ("left", "right"))
    return widened(table.slice(first, end - first))


def _monthly(desk: Desk) -> pl.DataFrame:
    """Made by one thread alone; for another state of the store, anew of those bodies alone that may have changed."""
    with _making:
        state, known = desk.store.version(), _by_month.get(desk.store.home)
        if known is None or known[0] != state:
            _by_month.pop(desk.store.home, None)
            known = _by_month[desk.store.home] = (state, *_sum_by_month(desk, known))
        return known[2]


def _sum_by_month(desk: Desk, known: tuple[str, MadeOf, pl.DataFrame] | None) -> tuple[MadeOf, pl.DataFrame]:
    """A part of the bodies at a time, so that the most memory does not grow with the store."""
    now, bodies = changed_bodies.made_of(desk), text_sums.bodies(desk)
    changed = changed_bodies.since(desk, known[1], now) if known else None
    kept = list[pl.DataFrame]()
    if known is not None and changed is not None:
        is_changed = pl.col("authority_code").is_in(changed)
        kept, bodies = [known[2].filter(~is_changed)], bodies.filter(is_changed)
    read = now.readings
    private = None if read.private_lines is None else read.private_lines.filter("payee_is_private")
    tables = read.suppliers, read.categories, read.authorities, private, read.decided_lines
    paid = [text_sums.payments_of(desk, some) for some in text_sums.batches(bodies)]
    made = [_by_month_of(coded.join(some, *tables)) for some in paid or ([] if kept else [engine.payments(desk)])]
    return now, pl.concat([*kept, *made]).sort("level1")


def _by_month_of(joined: frames.Frame) -> pl.DataFrame:
    is_known = nw.col("supplier_id") != ""
    rows = joined.with_columns(supplier_id=nw.when(is_known).then(nw.lit(KNOWN)).otherwise(nw.lit("")))
    kept = [name for name in MONTHLY if name not in periods.NAMES]
    return text_sums.narrowed(periods.with_periods(condensed.condense(rows, [*kept, "supplier_id"], by_month=True)))


def widened(table: pl.DataFrame) -> pl.LazyFrame:
    """What text_sums.narrowed made, with its texts as texts again."""
    return table.lazy().with_columns(pl.col(pl.Categorical).cast(pl.String))


def one_by_one(payments: pl.LazyFrame) -> pl.LazyFrame:
    """Payments in the columns of `by_text`, a row each, for councils whose payments are rounded one by one."""
    return payments.select(*condensed.KEYS, "amount_pence", pl.lit(1, pl.Int64).alias(parts.COUNTS))


def native(frame: frames.Frame) -> pl.LazyFrame:
    """A frame as Polars, wherever it was."""
    return frames.held(frame).lazy()
