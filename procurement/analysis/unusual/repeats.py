"""Bills of the same supplier and amount, once credits are taken off: what may have been paid twice."""

from dataclasses import dataclass

import polars as pl

from procurement.analysis.unusual import netting, references
from procurement.analysis.unusual.bills import Books
from procurement.analysis.unusual.limits import Limits

OF_AMOUNT = netting.OF_AMOUNT
A_MONTH = (26, 35)
"""Days between two payments a month apart, whatever the length of the month and where weekends fall."""


@dataclass(frozen=True)
class Repeats:
    """bills: BILL left once credits are netted, of amounts paid more than once, with `reference` and `core`.

    `core` is what of the reference is compared (`references`), "" where it names no bill. amounts: supplier,
    size_pence, and how many other amounts the supplier was paid (other_amounts), how many of these again near in time
    (others_repeated), and the share of those of the category (category_share).
    """

    books: Books
    bills: pl.DataFrame
    amounts: pl.DataFrame

    def described(self, bills: pl.DataFrame) -> pl.DataFrame:
        """The bills with department, purpose and account, and `period`, the numbers in the purpose."""
        named = self.books.texts(bills, ["department", "purpose", "account"])
        return named.with_columns(period=pl.col("purpose").str.replace_all("[^0-9]+", " ").str.strip_chars())


def of_books(books: Books, leave_out: pl.DataFrame, limits: Limits) -> Repeats:
    """The repeated bills of one council. leave_out: `bill`, those that another rule has found already."""
    bills = books.bills.join(leave_out, on="bill", how="anti").with_columns(size_pence=pl.col("amount_pence").abs())
    worth = bills.filter(pl.col("size_pence") >= limits.pence("least_repeated_pounds"))
    paid = worth.filter(pl.col("amount_pence") > 0)
    counted = _counted(paid)
    several = counted.filter(pl.col("times") > 1).select(OF_AMOUNT)
    cored = _with_texts(worth.join(several, on=OF_AMOUNT, how="semi"), books, limits)
    left = netting.without_reversed(
        cored, "core", round(limits["credit_within_days"]), round(limits["credit_before_days"])
    )
    again = left.filter(pl.len().over(OF_AMOUNT) > 1)
    near = _near(paid.join(several, on=OF_AMOUNT, how="semi"), limits)
    return Repeats(books, again.sort(*OF_AMOUNT, "paid_on", "upload", "line"), _habits(counted, near))


def _with_texts(bills: pl.DataFrame, books: Books, limits: Limits) -> pl.DataFrame:
    """The bills with `reference` and `core`. What several suppliers share is a card's or a run's and names no bill."""
    shared = (
        books.bills.filter("has_reference")
        .group_by("reference_key")
        .agg(pl.col("supplier").n_unique().alias("sharing"))
        .filter(pl.col("sharing") >= limits["suppliers_sharing_a_reference"])
    )
    named = books.texts(bills, ["transaction_number"]).rename({"transaction_number": "reference"})
    cored = references.with_core(named, "reference")
    of_many = cored.join(shared, on="reference_key", how="semi").select("core").unique()
    is_of_many = pl.col("core").is_in(of_many["core"].implode())
    return cored.with_columns(core=pl.when(is_of_many).then(pl.lit("")).otherwise("core"))


def _counted(paid: pl.DataFrame) -> pl.DataFrame:
    """How often each supplier was paid each amount, reversed or not, and for what category."""
    return paid.group_by(OF_AMOUNT).agg(pl.len().alias("times"), pl.col("category").min())


def is_near(days: pl.Expr, limits: Limits) -> pl.Expr:
    """Whether two payments are as near as a bill and its repeat, and not about a month apart as instalments are."""
    return (days <= limits["same_amount_days"]) & ~days.is_between(*A_MONTH)


def _near(paid: pl.DataFrame, limits: Limits) -> pl.DataFrame:
    """The suppliers and amounts that were paid again near in time, whether rightly or not."""
    ordered = paid.sort(*OF_AMOUNT, "paid_on")
    days = (pl.col("paid_on") - pl.col("paid_on").shift(1).over(OF_AMOUNT)).dt.total_days()
    return ordered.filter(is_near(days, limits)).select(OF_AMOUNT).unique()


def _habits(counted: pl.DataFrame, near: pl.DataFrame) -> pl.DataFrame:
    """How much each supplier, and each category, repeats amounts near in time."""
    marked = counted.join(near.with_columns(repeated=pl.lit(1)), on=OF_AMOUNT, how="left", validate="1:1")
    known = marked.with_columns(pl.col("repeated").fill_null(0))
    of_supplier = known.group_by("supplier").agg(
        pl.len().cast(pl.Int64).alias("_amounts"), pl.col("repeated").sum().cast(pl.Int64).alias("_repeated")
    )
    of_category = known.group_by("category").agg(pl.col("repeated").mean().alias("category_share"))
    return (
        known.filter(pl.col("times") > 1)
        .join(of_supplier, on="supplier", how="left", validate="m:1")
        .join(of_category, on="category", how="left", validate="m:1", nulls_equal=True)
        .select(
            *OF_AMOUNT,
            "category_share",
            other_amounts=pl.col("_amounts") - 1,
            others_repeated=pl.col("_repeated") - pl.col("repeated"),
        )
    )


def with_habits(bills: pl.DataFrame, repeats: Repeats) -> pl.DataFrame:
    """The bills with what is known of their supplier and amount beside each."""
    return bills.join(repeats.amounts, on=OF_AMOUNT, how="left", validate="m:1", maintain_order="left")
