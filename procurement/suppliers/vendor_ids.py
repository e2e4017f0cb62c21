"""A council's own vendor numbers: two names beside one of them, in one council and one year, are one vendor's record.

The number means nothing elsewhere, and another year it may be somebody else's. A record for one-time payees stands
beside many names, and says nothing.
"""

import polars as pl

from procurement.suppliers import identifiers
from procurement.suppliers.reference import SupplierReference
from procurement.suppliers.telling import cores, share_a_word

SHARED = pl.Schema(
    {
        "supplier_text_key_a": pl.Int64(),
        "supplier_text_key_b": pl.Int64(),
        "authority_code": pl.String(),
        "supplier_ref": pl.String(),
        "financial_year": pl.String(),
        "reason": pl.String(),
    }
)
"""Two supplier texts of one vendor record; a key before b."""

NUMBERS = {"company_number": "company number", "charity_number": "charity number"}


def shared(payments: pl.DataFrame, texts: pl.DataFrame, reference: SupplierReference) -> pl.DataFrame:
    """SHARED pairs among `texts` (SUPPLIER_TEXT) that stand in `payments` (PAYMENT) beside one vendor number.

    Payments without a vendor number or a day give none; neither does a number beside more names than one vendor has.
    """
    used = _records(payments, texts, reference)
    record = ["authority_code", "supplier_ref", "financial_year"]
    both = used.join(used, on=record, suffix="_b", validate="m:m").rename({"supplier_text_key": "supplier_text_key_a"})
    said = pl.format("vendor number {} in one council's payments of {}", "supplier_ref", "financial_year")
    pairs = both.filter(pl.col("supplier_text_key_a") < pl.col("supplier_text_key_b")).with_columns(reason=said)
    return (
        pairs.unique(["supplier_text_key_a", "supplier_text_key_b", *record])
        .select(SHARED.names())
        .sort("supplier_text_key_a", "supplier_text_key_b", *record)
    )


def carry(texts: pl.DataFrame, pairs: pl.DataFrame, reference: SupplierReference) -> pl.DataFrame:
    """SUPPLIER_TEXT with the company and charity number of the other names of its vendor record, and `carried`: why.

    A number is carried only where all those that stand beside a distinctive word in common agree on one.
    """
    told = texts.with_columns(carried=pl.lit(""))
    if pairs.is_empty():
        return told
    clean = identifiers.clean(texts, reference)
    core = cores(texts["supplier_name"], reference).alias("core")
    side = clean.with_columns(core, company_number="company", charity_number="charity")
    for column, called in NUMBERS.items():
        found = _agreed(side.select("supplier_text_key", "core", number=column), pairs, reference)
        joined = told.join(found, on="supplier_text_key", how="left", validate="1:1", maintain_order="left")
        takes = (pl.col(column) == "") & pl.col("number").is_not_null()
        told = joined.with_columns(
            pl.when(takes).then("number").otherwise(pl.col(column)).alias(column),
            carried=pl.when(takes)
            .then(pl.format("{} {} by {}", pl.lit(called), "number", "reason"))
            .otherwise("carried"),
        ).drop("number", "reason")
    return told


def _records(payments: pl.DataFrame, texts: pl.DataFrame, reference: SupplierReference) -> pl.DataFrame:
    """supplier_text_key, authority_code, supplier_ref, financial_year: which texts each vendor record stands beside."""
    paid, year = pl.col("paid_on"), pl.col("paid_on").dt.year()
    first = pl.when(paid.dt.month() >= 4).then(year).otherwise(year - 1)
    record = ["authority_code", "supplier_ref", "financial_year"]
    used = (
        payments.filter((pl.col("supplier_ref").str.contains(r"\d")) & paid.is_not_null() & ~pl.col("is_redacted"))
        .with_columns(financial_year=pl.format("{}-{}", first, ((first + 1) % 100).cast(pl.String).str.zfill(2)))
        .select("supplier_text_key", *record)
        .unique()
    )
    known = used.join(texts.select("supplier_text_key"), on="supplier_text_key", how="semi")
    return known.filter(pl.len().over(record).is_between(2, reference.threshold("most_names_per_vendor")))


def _agreed(side: pl.DataFrame, pairs: pl.DataFrame, reference: SupplierReference) -> pl.DataFrame:
    """supplier_text_key, number, reason: what the other names of a text's vendor records agree on."""
    both = pl.concat(
        [
            pairs.select(supplier_text_key="supplier_text_key_a", other="supplier_text_key_b", reason="reason"),
            pairs.select(supplier_text_key="supplier_text_key_b", other="supplier_text_key_a", reason="reason"),
        ]
    )
    beside = (
        both.join(side.select("supplier_text_key", "core"), on="supplier_text_key", validate="m:1")
        .join(side.select(other="supplier_text_key", other_core="core", number="number"), on="other", validate="m:1")
        .filter(pl.col("number") != "")
    )
    alike = beside.filter(share_a_word(beside["core"], beside["other_core"], reference))
    return (
        alike.group_by("supplier_text_key")
        .agg(pl.col("number").unique(), pl.col("reason").min())
        .filter(pl.col("number").list.len() == 1)
        .with_columns(pl.col("number").list.first())
    )
