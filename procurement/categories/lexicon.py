"""Finding many known phrases in many texts at once, by numbers in place of letters."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl

from procurement.categories.matrices import Occurrences, Places


@dataclass(frozen=True)
class Spoken:
    """The words of texts, one after another: `word` is the place in `words`, `text` the text_id, rising."""

    words: pl.Series
    word: Places
    text: Places
    texts: int

    @classmethod
    def of(cls, said: pl.DataFrame, texts: int) -> "Spoken":
        """From what `words.split` gives of `texts` texts, numbered from 0 and in their order."""
        words = said["word"].unique()
        places = said.select("word").join(
            pl.DataFrame({"word": words}).with_row_index("place"), on="word", validate="m:1", maintain_order="left"
        )
        return cls(words, places["place"].to_numpy().astype(np.int64), said["text_id"].to_numpy(), texts)

    def frame(self) -> pl.DataFrame:
        """text_id and word, in order."""
        return pl.DataFrame({"text_id": self.text, "word": self.words.gather(self.word)})

    def whole(self) -> pl.DataFrame:
        """text_id and phrase: each text that has words, as one phrase."""
        return self._whole

    @cached_property
    def _whole(self) -> pl.DataFrame:
        return self.frame().group_by("text_id").agg(phrase=pl.col("word").str.join(" "))


@dataclass(frozen=True)
class Lexicon:
    """Phrases that may be looked for. sizes: for each number of words, the phrases' numbers, rising, and their places.

    A phrase's number is read off its words' numbers (from 1, in `words`) as figures of base `base`.
    """

    words: pl.DataFrame
    base: int
    sizes: dict[int, tuple[Places, Places]]
    phrases: int

    @classmethod
    def of(cls, phrases: pl.Series, longest: int) -> "Lexicon":
        """A lexicon of distinct phrases; one of more than `longest` words is never found. Raises OverflowError where
        there are more words than can be told apart by number.
        """
        split = pl.DataFrame({"words": phrases.str.split(" ")}).with_row_index("place")
        split = split.with_columns(size=pl.col("words").list.len()).filter(pl.col("size") <= longest)
        distinct = split["words"].explode(empty_as_null=True).unique().drop_nulls().sort()
        base = len(distinct) + 1
        if base**longest >= 2**63:
            raise OverflowError(
                f"{len(distinct):,} words are more than phrases of {longest} words can be told apart by"
            )
        words = pl.DataFrame({"word": distinct}).with_row_index("number", offset=1)
        sizes: dict[int, tuple[Places, Places]] = {}
        for (size,), rows in split.group_by("size", maintain_order=True):
            numbered = rows.select("place", word=pl.col("words")).explode("word", empty_as_null=True)
            figures = numbered.join(words, on="word", how="left", validate="m:1", maintain_order="left")["number"]
            numbers = _read_off(figures.to_numpy().astype(np.int64).reshape(-1, int(str(size))).T, base)
            order = np.argsort(numbers, kind="stable")
            sizes[int(str(size))] = (numbers[order], rows["place"].to_numpy().astype(np.int64)[order])
        return cls(words, base, sizes, len(phrases))

    def found(self, spoken: Spoken) -> dict[int, Places]:
        """For each number of words, the place of the phrase that begins at each word of `spoken`, else -1."""
        numbers = self._numbers(spoken)
        return {size: self._found(spoken, numbers, size) for size in sorted(self.sizes)}

    def occurrences(self, spoken: Spoken, longest_only: bool) -> Occurrences:
        """Which phrases each text holds; with `longest_only` none that lies inside a longer one."""
        found = self.found(spoken)
        if longest_only:
            found = without_inner(found)
        begins = [np.flatnonzero(places >= 0) for places in found.values()]
        rows = np.concatenate([spoken.text[at] for at in begins] or [np.zeros(0, dtype=np.int64)])
        columns = np.concatenate(
            [places[at] for places, at in zip(found.values(), begins, strict=True)] or [np.zeros(0, dtype=np.int64)]
        )
        return Occurrences.once(rows, columns, spoken.texts, self.phrases)

    def _numbers(self, spoken: Spoken) -> Places:
        known = pl.DataFrame({"word": spoken.words}).join(
            self.words, on="word", how="left", validate="1:1", maintain_order="left"
        )
        return known["number"].fill_null(0).to_numpy().astype(np.int64)[spoken.word]

    def _found(self, spoken: Spoken, numbers: Places, size: int) -> Places:
        found = np.full(len(numbers), -1, dtype=np.int64)
        begins = np.flatnonzero(numbers[: max(len(numbers) - size + 1, 0)] > 0)
        for step in range(1, size):
            begins = begins[numbers[begins + step] > 0]
        begins = begins[spoken.text[begins] == spoken.text[begins + size - 1]]
        wanted = _read_off(np.stack([numbers[begins + step] for step in range(size)]), self.base)
        known, places = self.sizes[size]
        at = np.minimum(np.searchsorted(known, wanted), len(known) - 1)
        met = known[at] == wanted
        found[begins[met]] = places[at[met]]
        return found


def without_inner(found: dict[int, Places]) -> dict[int, Places]:
    """What `Lexicon.found` gives, less each phrase that lies inside a longer one of the same text."""
    kept = {size: places.copy() for size, places in found.items()}
    for outer, places in found.items():
        begins = np.flatnonzero(places >= 0)
        for inner in (size for size in found if size < outer):
            for step in range(outer - inner + 1):
                kept[inner][begins + step] = -1
    return kept


def _read_off(figures: Places, base: int) -> Places:
    """The number of each phrase. figures: a row a word of the phrases, a column a phrase."""
    number = np.zeros(figures.shape[1], dtype=np.int64)
    for row in figures:
        number = number * base + row
    return number
