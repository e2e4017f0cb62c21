"""What is stored of one body over some days, for a new file to be compared with."""

from calendar import monthrange
from collections.abc import Collection, Sequence
from datetime import date

import polars as pl

from procurement.store.desk_store import Store
from procurement.store.uploads import UploadRecord

MOST_IN_MEMORY = 2_000_000
"""Of more payments only what is asked for is read, each time, so that memory stays bounded."""


def of_body(
    store: Store, authority_code: str, days: tuple[date, date], columns: Sequence[str], without: Collection[str] = ()
) -> pl.LazyFrame:
    """Some columns of PAYMENT of the body's standing uploads between two days, both included; of no upload, no rows.

    without: uploads that are left out.
    """
    first, last = days
    standing = [item for item in store.register.uploads.standing(authority_code) if item.upload_id not in without]
    near = [item for item in standing if _reaches(item, first, last)]
    stored = store.ledger.payments([item.upload_id for item in near]).filter(
        (pl.col("authority_code") == authority_code) & pl.col("paid_on").is_between(first, last)
    )
    chosen = stored.select(columns)
    if not near:
        return pl.LazyFrame(schema=chosen.collect_schema())
    if sum(item.payments for item in near) > MOST_IN_MEMORY:
        return chosen
    return chosen.collect().lazy()


def whole_months(first: date, last: date) -> tuple[date, date]:
    """The first day of the first day's month, and the last of the last's.

    >>> whole_months(date(2024, 2, 3), date(2024, 2, 9))
    (datetime.date(2024, 2, 1), datetime.date(2024, 2, 29))
    """
    return first.replace(day=1), last.replace(day=monthrange(last.year, last.month)[1])


def _reaches(item: UploadRecord, first: date, last: date) -> bool:
    if item.first_day is None or item.last_day is None:
        return False
    return item.first_day <= last and item.last_day >= first
