"""The rows of a register of known suppliers by their keys and by their suppliers, so that a few are found at once."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from procurement import key_list
from procurement.key_list import MOST_BEHIND, KeyList
from procurement.suppliers.candidates import Keys
from procurement.suppliers.known_parts import Lists


@dataclass(frozen=True)
class KnownRows:
    """rows: SUPPLIER_READING, and more; by_key: where each key stands.

    by_supplier: where each supplier stands among the first `listed` rows.
    """

    rows: pl.DataFrame
    by_key: KeyList
    listed: int
    by_supplier: Lists

    def with_keys(self, keys: pl.Series) -> pl.DataFrame:
        """supplier_text_key, supplier_id, kind: the rows with these keys, but for those that have no supplier."""
        some = self.rows.select("supplier_text_key", "supplier_id", "kind")[self.by_key.find(keys)]
        return some.filter(pl.col("supplier_id") != "")

    def of_suppliers(self, suppliers: pl.Series) -> pl.DataFrame:
        """The rows of these suppliers, in their order."""
        listed = np.sort(self.by_supplier.under(np.sort(_numbers(suppliers))))
        behind = self.rows["supplier_id"].slice(self.listed).is_in(suppliers.implode()).to_numpy()
        near = self.rows[np.concatenate([listed, self.listed + np.flatnonzero(behind)])]
        return near.filter(near["supplier_id"].is_in(suppliers.implode()))


def list_rows(rows: pl.DataFrame, before: KnownRows | None = None) -> KnownRows:
    """Rows with their lists; where they are those listed before and some behind them, these lists are kept."""
    by_key = key_list.list_keys(rows["supplier_text_key"], before.by_key if before else None)
    if before is not None and rows.height - before.listed <= MOST_BEHIND and _begin_alike(rows, before):
        return KnownRows(rows, by_key, before.listed, before.by_supplier)
    numbers = _numbers(rows["supplier_id"])
    order = np.argsort(numbers, kind="stable")
    return KnownRows(rows, by_key, rows.height, Lists(numbers[order], order.astype(np.int32)))


def _begin_alike(rows: pl.DataFrame, before: KnownRows) -> bool:
    """Whether the rows listed before are the first of `rows`: a row that changed has another moment, or supplier."""
    told = ("supplier_text_key", "made_at" if "made_at" in rows.columns else "supplier_id")
    if rows.height < before.listed or not {*told} <= {*before.rows.columns}:
        return False
    return all(before.rows[name].head(before.listed).equals(rows[name].head(before.listed)) for name in told)


def _numbers(suppliers: pl.Series) -> Keys:
    return suppliers.hash(seed=31).to_numpy()
