"""Bills of the same supplier and amount, once credits are taken off: what may have been paid twice."""

from dataclasses import dataclass

import polars as pl

from procurement.analysis.unusual import netting, references
from procurement.analysis.unusual.bills import Books
from procurement.analysis.unusual.limits import Limits

OF_AMOUNT = netting.OF_AMOUNT


@dataclass(frozen=True)
class Repeats:
    """bills: BILL left once credits are netted, of amounts paid more than once, with the texts that are compared.

    `core` is what of the reference is compared (`references.core`), "" where it names no bill; `period` the digits of
    the purpose. amounts: supplier, size_pence, and how many other amounts the supplier was paid (other_amounts), how
    many of these repeatedly (others_repeated), and the share of amounts of the category that were (category_share).
    """

    bills: pl.DataFrame
    amounts: pl.DataFrame


def of_books(books: Books, leave_out: pl.DataFrame, limits: Limits) -> Repeats:
    """The repeated bills of one council. leave_out: `bill`, those that another rule has found already."""
    bills = books.bills.join(leave_out, on="bill", how="anti").with_columns(size_pence=pl.col("amount_pence").abs())
    worth = bills.filter(pl.col("size_pence") >= limits.pence("least_repeated_pounds"))
    counted = _counted(worth.filter(pl.col("amount_pence") > 0))
    several = counted.filter(pl.col("times") > 1).select(OF_AMOUNT)
    cored = _with_texts(worth.join(several, on=OF_AMOUNT, how="semi"), books, limits)
    left = netting.without_reversed(
        cored, "core", round(limits["credit_within_days"]), round(limits["credit_before_days"])
    )
    again = left.filter(pl.len().over(OF_AMOUNT) > 1)
    return Repeats(again.sort(*OF_AMOUNT, "paid_on", "upload", "line"), _habits(counted))


def _with_texts(bills: pl.DataFrame, books: Books, limits: Limits) -> pl.DataFrame:
    """The bills with their texts. A reference that several suppliers share is a card's or a run's and names no bill."""
    shared = (
        books.bills.filter("has_reference")
        .group_by("reference_key")
        .agg(pl.col("supplier").n_unique().alias("sharing"))
        .filter(pl.col("sharing") >= limits["suppliers_sharing_a_reference"])
    )
    named = books.texts(bills, ["transaction_number", "purpose", "department", "account"])
    is_shared = pl.col("reference_key").is_in(shared["reference_key"].implode())
    return named.rename({"transaction_number": "reference"}).with_columns(
        core=pl.when(is_shared).then(pl.lit("")).otherwise(references.core("reference")),
        period=pl.col("purpose").str.replace_all(r"\D+", " ").str.strip_chars(),
    )


def _counted(paid: pl.DataFrame) -> pl.DataFrame:
    """How often each supplier was paid each amount, reversed or not, and for what category."""
    return paid.group_by(OF_AMOUNT).agg(pl.len().alias("times"), pl.col("category").min())


def _habits(counted: pl.DataFrame) -> pl.DataFrame:
    """How much each supplier repeats its other amounts, and how much amounts of the category are repeated."""
    repeated = pl.col("times") > 1
    of_supplier = counted.group_by("supplier").agg(pl.len().alias("_amounts"), repeated.sum().alias("_repeated"))
    of_category = counted.group_by("category").agg(repeated.mean().alias("category_share"))
    several = counted.filter(repeated)
    return (
        several.join(of_supplier, on="supplier", how="left", validate="m:1")
        .join(of_category, on="category", how="left", validate="m:1", nulls_equal=True)
        .select(
            *OF_AMOUNT,
            "category_share",
            other_amounts=pl.col("_amounts") - 1,
            others_repeated=pl.col("_repeated") - 1,
        )
    )


def with_habits(bills: pl.DataFrame, repeats: Repeats) -> pl.DataFrame:
    """The bills with what is known of their supplier and amount beside each."""
    return bills.join(repeats.amounts, on=OF_AMOUNT, how="left", validate="m:1", maintain_order="left")
