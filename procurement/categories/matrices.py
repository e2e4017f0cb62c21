"""Which phrases occur in which texts, and the sums that scoring and learning need of them."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy import sparse  # pyright: ignore[reportMissingTypeStubs]

Numbers = NDArray[np.float64]
Places = NDArray[np.int64]


@dataclass(frozen=True)
class Occurrences:
    """A sparse table, a row a text (or a line), a column a phrase, holding how strongly the phrase occurs."""

    table: Any

    @classmethod
    def of(cls, pairs: pl.DataFrame, rows: int, columns: int) -> "Occurrences":
        """From row, column and value; empty pairs give a table of noughts."""
        values, row, column = (pairs[name].to_numpy() for name in ("value", "row", "column"))
        return cls(sparse.csr_matrix((values.astype(np.float64), (row, column)), shape=(rows, columns)))

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        return (int(self.table.shape[0]), int(self.table.shape[1]))

    def take(self, places: Places) -> "Occurrences":
        """The rows at `places`, in that order, repeats allowed."""
        return Occurrences(self.table[places])

    def columns_in_use(self) -> Places:
        """The columns that some row holds, in order."""
        return np.unique(np.asarray(self.table.indices, dtype=np.int64))

    def only(self, columns: Places) -> "Occurrences":
        """The same rows with only these columns."""
        return Occurrences(self.table[:, columns])

    def plus(self, other: "Occurrences") -> "Occurrences":
        """The sum of two tables of one shape."""
        return Occurrences(self.table + other.table)

    def times(self, weights: Numbers) -> Numbers:
        """Each row's sum of its phrases' weights: rows by columns of `weights`."""
        return np.asarray(self.table @ weights, dtype=np.float64)

    def transposed_times(self, weights: Numbers) -> Numbers:
        """Each phrase's sum over the rows that it occurs in."""
        return np.asarray(self.table.T @ weights, dtype=np.float64)

    def strongest(self, weights: Numbers, chosen: Places) -> tuple[Numbers, Places]:
        """For each row the largest single contribution to its chosen column of `weights`, and the phrase it is of.

        Rows without phrases give 0 and -1.
        """
        starts, ends = np.asarray(self.table.indptr[:-1]), np.asarray(self.table.indptr[1:])
        owners = np.repeat(np.arange(len(starts)), ends - starts)
        share = self.table.data * weights[self.table.indices, chosen[owners]]
        order = np.lexsort((-share, owners))
        filled = ends > starts
        first = order[starts[filled]]
        best, which = np.zeros(len(starts)), np.full(len(starts), -1, dtype=np.int64)
        best[filled], which[filled] = share[first], self.table.indices[first]
        return best, which


def softmax(scores: Numbers) -> Numbers:
    """Each row's scores as probabilities that add up to 1."""
    risen = np.exp(scores - scores.max(axis=1, keepdims=True))
    return risen / risen.sum(axis=1, keepdims=True)
