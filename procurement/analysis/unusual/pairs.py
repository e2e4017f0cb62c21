"""What two or more equal bills have in common, as columns and in words."""

import polars as pl

from procurement.analysis.unusual import wording
from procurement.analysis.unusual.limits import Limits


def facts(numbered: pl.DataFrame, more: list[pl.Expr]) -> pl.DataFrame:
    """A row a `number`, of bills in the order of their days: what they are and what differs between them."""
    ordered = numbered.sort("number", "paid_on", "upload", "line")
    grouped = ordered.group_by("number", maintain_order=True).agg(
        pl.len().alias("times"),
        pl.col("size_pence").first(),
        pl.col("paid_on").first().alias("first_on"),
        pl.col("paid_on").last().alias("last_on"),
        pl.col("reference").first(),
        pl.col("reference").last().alias("last_reference"),
        (pl.col("supplier_text_key").n_unique() > 1).alias("is_spelt_differently"),
        (pl.col("vendor_key").drop_nulls().n_unique() > 1).alias("has_two_vendors"),
        (pl.col("upload").n_unique() > 1).alias("is_across_files"),
        ((pl.col("department").n_unique() > 1) | (pl.col("account").n_unique() > 1)).alias("is_elsewhere"),
        (pl.col("period").filter(pl.col("period") != "").n_unique() > 1).alias("are_of_two_periods"),
        ((pl.col("line_text_key").n_unique() == 1) & (pl.col("supplier_text_key").n_unique() == 1)).alias(
            "says_the_same"
        ),
        *more,
    )
    days = (pl.col("last_on") - pl.col("first_on")).dt.total_days()
    return grouped.with_columns(at_risk_pence=pl.col("size_pence") * (pl.col("times").cast(pl.Int64) - 1), days=days)


def extra(limits: Limits) -> pl.Expr:
    """What is added to a score for a supplier that stands twice in the ledger, and for equal words."""
    stands_twice = pl.col("is_spelt_differently") | pl.col("has_two_vendors")
    return pl.when(stands_twice).then(limits["score_supplier_stands_twice"]).otherwise(0.0) + pl.when(
        pl.col("says_the_same")
    ).then(limits["score_same_words"]).otherwise(0.0)


def opening() -> pl.Expr:
    """How much was paid how often, and when."""
    often = pl.when(pl.col("times") == 2).then(pl.lit("twice")).otherwise(pl.concat_str("times", pl.lit(" times")))
    same_day = pl.concat_str(pl.lit(" on "), wording.day("first_on"), pl.lit("."))
    apart = pl.concat_str(
        pl.lit(" between "),
        wording.day("first_on"),
        pl.lit(" and "),
        wording.day("last_on"),
        pl.lit(", "),
        wording.counted(pl.col("days"), "day"),
        pl.lit(" apart."),
    )
    when = pl.when(pl.col("days") == 0).then(same_day).otherwise(apart)
    return pl.concat_str(wording.pounds("size_pence"), pl.lit(" was paid "), often, when)


def closing() -> pl.Expr:
    """What else speaks for or against it."""
    return pl.concat_str(
        wording.where(pl.col("is_spelt_differently"), "The supplier is written in two ways."),
        wording.where(pl.col("has_two_vendors"), "It has two numbers in the ledger."),
        wording.where(pl.col("is_across_files"), "The payments are in different files."),
        wording.where(pl.col("says_the_same"), "Department, purpose and account are the same."),
    )
