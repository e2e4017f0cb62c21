"""The suppliers that a desk knows, kept ready so that a few new texts are matched without going through all of them."""

from dataclasses import dataclass, field
from threading import Lock

import polars as pl

from procurement.store.kept_names import KeptNames
from procurement.suppliers import known_names, known_rows, matching
from procurement.suppliers.known_names import KnownNames
from procurement.suppliers.known_parts import NOTHING
from procurement.suppliers.known_rows import KnownRows
from procurement.suppliers.matching import Matched
from procurement.suppliers.reference import SupplierReference

WORTH_AN_INDEX = 20_000
"""Fewer known texts than this are gone through as fast as an index of them is made."""
FEW = 4
"""New texts are few where the known ones are at least so many times as many."""
LEAST_UNKEPT = 5_000
"""So many new texts are worth writing down; fewer are taken apart again by the next program in a sixth of a second."""


@dataclass
class KnownSuppliers:
    """An index of the known texts, made when it is first needed and kept up after that. Threads may share it.

    kept: where it is kept for the programs that come, if anywhere.
    """

    kept: KeptNames | None = None
    _index: KnownNames = field(default_factory=KnownNames)
    _seen: KnownRows | None = None
    _taken_apart: pl.DataFrame = field(default_factory=lambda: NOTHING)
    _turn: Lock = field(default_factory=Lock)

    def settle(self, texts: pl.DataFrame, known: pl.DataFrame, reference: SupplierReference) -> Matched:
        """As matching.settle with all of `known` (SUPPLIER_READING), to the same result."""
        if known.height < max(WORTH_AN_INDEX, FEW * texts.height):
            return matching.settle(texts, known, reference)
        index, rows = self._caught_up(known, reference)
        near = known_names.near(index, texts, rows, reference)
        self._taken_apart = near.nearby.beyond.taken_apart
        return matching.settle(texts, near.known, reference, near.nearby)

    def keep_up(self, known: pl.DataFrame, reference: SupplierReference) -> None:
        """Take in what is new of `known` (SUPPLIER_READING) before it is asked for, where there is an index."""
        if self._seen is not None:
            self._caught_up(known, reference)

    def keep(self, known: pl.DataFrame, reference: SupplierReference) -> None:
        """Keep the index where much of it is not kept yet; known: every text that the register has (SUPPLIER_READING).

        An index that holds texts which the register has no more, as they were erased, is let go and not kept. Raises
        OSError where the disk will not take it.
        """
        with self._turn:
            if self.kept is None or self.kept.lacks(self._index) < LEAST_UNKEPT:
                return
            if self._index.text_keys.is_in(known["supplier_text_key"].implode()).all():
                self.kept.keep(self._index, reference)
            else:
                self._index, self._seen = KnownNames(), None

    def _caught_up(self, known: pl.DataFrame, reference: SupplierReference) -> tuple[KnownNames, KnownRows]:
        with self._turn:
            if self._seen is None and self.kept is not None:
                self._index = self.kept.read(reference)
            if self._seen is None or known is not self._seen.rows:
                missing = self._missing(known).filter(pl.col("supplier_id") != "")
                self._index = known_names.add(self._index, missing, reference, self._taken_apart)
                self._seen = known_rows.list_rows(known, self._seen)
            return self._index, self._seen

    def _missing(self, known: pl.DataFrame) -> pl.DataFrame:
        """The rows of `known` that the index lacks: those after the ones seen, where these are there in their order."""
        if self._seen is not None:
            before = self._seen.rows["supplier_text_key"]
            if before.equals(known["supplier_text_key"].head(before.len())):
                return known.slice(before.len())
        return known.filter(~pl.col("supplier_text_key").is_in(self._index.text_keys.implode()))
