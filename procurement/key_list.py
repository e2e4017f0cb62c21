"""Where each key of a long frame stands, so that a few rows of a million are found without going through all."""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

MOST_BEHIND = 20_000
"""Rows behind those that are listed are gone through; where there are more of them all are listed anew."""


@dataclass(frozen=True)
class KeyList:
    """keys: those of a frame, in its order, of which the first are listed: `ordered`, and at which row each stands."""

    keys: pl.Series
    ordered: NDArray[np.int64]
    rows: NDArray[np.int64]

    def find(self, wanted: pl.Series) -> NDArray[np.int64]:
        """The rows of the keys that are there, in the order of the frame. None wanted gives none."""
        sought = np.sort(wanted.drop_nulls().unique().to_numpy())
        places = np.searchsorted(self.ordered, sought)
        near = np.minimum(places, max(self.ordered.size - 1, 0))
        listed = self.rows[near[self.ordered[near] == sought]] if self.ordered.size else self.rows
        behind = self.keys.slice(self.rows.size).is_in(wanted.implode()).to_numpy()
        return np.concatenate([np.sort(listed), self.rows.size + np.flatnonzero(behind)])


def list_keys(keys: pl.Series, before: KeyList | None = None) -> KeyList:
    """The list of `keys`, whole numbers, each there once; where they begin with those listed before, that is kept."""
    if before is not None and keys.len() - before.rows.size <= MOST_BEHIND:
        listed = before.rows.size
        if keys.head(listed).equals(before.keys.head(listed)):
            return KeyList(keys, before.ordered, before.rows)
    numbers = keys.to_numpy()
    order = np.argsort(numbers, kind="stable")
    return KeyList(keys, numbers[order], order)
