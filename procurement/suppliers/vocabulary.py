"""The words of a part of the index of known names, under numbers that are the same in any set of words."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from procurement.suppliers import candidates
from procurement.suppliers.beyond import Counts, Keys, WordCounts, numbers_of
from procurement.suppliers.faces import NO_WORD, Faces
from procurement.suppliers.words import CLASSES, INITIALS, NUMBER, Words

SORTS = (*CLASSES, NUMBER, INITIALS)
COUNTED = 1 << len(SORTS)
"""The flag of a word whose share of all names is known."""
WordIds = npt.NDArray[np.int32]


@dataclass(frozen=True)
class Vocabulary:
    """Distinct words in the order of their numbers: the text, how many texts use it, its weight, and flags.

    flags: a bit for each of SORTS that it is, and COUNTED.
    """

    number: Keys
    text: pl.Series
    texts: Counts
    weight: npt.NDArray[np.float32]
    flags: npt.NDArray[np.uint16]

    @property
    def counts(self) -> WordCounts:
        """How many texts use each word."""
        return WordCounts(self.number, self.texts)

    def numbers(self, word_ids: WordIds) -> Keys:
        """The number of each word, by its place here; 0 for no word."""
        return np.where(word_ids >= 0, self.number[np.maximum(word_ids, 0)], np.uint64(0))

    def weights(self, word_ids: WordIds) -> npt.NDArray[np.float32]:
        """The weight of each word, by its place here; 0 for no word."""
        return np.where(word_ids >= 0, self.weight[np.maximum(word_ids, 0)], np.float32(0))


def of_faces(faces: Faces) -> tuple[Vocabulary, WordIds]:
    """The vocabulary of faces, and the words of each face by their places there, NO_WORD for none."""
    words = faces.words
    number = numbers_of(words.text)
    order = np.argsort(number)
    flags = np.where(words.is_shared, COUNTED, 0).astype(np.uint16)
    for place, sort in enumerate(SORTS):
        flags |= words.of_class[sort].astype(np.uint16) << place
    place_of = np.empty(len(order) + 1, dtype=np.int32)
    place_of[order] = np.arange(len(order), dtype=np.int32)
    place_of[-1] = NO_WORD
    vocabulary = Vocabulary(
        number[order], words.text.gather(order), faces.used[order], words.weight[order], flags[order]
    )
    return vocabulary, place_of[faces.word_ids]


def together(chosen: Sequence[tuple[Vocabulary, WordIds]], used: Sequence[WordCounts]) -> tuple[Keys, Words]:
    """The numbers of some words of several vocabularies, in order, and what is known of each.

    chosen: a vocabulary with places in it. used: counts of the words of a whole, in parts to be added.
    """
    number = np.concatenate([here.number[places] for here, places in chosen])
    order = np.argsort(number, kind="stable")
    first = order[candidates.first_of_each(number[order])]
    distinct = number[first]
    flags = np.concatenate([here.flags[places] for here, places in chosen])[first]
    weight = np.concatenate([here.weight[places] for here, places in chosen])[first]
    text = pl.concat([here.text.gather(places) for here, places in chosen]).gather(first)
    times = np.zeros(len(distinct), dtype=np.int64)
    for counts in used:
        times += counts.of(distinct)
    of_class = {sort: flags >> place & 1 > 0 for place, sort in enumerate(SORTS)}
    return distinct, Words.told(text, weight, (flags & COUNTED) > 0, of_class, times)
