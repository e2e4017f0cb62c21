"""Where the labelled names are, which of them are held out from learning, and the reference tables of the checkout."""

import hashlib
from pathlib import Path

import polars as pl

from procurement.suppliers import reference

PROJECT = Path(__file__).resolve().parents[1]
LABELS = PROJECT.parent / "shared" / "data" / "supplier_labels"
HELD_OUT_PERCENT = 20


def read_reference() -> reference.SupplierReference:
    """Every reference table of the checkout, as text."""
    folder = PROJECT / "data" / "reference"
    frames = {path.stem: pl.read_csv(path, infer_schema=False).fill_null("") for path in folder.glob("*.csv")}
    return reference.from_frames({"supplier_match_model": pl.DataFrame(), **frames})


def is_held_out(identifier: str) -> bool:
    """One identifier in five, by its hash, is kept from learning."""
    return int(hashlib.blake2b(identifier.encode(), digest_size=4).hexdigest(), 16) % 100 < HELD_OUT_PERCENT
