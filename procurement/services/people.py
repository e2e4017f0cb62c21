"""Keep private individuals out of every shared view: they are counted, never named."""

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
