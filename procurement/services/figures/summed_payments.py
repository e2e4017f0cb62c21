"""Payments summed by their texts, as they are kept on disk (text_sums), and by month, in memory while nothing changes.

As they are, of protected payees too: `unguarded` alone asks here.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Lock

import narwhals.stable.v2 as nw
import polars as pl

from procurement.analysis import coded, condensed, frames, parts, periods
from procurement.services import engine
from procurement.services.categories import decided_categories
from procurement.services.desk import Desk
from procurement.services.figures import text_sums
from procurement.services.privacy import private_texts
from procurement.services.suppliers import paid_suppliers

MONTHLY = ("authority_code", "authority", "level1", "level2", "is_redacted", "payee_is_private", "influenceable",
           "amount_basis", "financial_year", "quarter", "month")  # fmt: skip
KNOWN = "known"

_by_month: dict[Path, tuple[str, pl.DataFrame]] = {}
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
    table = _kept(_by_month, desk, desk.store.version(), _sum_by_month)
    if len(level1) != 1:
        return widened(table)
    first, end = (table["level1"].search_sorted(level1[0], side) for side in ("left", "right"))
    return widened(table.slice(first, end - first))


def _kept(
    shelf: dict[Path, tuple[str, pl.DataFrame]], desk: Desk, state: str, make: Callable[[Desk], pl.DataFrame]
) -> pl.DataFrame:
    """What was made of this state of the store, or is made now, by one thread alone; the state before is let go."""
    with _making:
        found = shelf.get(desk.store.home)
        if found is None or found[0] != state:
            shelf.pop(desk.store.home, None)
            found = shelf[desk.store.home] = (state, make(desk))
        return found[1]


def _sum_by_month(desk: Desk) -> pl.DataFrame:
    """A part of the bodies at a time, so that the most memory does not grow with the store."""
    parts_of = [text_sums.payments_of(desk, some) for some in text_sums.batches(text_sums.bodies(desk))]
    tables = (
        paid_suppliers.of(desk),
        desk.store.register.readings.categories(),
        desk.authorities,
        private_texts.private_lines(desk).filter("payee_is_private"),
        decided_categories.decided_lines(desk),
    )
    every = [_by_month_of(coded.join(paid, *tables)) for paid in parts_of or [engine.payments(desk)]]
    return pl.concat(every).sort("level1")


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
