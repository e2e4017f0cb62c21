"""The tables that supplier matching reads, gathered once: who may call what a legal form, an abbreviation, a place."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from typing import TypeVar, cast

import polars as pl

Made = TypeVar("Made")


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
    redaction_wordings: pl.DataFrame
    private_people_words: pl.DataFrame
    company_number_prefixes: pl.DataFrame
    supplier_match_model: pl.DataFrame
    supplier_match_thresholds: pl.DataFrame
    authorities: pl.DataFrame
    authority_names: pl.DataFrame
    _made: dict[object, object] = field(default_factory=dict[object, object], init=False, repr=False, compare=False)

    def once(self, make: "Callable[[SupplierReference], Made]") -> Made:
        """What `make` makes of these tables, made when it is first asked for and kept: it must not be changed."""
        if make not in self._made:
            self._made[make] = make(self)
        return cast(Made, self._made[make])

    def threshold(self, name: str) -> float:
        """The number kept under `name` in supplier_match_thresholds.csv; raises KeyError where there is none."""
        found = self.once(thresholds).get(name, [])
        if len(found) != 1:
            raise KeyError(f"supplier_match_thresholds.csv has {len(found)} rows for {name!r}, where one is needed")
        return found[0]


def thresholds(reference: SupplierReference) -> dict[str, list[float]]:
    """The numbers kept under each name."""
    table = reference.supplier_match_thresholds.select("threshold", pl.col("value").cast(pl.Float64))
    return {str(name): values for name, values in table.group_by("threshold").agg("value").iter_rows()}


FILES = tuple(field.name for field in fields(SupplierReference) if field.init)


def from_frames(frames: Mapping[str, pl.DataFrame]) -> SupplierReference:
    """Gather the reference from `frames`, keyed by file name with or without ".csv"; other keys are left alone.

    Raises KeyError naming every table that is missing.
    """
    by_stem = {name.removesuffix(".csv"): frame for name, frame in frames.items()}
    missing = [name for name in FILES if name not in by_stem]
    if missing:
        raise KeyError(f"supplier reference tables missing: {', '.join(missing)}")
    return SupplierReference(**{name: by_stem[name] for name in FILES})
