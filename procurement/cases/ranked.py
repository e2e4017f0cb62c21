"""Texts as whole numbers in the order of the texts, so that many rows are put together by one number each."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

Whole = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Ranked:
    """numbers: of each row, from nought; texts: what each number stands for, in order."""

    numbers: Whole
    texts: pl.DataFrame

    @property
    def size(self) -> int:
        """How many numbers there are; one at least, so that it can be divided by."""
        return max(self.texts.height, 1)


def rank(column: pl.Series) -> Ranked:
    """The distinct texts of a column, a String or pl.Categorical, in order."""
    categorical = column.cast(pl.Categorical())  # kept meanwhile: what texts are called by is forgotten without it
    texts = categorical.unique().cast(pl.String).sort().alias(column.name)
    known = texts.cast(pl.Categorical()).to_physical().to_numpy()
    places = np.zeros(int(known.max(initial=0)) + 1, dtype=np.int64)
    places[known] = np.arange(texts.len())
    return Ranked(places[categorical.to_physical().to_numpy()], texts.to_frame())


def rank_pairs(one: pl.Series, other: pl.Series) -> Ranked:
    """The distinct pairs of texts of two columns, in the order of the first and then of the second."""
    first, second = rank(one), rank(other)
    pairs = first.numbers * second.size + second.numbers
    there = np.unique(pairs)
    places = np.zeros(first.size * second.size, dtype=np.int64)
    places[there] = np.arange(len(there))
    texts = [first.texts[there // second.size], second.texts[there % second.size]]
    return Ranked(places[pairs], pl.concat(texts, how="horizontal"))


@dataclass(frozen=True)
class Sums:
    """A row a distinct number, in order: `at`, a row that has it; the pence of all of them, and the least kind."""

    at: Whole
    pence: Whole
    kind: Whole


def add_up(key: Whole, pence: Whole, kind: Whole) -> Sums:
    """Pence of rows with the same key, where they are above nought; empty in gives empty out."""
    order = np.argsort(key)
    begins = begins_of(key[order])
    if not len(begins):
        return Sums(order, pence, kind)
    sums, least = np.add.reduceat(pence[order], begins), np.minimum.reduceat(kind[order], begins)
    there = np.flatnonzero(sums > 0)
    return Sums(order[begins[there]], sums[there], least[there])


def begins_of(key: Whole) -> Whole:
    """Where each run of equal numbers begins."""
    if not len(key):
        return np.empty(0, dtype=np.int64)
    return np.flatnonzero(np.concatenate([[True], key[1:] != key[:-1]]))
