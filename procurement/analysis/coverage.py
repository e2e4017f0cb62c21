"""How much of the truth a figure rests on: councils, months, and the share of pounds that is coded or redacted."""

from collections.abc import Sequence
from typing import Any

import narwhals.stable.v2 as nw

from procurement.analysis import condensed, frames, parts

WHOLE = "whole"
PENCE = ("spend_pence", "coded_pence", "redacted_pence", "influenceable_pence", "supplier_known_pence")


def coverage(coded: nw.LazyFrame[Any], by: Sequence[str] = ()) -> nw.LazyFrame[Any]:
    """What stands behind the figures of each combination of `by`, to be shown beside them.

    Returns `by`, councils, months (with at least one payment), first_day, last_day, payments, then spend_pence and
    the parts of it that are coded (a ProClass level 1), redacted, influenceable, and with a known supplier; then the
    shares of those parts, 0 to 1, null where spend is nothing or less. Empty in gives empty out.
    """
    keys = list(by) or [WHOLE]
    pence, nothing = nw.col("amount_pence"), nw.lit(0)
    tests = {
        "coded_pence": nw.col("level1") != "",
        "redacted_pence": nw.col("is_redacted"),
        "influenceable_pence": nw.col("influenceable").fill_null(value=False),
        "supplier_known_pence": nw.col("supplier_id") != "",
    }
    split = coded.select(
        *(nw.col(name) for name in by),
        *([] if by else [nw.lit(1).alias(WHOLE)]),
        nw.col("authority_code").alias("council"),
        nw.col("month").alias("named_month"),
        "paid_on",
        nw.col(condensed.last_day_column(coded)).alias("last_paid_on"),
        pence.alias("spend_pence"),
        *(nw.when(test).then(pence).otherwise(nothing).alias(name) for name, test in tests.items()),
        *parts.count_column(coded),
    )
    totals = split.group_by(keys).agg(
        councils=nw.col("council").n_unique(),
        months=nw.col("named_month").n_unique(),
        undated=(nw.col("named_month") == "").cast(nw.Int64).max(),
        first_day=nw.col("paid_on").min(),
        last_day=nw.col("last_paid_on").max(),
        payments=parts.payments(split),
        **{name: nw.col(name).sum() for name in PENCE},
    )
    return _shares(totals, by)


def add_held_back(covered: nw.LazyFrame[Any], held_back: Any, by: Sequence[str]) -> nw.LazyFrame[Any]:
    """`covered` with held_back_lines and held_back_pence, of rows kept out of every figure.

    held_back: the columns of `by` and amount_pence, a row a line, whose amount may be null (not readable: it counts
    as a line and no pence). by: at least one column, such as authority_code. Where nothing was held back, both are 0.
    """
    lines = frames.beside(held_back, covered).group_by(list(by))
    totals = lines.agg(held_back_lines=nw.len(), held_back_pence=nw.col("amount_pence").sum())
    names = ("held_back_lines", "held_back_pence")
    joined = covered.join(totals, on=list(by), how="left")
    return joined.with_columns(nw.col(name).fill_null(0).cast(nw.Int64).alias(name) for name in names)


def _shares(totals: nw.LazyFrame[Any], by: Sequence[str]) -> nw.LazyFrame[Any]:
    spend = nw.col("spend_pence")
    whole = totals.with_columns(months=nw.col("months").cast(nw.Int64) - nw.col("undated")).select(
        *by,
        *(nw.col(name).cast(nw.Int64) for name in ("councils", "months")),
        "first_day",
        "last_day",
        *(nw.col(name).cast(nw.Int64) for name in ("payments", *PENCE)),
    )
    return whole.with_columns(
        nw.when(spend > 0).then(frames.ratio(nw.col(name), spend)).alias(name.replace("_pence", "_share"))
        for name in PENCE[1:]
    )
