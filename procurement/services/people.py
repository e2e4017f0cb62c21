"""Keep private individuals out of every shared view: they are counted, never named."""

from typing import Any

import narwhals.stable.v2 as nw
import polars as pl

UNNAMED_KINDS = ("individual or sole trader", "redacted")
UNNAMED = {"individual or sole trader": "An individual or sole trader", "redacted": "Redacted by the publisher"}
UNKNOWN = "Not recognised"


def unnamed(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows (with supplier and supplier_kind, and supplier_id where there) without the names of individuals."""
    private = pl.col("supplier_kind").is_in(UNNAMED_KINDS)
    named = pl.when(private).then(pl.col("supplier_kind").replace(UNNAMED))
    return rows.with_columns(
        supplier=named.when(pl.col("supplier") == "").then(pl.lit(UNKNOWN)).otherwise(pl.col("supplier"))
    )


def masked(coded: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """CODED_PAYMENT with shown_supplier and shown_supplier_id beside it: what a shared total may call each supplier.

    Individuals stand together under one name without an id; supplier_id stays as it is, so that they can be counted.
    """
    kind, name, key = nw.col("supplier_kind"), nw.col("supplier"), nw.col("supplier_id")
    shown = nw.when(name == "").then(nw.lit(UNKNOWN)).otherwise(name)
    for private, label in UNNAMED.items():
        shown = nw.when(kind == private).then(nw.lit(label)).otherwise(shown)
    ids = nw.when(kind.is_in(UNNAMED_KINDS)).then(nw.lit("")).otherwise(key)
    return coded.with_columns(shown_supplier=shown, shown_supplier_id=ids)
