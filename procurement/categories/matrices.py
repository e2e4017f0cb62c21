"""Which phrases occur in which texts, and the sums that scoring and learning need of them."""

from dataclasses import dataclass
from typing import Any, cast

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

    @classmethod
    def full(cls, table: Numbers) -> "Occurrences":
        """From a table with every place written."""
        return cls(sparse.csr_matrix(table))

    @classmethod
    def once(cls, rows: Places, columns: Places, height: int, width: int) -> "Occurrences":
        """From places that may be given more than once and count once."""
        pairs = np.unique(rows * max(width, 1) + columns)
        at = (pairs // max(width, 1), pairs % max(width, 1))
        return cls(sparse.csr_matrix((np.ones(len(pairs)), at), shape=(height, width)))

    @property
    def size(self) -> int:
        """How many phrases occur, over all rows."""
        return int(self.table.nnz)

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        return (int(self.table.shape[0]), int(self.table.shape[1]))

    def beside(self, other: "Occurrences") -> "Occurrences":
        """The columns of both tables, one after the other."""
        hstack = cast(Any, sparse).hstack
        return Occurrences(hstack([self.table, other.table], format="csr"))

    def spread(self, columns: Places, width: int) -> "Occurrences":
        """The same table with its columns at the places `columns` among `width`."""
        table = self.table.tocoo()
        at = (table.row, columns[table.col])
        return Occurrences(sparse.csr_matrix((table.data, at), shape=(self.shape[0], width)))

    def take(self, places: Places) -> "Occurrences":
        """The rows at `places`, in that order, repeats allowed."""
        return Occurrences(self.table[places])

    def columns_in_use(self) -> Places:
        """The columns that some row holds, in order."""
        return np.unique(np.asarray(self.table.indices, dtype=np.int64))

    def rows_in_use(self) -> Places:
        """The rows that hold something, in order."""
        return np.flatnonzero(np.diff(np.asarray(self.table.indptr, dtype=np.int64)))

    def only(self, columns: Places) -> "Occurrences":
        """The same rows with only these columns."""
        return Occurrences(self.table[:, columns])

    def without_rows(self, dropped: NDArray[np.bool_]) -> "Occurrences":
        """The same table with nothing in the rows that are `dropped`."""
        table = self.table.tocoo()
        kept = ~dropped[table.row]
        at = (table.row[kept], table.col[kept])
        return Occurrences(sparse.csr_matrix((table.data[kept], at), shape=self.shape))

    def plus(self, other: "Occurrences") -> "Occurrences":
        """The sum of two tables of one shape."""
        return Occurrences(self.table + other.table)

    def times(self, weights: Numbers) -> Numbers:
        """Each row's sum of its phrases' weights: rows by columns of `weights`."""
        return np.asarray(self.table @ weights, dtype=np.float64)

    def times_few(self, weights: "FewWeights") -> tuple[Places, Places, Numbers]:
        """The same with weights that are mostly 0: the rows, columns and values of the sums that are not."""
        sums = (self.table @ weights.table).tocoo()
        return sums.row, sums.col, sums.data

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


@dataclass(frozen=True)
class FewWeights:
    """A table of weights, phrases by codes, most of which are 0."""

    table: Any

    @classmethod
    def of(cls, rows: Places, columns: Places, values: Numbers, shape: tuple[int, int]) -> "FewWeights":
        """From places and weights; the weights of one place add up."""
        return cls(sparse.csr_matrix((values, (rows, columns)), shape=shape))

    def dense(self) -> Numbers:
        """With every 0 written."""
        return np.asarray(self.table.todense(), dtype=np.float64)

    def columns(self, places: Places) -> "FewWeights":
        """Only the columns at `places`, in that order."""
        return FewWeights(self.table[:, places])


def softmax(scores: Numbers) -> Numbers:
    """Each row's scores as probabilities that add up to 1."""
    risen = np.exp(scores - scores.max(axis=1, keepdims=True))
    return risen / risen.sum(axis=1, keepdims=True)
