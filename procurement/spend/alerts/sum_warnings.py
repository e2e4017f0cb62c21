"""Files whose amounts are not what was paid: sums by supplier and month (pivot tables), or amounts without pence."""

from collections.abc import Mapping

import polars as pl

from procurement.spend.columns import heading_words

IS_MONTHS_END = pl.col("paid_on") == pl.col("paid_on").dt.month_end()
"""Where only a month is known, its last day stands for it."""


ROUND_PENCE = 500
"""Prices in whole pounds are mostly multiples of this; pence written without a point are not."""


def sums(payments: pl.DataFrame, columns: Mapping[str, str], limits: Mapping[str, float]) -> list[tuple[str, str]]:
    """A file of so many lines, each of another supplier and month, or whose amounts are headed as sums.

    payments: PAYMENT_FACTS. columns: ours to the publisher's heading. Lines with a number of their own are payments,
    and a file of none gives nothing.
    """
    if payments.is_empty() or (payments["transaction_number"] != "").any():
        return []
    heading = columns.get("amount", "")
    if heading_words.normalise(heading).startswith("sum of "):
        why = f'"{heading}" says that it is a sum'
    elif _is_a_month_each(payments, limits):
        why = "no supplier stands twice in a month, and no day or number of a payment is given"
    else:
        return []
    return [
        (
            "SUMS_NOT_PAYMENTS",
            f"The lines look like sums of several payments: {why}. They count in every total; but how many payments "
            "there were and how large they were is not known, and what was paid twice cannot be found. If you have the "
            "list of single payments, upload that one instead.",
        )
    ]


def without_pence(payments: pl.DataFrame, limits: Mapping[str, float]) -> list[tuple[str, str]]:
    """A file of so many payments (PAYMENT_FACTS) of which not one has pence: rounded, or pence without a point.

    Fewer tell it where most of them are no round sums."""
    whole = payments.select((pl.col("amount_pence") % 100 == 0).all()).item()
    round_ones = payments.filter(pl.col("amount_pence") % ROUND_PENCE == 0).height
    name = "least_without_pence" if 2 * round_ones >= payments.height else "least_uneven_without_pence"
    if payments.height < limits[name] or not whole:
        return []
    return [
        (
            "AMOUNTS_WITHOUT_PENCE",
            f"None of the {payments.height:,} amounts has pence. They may be rounded to whole pounds; or they may be "
            "pence written without a point, and count for a hundred times what was paid. Compare the total with what "
            "you expect.",
        )
    ]


def _is_a_month_each(payments: pl.DataFrame, limits: Mapping[str, float]) -> bool:
    pairs = payments.select("supplier_name", "paid_on")
    is_long = payments.height >= limits["least_sums"]
    return is_long and bool(payments.select(IS_MONTHS_END.all()).item()) and pairs.is_unique().all()
