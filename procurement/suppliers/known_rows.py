"""The rows of a register of known suppliers by their keys and by their suppliers, so that a few are found at once."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from procurement.suppliers.candidates import Keys
from procurement.suppliers.known_parts import Counts, Lists

MOST_NEW = 20_000
"""Rows behind those that are listed are gone through; where there are more of them all are listed anew."""
NO_LISTS = Lists(np.empty(0, dtype=np.uint64), np.empty(0, dtype=np.int32))


@dataclass(frozen=True)
class KnownRows:
    """rows: SUPPLIER_READING, and more. Of the first of them, `by_key` and `by_supplier` list where each key stands."""

    rows: pl.DataFrame
    listed: int = 0
    by_key: Lists = NO_LISTS
    by_supplier: Lists = NO_LISTS

    def with_keys(self, keys: pl.Series) -> pl.DataFrame:
        """supplier_text_key, supplier_id, kind: the rows with these keys, but for those that have no supplier."""
        some = self.rows.select("supplier_text_key", "supplier_id", "kind")[self._of_keys(keys.unique())]
        return some.filter(pl.col("supplier_id") != "")

    def of_suppliers(self, suppliers: pl.Series) -> pl.DataFrame:
        """The rows of these suppliers, in their order."""
        listed = np.sort(self.by_supplier.under(np.sort(_numbers(suppliers))))
        behind = self.rows["supplier_id"].slice(self.listed).is_in(suppliers.implode()).to_numpy()
        near = self.rows[np.concatenate([listed, self.listed + np.flatnonzero(behind)])]
        return near.filter(near["supplier_id"].is_in(suppliers.implode()))

    def _of_keys(self, keys: pl.Series) -> Counts:
        listed = self.by_key.under(np.sort(keys.cast(pl.UInt64).to_numpy())).astype(np.int64)
        behind = self.rows["supplier_text_key"].slice(self.listed).is_in(keys.implode()).to_numpy()
        return np.concatenate([listed, self.listed + np.flatnonzero(behind)])


def list_rows(rows: pl.DataFrame, before: KnownRows | None = None) -> KnownRows:
    """Rows with their lists; where they are those listed before and some behind them, these lists are kept."""
    if before is not None and rows.height - before.listed <= MOST_NEW and _begin_alike(rows, before):
        return KnownRows(rows, before.listed, before.by_key, before.by_supplier)
    keys = rows["supplier_text_key"].cast(pl.UInt64).to_numpy()
    return KnownRows(rows, rows.height, _listed(keys), _listed(_numbers(rows["supplier_id"])))


def _begin_alike(rows: pl.DataFrame, before: KnownRows) -> bool:
    """Whether the rows listed before are the first of `rows`: a row that changed has another moment, or supplier."""
    told = ("supplier_text_key", "made_at" if "made_at" in rows.columns else "supplier_id")
    if rows.height < before.listed or not {*told} <= {*before.rows.columns}:
        return False
    return all(before.rows[name].head(before.listed).equals(rows[name].head(before.listed)) for name in told)


def _numbers(suppliers: pl.Series) -> Keys:
    return suppliers.hash(seed=31).to_numpy()


def _listed(keys: Keys) -> Lists:
    order = np.argsort(keys, kind="stable")
    return Lists(keys[order], order.astype(np.int32))
