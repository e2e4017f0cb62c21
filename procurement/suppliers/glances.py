"""A first glance at two texts, cheap enough for millions of pairs: are they alike enough to be weighed at all?

It is taken of a text alone, so that it is the same in any set of names.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl
from rapidfuzz import process
from rapidfuzz.distance import Indel

from procurement.suppliers.beyond import numbers_of
from procurement.suppliers.faces import Faces

LEAST_LETTERS, LEAST_MARKS = 0.76, 0.55
LEAST_OVERLAP, LEAST_WITHIN = 0.45, 0.85
LETTERS = 40
"""Only so many letters are marked: a field of a file is seldom wider."""
CHUNK = 16_000
Numbers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Lengths = npt.NDArray[np.int32]


@dataclass(frozen=True)
class Glances:
    """A row a text: a number and a weight for each of its words (0 for none); 128 marks; how many letters it has.

    marks: a bit for each pair of neighbouring letters (several pairs share a bit), in two whole numbers. marked: how
    many bits are set.
    compact: the letters without spaces of the rows asked for, which few pairs come to.
    """

    compact: Callable[[Numbers], list[str]]
    words: npt.NDArray[np.uint32]
    weights: npt.NDArray[np.float32]
    weight: npt.NDArray[np.float32]
    marks: npt.NDArray[np.uint64]
    marked: npt.NDArray[np.uint8]
    length: Lengths


def take(faces: Faces) -> Glances:
    """The glances of faces, in their order."""
    numbers = np.append(numbers_of(faces.words.text), np.uint64(0))[faces.word_ids]

    def compact(rows: Numbers) -> list[str]:
        """The letters of faces without spaces."""
        return faces.compact[rows].tolist()

    marks, length = letter_marks(faces.table["compact"]), lengths(faces.table["compact"])
    return of_words(compact, numbers, faces.weights, marks, length)


def lengths(compact: pl.Series) -> Lengths:
    """How many letters each text has."""
    return compact.str.len_bytes().cast(pl.Int32).to_numpy()


def of_words(
    compact: Callable[[Numbers], list[str]],
    numbers: npt.NDArray[np.uint64],
    weights: npt.NDArray[np.float32],
    marks: npt.NDArray[np.uint64],
    length: Lengths,
) -> Glances:
    """Glances of texts by the numbers of their words, 0 for none.

    A word that stands twice counts once, whichever of two texts is first.
    """
    short = np.where(numbers > 0, np.maximum(numbers >> np.uint64(32), np.uint64(1)), np.uint64(0)).astype(np.uint32)
    once = np.where(is_repeated(short), np.float32(0), weights)
    return Glances(compact, short, once, once.sum(axis=1), marks, bits(marks), length)


def is_repeated(words: npt.NDArray[np.uint32]) -> Flags:
    """Which words of each row, 0 for none, stand further in front as well.

    >>> is_repeated(np.array([[7, 8, 7]], dtype=np.uint32)).tolist()
    [[False, False, True]]
    """
    repeated = np.zeros(words.shape, dtype=np.bool_)
    ordered = np.sort(words, axis=1)
    some = np.flatnonzero(((ordered[:, 1:] == ordered[:, :-1]) & (ordered[:, 1:] > 0)).any(axis=1))
    for place in range(1, words.shape[1]):
        repeated[some, place] = (words[some, :place] == words[some, place : place + 1]).any(axis=1)
    return repeated & (words > 0)


def letter_marks(compact: pl.Series) -> npt.NDArray[np.uint64]:
    """128 bits a text; texts are in plain capitals and figures."""
    cut = np.array(compact.str.head(LETTERS).to_list(), dtype=f"S{LETTERS}")
    letters = cut.view(np.uint8).reshape(len(compact), LETTERS)
    marks = np.zeros((len(compact), 2), dtype=np.uint64)
    for place in range(LETTERS - 1):
        first, second = letters[:, place].astype(np.uint16), letters[:, place + 1].astype(np.uint16)
        number = (first * 37 + second * 101) & 127
        bit = (second > 0).astype(np.uint64) << (number & 63).astype(np.uint64)
        is_high = (number >= 64).astype(np.uint64)
        marks[:, 0] |= bit * (np.uint64(1) - is_high)
        marks[:, 1] |= bit * is_high
    return marks


def are_alike(a: Glances, left: Numbers, b: Glances, right: Numbers) -> Flags:
    """Whether texts `left` of `a` and `right` of `b` are worth weighing, pair by pair.

    They are where enough of what their words weigh is shared, or nearly all of the lesser text's; where enough letters
    are; or where one begins the other.
    """
    parts = [
        glance(a, left[start : start + CHUNK], b, right[start : start + CHUNK]) for start in range(0, len(left), CHUNK)
    ]
    return np.concatenate([np.empty(0, dtype=np.bool_), *parts])


def glance(a: Glances, left: Numbers, b: Glances, right: Numbers) -> Flags:
    """`are_alike` for as many pairs as fit in a processor's own memory."""
    alike = words_overlap(a, left, b, right)
    rest = np.flatnonzero(~alike)
    left, right = left[rest], right[rest]
    both, one, other = bits(a.marks[left] & b.marks[right]), a.marked[left], b.marked[right]
    length_a, length_b = a.length[left], b.length[right]
    is_near = 2 * both.astype(np.int32) >= LEAST_MARKS * (one.astype(np.int32) + other)
    is_near &= 2 * np.minimum(length_a, length_b) >= LEAST_LETTERS * (length_a + length_b)
    is_within = both == np.minimum(one, other)
    for chosen, test in ((is_near, like_letters), (is_within, one_begins_other)):
        some = np.flatnonzero(chosen)
        alike[rest[some]] |= test(a.compact(left[some]), b.compact(right[some]))
    return alike


def words_overlap(a: Glances, left: Numbers, b: Glances, right: Numbers) -> Flags:
    """Whether enough of what the words of a pair weigh is in words that both have."""
    words_a, words_b, weights = (
        np.ascontiguousarray(rows.T) for rows in (a.words[left], b.words[right], a.weights[left])
    )
    used = [words for words in words_b if words.any()]
    shared = np.zeros(len(left), dtype=np.float32)
    for words, weight in zip(words_a, weights, strict=True):
        if words.any():
            met = np.logical_or.reduce([words == other for other in used])
            shared += weight * (met & (words > 0))
    one, other = a.weight[left], b.weight[right]
    overlaps = shared >= LEAST_OVERLAP * np.maximum(one + other - shared, 1e-9)
    return overlaps | (shared >= LEAST_WITHIN * np.maximum(np.minimum(one, other), 1e-9))


def bits(marks: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint8]:
    """How many bits are set in each row."""
    counted = np.bitwise_count(marks)
    return counted[:, 0] + counted[:, 1]


def like_letters(first: Sequence[str], second: Sequence[str]) -> Flags:
    """Whether enough letters of each pair of texts are shared, in order."""
    letters = process.cpdist(first, second, scorer=Indel.normalized_similarity, score_cutoff=LEAST_LETTERS)
    return np.asarray(letters) >= LEAST_LETTERS


def one_begins_other(first: Sequence[str], second: Sequence[str]) -> Flags:
    """Whether one text of each pair begins the other."""
    begins = (a.startswith(b) or b.startswith(a) for a, b in zip(first, second, strict=True))
    return np.fromiter(begins, dtype=np.bool_, count=len(first))
