"""The tables that supplier matching reads, gathered once: who may call what a legal form, an abbreviation, a place."""

from collections.abc import Mapping
from dataclasses import dataclass, fields

import polars as pl


@dataclass(frozen=True)
class SupplierReference:
    """Reference frames, every column String, each row with its source and date; a field is the name of its file."""

    legal_forms: pl.DataFrame
    name_abbreviations: pl.DataFrame
    name_word_classes: pl.DataFrame
    name_word_shares: pl.DataFrame
    name_marks: pl.DataFrame
    factoring_words: pl.DataFrame
    supplier_aliases: pl.DataFrame
    supplier_kind_words: pl.DataFrame
    pseudo_suppliers: pl.DataFrame
    private_people_words: pl.DataFrame
    company_number_prefixes: pl.DataFrame
    supplier_match_model: pl.DataFrame
    supplier_match_thresholds: pl.DataFrame

    def threshold(self, name: str) -> float:
        """The number kept under `name` in supplier_match_thresholds.csv; raises KeyError where there is none."""
        found = self.supplier_match_thresholds.filter(pl.col("threshold") == name)
        if found.height != 1:
            raise KeyError(f"supplier_match_thresholds.csv has {found.height} rows for {name!r}, where one is needed")
        return float(found["value"].item())


FILES = tuple(field.name for field in fields(SupplierReference))


def from_frames(frames: Mapping[str, pl.DataFrame]) -> SupplierReference:
    """Gather the reference from `frames`, keyed by file name with or without ".csv"; other keys are left alone.

    Raises KeyError naming every table that is missing.
    """
    by_stem = {name.removesuffix(".csv"): frame for name, frame in frames.items()}
    missing = [name for name in FILES if name not in by_stem]
    if missing:
        raise KeyError(f"supplier reference tables missing: {', '.join(missing)}")
    return SupplierReference(**{name: by_stem[name] for name in FILES})
