"""Give lines of text a category without a store, learning first from labelled lines where they are given."""

from collections.abc import Mapping
from pathlib import Path

import polars as pl

from procurement.categories import coding, learning
from procurement.categories.rules import build
from procurement.services import files
from procurement.services.problems import CannotDo
from procurement.suppliers import kinds
from procurement.suppliers.reference import from_frames
from procurement.tables import LINE_TEXT
from procurement.ui.words import listed

TEXTS = ("supplier", "purpose", "department", "publisher_category", "account")
ADDED = ("proclass_code", "level1", "level2", "confidence", "rule", "influenceable")


def code_file(path: Path, reference: Mapping[str, pl.DataFrame], labelled: Path | None = None) -> pl.DataFrame:
    """The rows of a CSV in their order with proclass_code, level1, level2, confidence, rule and influenceable added.

    path: columns supplier, purpose, department, publisher_category, account, any of them absent or blank.
    labelled: the same columns with proclass_code; they are learned from first. Raises CannotDo where a file has none of
    the columns, for then every line would be unknown.
    """
    rows = files.read_columns(path, [])
    lines = _distinct(_texts(rows, path), reference)
    rules = build(reference)
    if labelled is not None:
        taught = files.read_columns(labelled, ["proclass_code"])
        texts = _texts(taught, labelled).with_columns(taught["proclass_code"])
        keyed = _distinct(texts, reference)
        rules = rules.with_model(learning.learn(keyed, rules))
    coded = coding.code(lines.select(LINE_TEXT.names()), rules).select("line_text_key", *ADDED)
    found = lines.select("line_text_key", pl.col("supplier_name").alias("supplier"), *TEXTS[1:]).join(
        coded, on="line_text_key", validate="1:1"
    )
    texts = _texts(rows, path)
    added = texts.join(found, on=list(TEXTS), how="left", validate="m:1", maintain_order="left").select(ADDED)
    return pl.concat([rows.drop(ADDED, strict=False), added], how="horizontal")


def _texts(rows: pl.DataFrame, path: Path) -> pl.DataFrame:
    if not set(TEXTS).intersection(rows.columns):
        raise CannotDo(f"{path.name} has none of the columns {listed(TEXTS)}. Name its columns so, in small letters.")
    return rows.with_columns(pl.lit("").alias(name) for name in TEXTS if name not in rows.columns).select(TEXTS)


def _distinct(texts: pl.DataFrame, reference: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """LINE_TEXT of the distinct rows (with proclass_code where `texts` has one), keyed by position."""
    unique = texts.unique(maintain_order=True).with_row_index("line_text_key").rename({"supplier": "supplier_name"})
    named = kinds.kind_of(unique["supplier_name"], from_frames(reference))
    return unique.with_columns(pl.col("line_text_key").cast(pl.Int64), supplier_kind=named, supplier_sics=pl.lit(""))
