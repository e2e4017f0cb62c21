"""Files whose lines are no payments but sums: a supplier and a month on each, as a pivot table gives them."""

from collections.abc import Mapping

import polars as pl

from procurement.spend.columns import heading_words

IS_MONTHS_END = pl.col("paid_on") == pl.col("paid_on").dt.month_end()
"""Where only a month is known, its last day stands for it."""


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


def _is_a_month_each(payments: pl.DataFrame, limits: Mapping[str, float]) -> bool:
    pairs = payments.select("supplier_name", "paid_on")
    is_long = payments.height >= limits["least_sums"]
    return is_long and bool(payments.select(IS_MONTHS_END.all()).item()) and pairs.is_unique().all()
