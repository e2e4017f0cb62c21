"""Words written as one in one text and as two in the other: TOWNCOUNCIL and TOWN COUNCIL.

Each word has a number made of its letters in order, and the numbers of two words give that of both run together.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from procurement.suppliers.words import Letters

Flags = npt.NDArray[np.bool_]
Places = npt.NDArray[np.int64]
WordIds = npt.NDArray[np.int32]


@dataclass(frozen=True)
class Joined:
    """In `pair`, the word at `whole` of one side is the words at `first` and behind it of the other side."""

    pair: Places
    whole: Places
    first: Places


def find(one: WordIds, other: WordIds, one_left: Flags, other_left: Flags, letters: Letters) -> Joined:
    """Words of `one` that are two neighbouring words of `other`, of those that are left over.

    Each side has a row a word, by its place, and a column a pair.
    """
    numbers = letters.number[one]
    found = [(np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64))]
    for first in range(len(other) - 1):
        some = np.flatnonzero(other_left[first] & other_left[first + 1])
        front, back = other[first, some], other[first + 1, some]
        both = letters.number[front] * letters.shift[back] + letters.number[back]
        whole, pair = np.nonzero((numbers[:, some] == both) & one_left[:, some])
        found.append((some[pair], whole, np.full(len(pair), first, dtype=np.int64)))
    pair, whole, first = (np.concatenate(column) for column in zip(*found, strict=True))
    return Joined(pair, whole, first)


def weigh_as_parts(joined: Joined, one_weight: npt.NDArray[np.float64], other_weight: npt.NDArray[np.float64]) -> None:
    """Let a word that is two of the other side weigh no more than the heavier of them: it is rare by a slip alone."""
    parts = np.maximum(other_weight[joined.first, joined.pair], other_weight[joined.first + 1, joined.pair])
    np.minimum.at(one_weight, (joined.whole, joined.pair), parts)
