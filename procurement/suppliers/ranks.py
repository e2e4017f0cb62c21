"""Places in order as whole numbers, so that what is long to compare is compared once."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import polars as pl

Numbers = npt.NDArray[np.int64]
MOST = 1 << 62
SAMPLE = 1_000


def of_texts(texts: pl.Series) -> Numbers:
    """The place of each text among the distinct ones in alphabetical order, from 0; none is null.

    >>> of_texts(pl.Series(["B", "A", "B"])).tolist()
    [1, 0, 1]
    """
    if _are_mostly_distinct(texts):
        return texts.rank("dense").cast(pl.Int64).to_numpy() - 1
    distinct = texts.unique().sort()
    if distinct.len() == 1:
        return np.zeros(texts.len(), dtype=np.int64)
    return texts.cast(pl.Enum(distinct)).to_physical().cast(pl.Int64).to_numpy()


def _are_mostly_distinct(texts: pl.Series) -> bool:
    """By some of them: many equal ones are looked up faster than put in order."""
    some = texts.gather_every(max(texts.len() // SAMPLE, 1))
    return 4 * some.n_unique() > some.len()


def of_rows(columns: Sequence[npt.NDArray[np.integer]]) -> Numbers:
    """The place of each row among the distinct ones, from 0, ordered by the first column, then the next; none is empty.

    >>> of_rows([np.array([5, 5, 2]), np.array([1, 0, 9])]).tolist()
    [2, 1, 0]
    """
    packed, span = np.zeros(len(columns[0]), dtype=np.int64), 1
    for column in columns:
        least = int(column.min(initial=0))
        width = int(column.max(initial=0)) - least + 1
        if span * width >= MOST:
            packed = dense(packed)
            span = int(packed.max(initial=0)) + 1
        packed, span = packed * width + (column.astype(np.int64) - least), span * width
    return dense(packed)


def dense(numbers: Numbers) -> Numbers:
    """The place of each number among the distinct ones."""
    return each_once(numbers)[1]


def each_once(numbers: Numbers) -> tuple[Numbers, Numbers]:
    """A row for each distinct number, in their order, and the place of each number among these.

    >>> [places.tolist() for places in each_once(np.array([7, 7, 3]))][1]
    [1, 1, 0]
    """
    order = np.argsort(numbers)
    ordered = numbers[order]
    is_first = np.append(True, ordered[1:] != ordered[:-1])[: len(numbers)]
    places = np.empty(len(numbers), dtype=np.int64)
    places[order] = np.cumsum(is_first) - 1
    return order[is_first], places
