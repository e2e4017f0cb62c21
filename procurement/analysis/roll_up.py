"""Payments become totals."""

from collections.abc import Sequence
from typing import Any

import narwhals.stable.v2 as nw

from procurement.analysis import parts

EVERYTHING = "everything"


def roll_up(coded: nw.LazyFrame[Any], by: Sequence[str]) -> nw.LazyFrame[Any]:
    """Total spend, payments, suppliers and councils for each combination of `by`.

    coded: CODED_PAYMENT, perhaps with `place`; `amount_pence` may be negative (credit notes). by: none gives one
    total. Returns the columns of `by`, then ROLL_UP, in no order, whole pence; empty in gives empty out. Redacted
    payments, and those whose supplier is not known, count in spend and payments and never as a supplier. Where
    a council was split (levels.at_level), a payment counts once in each place that has a part of it, by the pence of
    that part. Raises narwhals.exceptions.ColumnNotFoundError (on Spark when the rows are asked for) where a column of
    `by` is missing. Source: Local Government Transparency Code 2015, expenditure exceeding £500.
    """
    keys = list(by) or [EVERYTHING]
    named, guarded = (nw.col("supplier_id") != "") & ~nw.col("is_redacted"), parts.is_guarded(coded)
    needed = coded.select(
        *(nw.col(name) for name in by),
        *([] if by else [nw.lit(1).alias(EVERYTHING)]),
        nw.col("amount_pence").alias("pence"),
        nw.when(named).then(nw.col("supplier_id")).alias("known_supplier"),
        parts.council(coded).alias("council"),
        *parts.count_column(coded),
    )
    totals = needed.group_by(keys).agg(
        spend_pence=nw.col("pence").sum(),
        payments=parts.payments(needed),
        suppliers=nw.col("known_supplier").n_unique(),
        unnamed=parts.unknown("known_supplier"),
        councils=nw.col("council").n_unique(),
        **({"unplaced": parts.unknown("council")} if guarded else {}),
    )
    counts = [nw.col(name).cast(nw.Int64) for name in ("spend_pence", "payments")]
    suppliers = (nw.col("suppliers").cast(nw.Int64) - nw.col("unnamed")).alias("suppliers")
    councils = nw.col("councils").cast(nw.Int64)
    placed = councils - nw.col("unplaced") if guarded else councils
    return totals.select(*by, *counts, suppliers, placed.alias("councils"))
