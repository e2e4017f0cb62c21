"""What matching has to know of a whole register where it is given only the few rows that are near."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

Keys = npt.NDArray[np.uint64]
Counts = npt.NDArray[np.int64]


@dataclass(frozen=True)
class WordCounts:
    """How many texts use each word: `words`, a number for each by its letters, in order; `texts` in the same place."""

    words: Keys
    texts: Counts

    def of(self, asked: Keys) -> Counts:
        """The counts of the words asked for, 0 for those that are not here."""
        if not len(self.words):
            return np.zeros(len(asked), dtype=np.int64)
        place = np.minimum(np.searchsorted(self.words, asked), len(self.words) - 1)
        return np.where(self.words[place] == asked, self.texts[place], 0).astype(np.int64)


@dataclass(frozen=True)
class Beyond:
    """used: counts of the words of the whole, in parts to be added.

    taken_apart: names.TAKEN_APART, and more, of names that need not be taken apart again.
    """

    used: tuple[WordCounts, ...]
    taken_apart: pl.DataFrame

    def texts_with(self, words: pl.Series) -> Counts:
        """In how many texts of the whole each word is used."""
        asked = numbers_of(words)
        counted = np.zeros(len(asked), dtype=np.int64)
        for part in self.used:
            counted += part.of(asked)
        return counted


def numbers_of(words: pl.Series) -> Keys:
    """A number for each word by its letters."""
    return words.hash(seed=29).to_numpy()
