"""The lines of one council put together as bills: what was paid to a supplier on a day under one reference."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

BILL = pl.Schema(
    {
        "bill": pl.UInt32(),
        "supplier": pl.UInt32(),
        "upload": pl.UInt32(),
        "paid_on": pl.Date(),
        "reference_key": pl.UInt64(),
        "has_reference": pl.Boolean(),
        "amount_pence": pl.Int64(),
        "line": pl.Int64(),
        "lines": pl.UInt32(),
        "supplier_text_key": pl.Int64(),
        "line_text_key": pl.Int64(),
        "vendor_key": pl.UInt64(),
        "is_gross": pl.Boolean(),
        "is_bought": pl.Boolean(),
        "category": pl.UInt32(),
    }
)
"""A bill: its lines' sum, and `line` the first of them. `reference_key` stands for the reference as published, or where
there is none for the line itself. is_bought: it can be influenced, and its supplier is no public body. `category`
numbers a heading of `Books`."""

NOT_BOUGHT_FROM = ("public body", "pseudo-supplier", "redacted")
STANDS_FOR_MANY = ("pseudo-supplier", "redacted")
"""Names under which many are paid: two equal payments to them say nothing."""

LEAST_OF_FULLEST = 0.1
KEYS = ["supplier", "upload", "paid_on", "reference_key"]


@dataclass(frozen=True)
class Books:
    """One council's payments (PAYMENT with the number of their `upload`) and its bills.

    suppliers: supplier_text_key, `supplier` (a number for each) and is_bought_from. categories: line_text_key,
    influenceable and `category`. headings: `category`, level1, level2. months: `month` (as `month_of`) and
    months_before, of the months that are stored: those with a tenth of the bills of the fullest, or more.
    """

    payments: pl.LazyFrame
    suppliers: pl.DataFrame
    categories: pl.DataFrame
    bills: pl.DataFrame
    headings: pl.DataFrame
    months: pl.DataFrame

    def texts(self, bills: pl.DataFrame, columns: list[str]) -> pl.DataFrame:
        """The bills with text columns of their first lines beside them, in the same order."""
        keys = bills.select("upload", "line").lazy()
        named = self.payments.select("upload", "line", *columns)
        found = named.join(keys, on=["upload", "line"], how="semi").collect()
        return bills.join(found, on=["upload", "line"], how="left", validate="m:1", maintain_order="left")

    def lines(self, bills: pl.DataFrame) -> pl.DataFrame:
        """PAYMENT with `upload` and the KEYS of its bill: every line of the bills, which have KEYS."""
        paid = self.suppliers.join(bills.select("supplier").unique(), on="supplier", how="semi")
        few = self.payments.join(paid.select("supplier_text_key").lazy(), on="supplier_text_key", how="semi")
        wanted = bills.select(KEYS).unique().lazy()
        return _known(few, self.suppliers, self.categories).join(wanted, on=KEYS, how="semi").collect()


def open_books(
    payments: pl.LazyFrame, suppliers: pl.DataFrame, categories: pl.DataFrame, arrived: Sequence[str] = ()
) -> Books:
    """Books of one council. payments: PAYMENT. suppliers: SUPPLIER_READING. categories: CATEGORY_READING.

    arrived: uploads in the order in which they came, which tells the first of two; by name where not given.

    Payments that are redacted, have no supplier or no day, or stand under a name for many, are in no bill. A line
    whose category is not known counts as bought. Empty in gives empty out.
    """
    headings = categories.select("level1", "level2").unique().sort("level1", "level2").with_row_index("category")
    coded = categories.join(headings, on=["level1", "level2"], how="left", validate="m:1")
    uploads = payments.select("upload_id").unique().collect()["upload_id"].sort().to_list()
    numbers = {name: at for at, name in enumerate(dict.fromkeys([*arrived, *uploads]))}
    placed = payments.with_columns(
        upload=pl.col("upload_id").replace_strict(numbers, default=None, return_dtype=pl.UInt32)
    )
    known, read = _numbered(suppliers), coded.select("line_text_key", "influenceable", "category")
    totals = (
        _known(placed, known, read)
        .group_by(KEYS)
        .agg(
            pl.col("has_reference").first(),
            pl.col("amount_pence").sum(),
            pl.col("line").min(),
            pl.len().cast(pl.UInt32).alias("lines"),
            pl.col("supplier_text_key", "line_text_key", "vendor_key").min(),
            (pl.col("amount_basis") == "gross").any().alias("is_gross"),
            pl.col("is_bought").all(),
            pl.col("category").min(),
        )
    )
    bills = totals.collect().sort(*KEYS).with_row_index("bill")
    return Books(placed, known, read, bills.select(BILL.names()).cast(BILL), headings, _stored_months(bills))


def _stored_months(bills: pl.DataFrame) -> pl.DataFrame:
    """The months that files were about: late rows of a file lie in other months, and are few."""
    counted = bills.group_by(month_of("paid_on").alias("month")).len().sort("month")
    stored = counted.filter(pl.col("len") >= pl.col("len").max() * LEAST_OF_FULLEST)
    return stored.select("month").with_row_index("months_before")


def month_of(column: str) -> pl.Expr:
    """A day's month as a number that grows by one from month to month."""
    return pl.col(column).dt.year().cast(pl.Int32) * 12 + pl.col(column).dt.month()


def _numbered(suppliers: pl.DataFrame) -> pl.DataFrame:
    named = suppliers.filter((pl.col("supplier_id") != "") & ~pl.col("kind").is_in(STANDS_FOR_MANY))
    return named.select(
        "supplier_text_key",
        pl.col("supplier_id").rank("dense").cast(pl.UInt32).alias("supplier"),
        (~pl.col("kind").is_in(NOT_BOUGHT_FROM)).alias("is_bought_from"),
    )


def _known(payments: pl.LazyFrame, suppliers: pl.DataFrame, categories: pl.DataFrame) -> pl.LazyFrame:
    """The payments that are in some bill, with its KEYS and what else makes it up."""
    has_reference = pl.col("transaction_number") != ""
    return (
        payments.filter(~pl.col("is_redacted") & pl.col("paid_on").is_not_null() & pl.col("amount_pence").is_not_null())
        .join(suppliers.lazy(), on="supplier_text_key", how="inner", validate="m:1")
        .join(categories.lazy(), on="line_text_key", how="left", validate="m:1")
        .with_columns(
            has_reference=has_reference,
            reference_key=pl.when(has_reference)
            .then(pl.col("transaction_number").hash())
            .otherwise(pl.col("line").cast(pl.UInt64)),
            vendor_key=pl.when(pl.col("supplier_ref") != "").then(pl.col("supplier_ref").hash()),
            is_bought=pl.col("influenceable").fill_null(value=True) & pl.col("is_bought_from"),
        )
    )
