"""How long councils' payments cover: the months that their files are about, without those of a few late rows."""

import polars as pl

from procurement.analysis.parts import COUNTS
from procurement.tables import COUNCIL_PERIOD

IN_ORDER = pl.col("payments").sort()
USUAL = IN_ORDER.filter(2 * IN_ORDER.cum_sum() >= IN_ORDER.sum()).first()
"""The payments of a body's usual month, over its months: half of all that it made stand in months of no more. A median
of the months would be a few late rows where these lie in more months than were sent."""


def is_covered(least_share: float) -> pl.Expr:
    """Of rows of one month of a body each (authority_code, payments): whether the month is covered by what was sent.

    One with fewer payments than `least_share` (0 to 1) of the body's usual month holds late rows of other months.
    """
    return pl.col("payments") >= least_share * USUAL.over("authority_code")


def periods(coded: pl.LazyFrame, least_share: float) -> pl.LazyFrame:
    """CODED_PAYMENT, or sums of it by month, to COUNCIL_PERIOD, a row a council; see is_covered for `least_share`.

    Payments without a date count in no month. Where a row stands for several payments of one month, `last_day` is the
    last day on which they were paid. Empty in gives empty out.
    """
    columns = coded.collect_schema().names()
    last_day = "last_day" if "last_day" in columns else "paid_on"
    payments = pl.col(COUNTS).sum() if COUNTS in columns else pl.len()
    by_month = coded.group_by("authority_code", "month", is_dated=pl.col("paid_on").is_not_null()).agg(
        payments.cast(pl.Int64).alias("payments"), first_day=pl.col("paid_on").min(), last_day=pl.col(last_day).max()
    )
    dated = by_month.filter("is_dated").with_columns(is_covered=is_covered(least_share))
    found = pl.concat([dated, by_month.filter(~pl.col("is_dated")).with_columns(is_covered=pl.lit(value=False))])
    return (
        found.group_by("authority_code")
        .agg(pl.col("is_covered").sum().alias("months"), pl.col("first_day").min(), pl.col("last_day").max())
        .select(COUNCIL_PERIOD.names())
        .cast(COUNCIL_PERIOD)
    )
