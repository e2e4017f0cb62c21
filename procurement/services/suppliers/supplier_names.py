"""Recognise suppliers in a list of names, or compare pairs of names, without a store."""

from collections.abc import Mapping
from pathlib import Path

import polars as pl

from procurement.services import files
from procurement.suppliers import comparing, matching
from procurement.suppliers.reference import from_frames
from procurement.tables import SUPPLIER_READING, SUPPLIER_TEXT

IDENTIFIERS = ("company_number", "vat_number", "charity_number")
ADDED = ("supplier_id", "supplier_name", "kind", "score", "reason")


def match_file(path: Path, reference: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """The rows of a CSV in their order with supplier_id, supplier_name, kind, score and reason added.

    path: column `name` and, where present, `company_number`, `vat_number`, `charity_number`. Rows with equal
    supplier_id are one supplier; a row without a name, or with a withheld one, is a supplier of its own (NONE-1 on row
    1). Raises CannotDo where `name` is missing.
    """
    rows = files.read_columns(path, ["name"])
    keyed = rows.select(
        pl.col("name").alias("supplier_name"),
        *[pl.col(name) if name in rows.columns else pl.lit("").alias(name) for name in IDENTIFIERS],
    )
    texts = keyed.unique(maintain_order=True).with_row_index("supplier_text_key").cast({"supplier_text_key": pl.Int64})
    known = pl.DataFrame(schema=SUPPLIER_READING)
    matched = matching.match(texts.select(SUPPLIER_TEXT.names()), known, from_frames(reference))
    columns = ["supplier_name", *IDENTIFIERS]
    found = texts.join(
        matched.select("supplier_text_key", "supplier_id", "supplier_label", "kind", "score", "reason"),
        on="supplier_text_key",
        validate="1:1",
    )
    added = keyed.join(found, on=columns, how="left", validate="m:1", maintain_order="left")
    alone = pl.format("NONE-{}", pl.int_range(1, pl.len() + 1))
    own = pl.when(pl.col("supplier_id") == "").then(alone).otherwise(pl.col("supplier_id")).alias("supplier_id")
    named = added.select(own, pl.col("supplier_label").alias("supplier_name"), "kind", "score", "reason")
    return pl.concat([rows.drop(ADDED, strict=False), named], how="horizontal")


def compare_file(path: Path, reference: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """The pairs of a CSV (`name_a`, `name_b`) in their order with probability, verdict and reason added."""
    rows = files.read_columns(path, ["name_a", "name_b"])
    return comparing.compare(rows, from_frames(reference))
