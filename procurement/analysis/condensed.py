"""Payments summed by what readings are keyed by, before anything is joined to them: the same pounds in fewer rows."""

from collections.abc import Sequence
from typing import Any

import narwhals.stable.v2 as nw

from procurement.analysis import frames, parts

TEXTS = ("authority_code", "supplier_text_key", "line_text_key")
FACTS = ("is_redacted", "amount_basis")
KEYS = (*TEXTS, *FACTS)
LAST_DAY = "last_day"
MONTH = "month_number"
CREDIT = "credit_pence"
"""What the credits among the payments of a row come to, below nought."""


def condense(
    payments: Any, keys: Sequence[str] = KEYS, by_month: bool = False, also: Sequence[str] = ()
) -> nw.LazyFrame[Any]:
    """`payments` (PAYMENT, or what this made of it) as a row for each combination of `keys`, in no order.

    Returns `keys`, amount_pence (net, whole pence) and counts_as_payment, how many payments the row stands for; by
    month also paid_on and last_day, the first and the last day on which they were paid, both of one month, or null for
    those without a date. also: further columns of pence to be added up. Narrow keys make this cheap, and joins and
    further sums meet few rows; whatever is made of the result by the columns that readings give to `keys` is what would
    be made of the payments. Not for councils that are split, since each payment of theirs is rounded by itself. Empty
    in gives empty out.
    """
    paid = frames.lazy(payments)
    dated = [MONTH] if by_month else []
    wanted = paid.select(
        *keys,
        *([_month().alias(MONTH), nw.col("paid_on")] if by_month else []),
        "amount_pence",
        *also,
        *parts.count_column(paid),
    )
    days = {"first": nw.col("paid_on").min(), LAST_DAY: nw.col("paid_on").max()} if by_month else {}
    summed = wanted.group_by([*keys, *dated]).agg(
        *(nw.col(name).sum() for name in also),
        pence=nw.col("amount_pence").sum(),
        **{parts.COUNTS: parts.payments(wanted)},
        **days,
    )
    return summed.select(
        *keys,
        nw.col("pence").cast(nw.Int64).alias("amount_pence"),
        nw.col(parts.COUNTS, *also).cast(nw.Int64),
        *([nw.col("first").alias("paid_on"), nw.col(LAST_DAY)] if by_month else []),
    )


def with_credits(payments: Any) -> nw.LazyFrame[Any]:
    """`payments` with CREDIT, to be added up by `condense` beside their amounts."""
    pence = nw.col("amount_pence")
    return frames.lazy(payments).with_columns(nw.when(pence < 0).then(pence).otherwise(0).alias(CREDIT))


def by_sign(sums: Any) -> nw.LazyFrame[Any]:
    """Sums with CREDIT beside them as rows of one sign, so that turnover, amounts without their signs, can be told.

    A row for what was paid, and one for what was credited where there is any, which counts as no payment beside it.
    """
    every = frames.lazy(sums)
    paid = every.with_columns(amount_pence=nw.col("amount_pence") - nw.col(CREDIT))
    credited = every.filter(nw.col(CREDIT) != 0).with_columns(
        amount_pence=nw.col(CREDIT), **{parts.COUNTS: nw.lit(0).cast(nw.Int64)}
    )
    return nw.concat([paid, credited], how="vertical").drop(CREDIT)


def last_day_column(frame: nw.LazyFrame[Any]) -> str:
    """Which column says the last day on which the payments of a row were paid."""
    return LAST_DAY if LAST_DAY in frame.collect_schema().names() else "paid_on"


def _month() -> nw.Expr:
    """Months since the year nought, null without a date."""
    return nw.col("paid_on").dt.year().cast(nw.Int64) * 12 + nw.col("paid_on").dt.month().cast(nw.Int64)
