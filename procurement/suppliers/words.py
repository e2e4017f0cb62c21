"""What is known of each word of a set of names: how much identity it carries, and what sort of word it is."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import polars as pl

from procurement.suppliers.reference import SupplierReference

CLASSES = ("direction", "ordinal", "stage", "institution", "structure", "title", "trade", "place", "forename", "fund")
NUMBER, INITIALS, PLACE = "number", "initials", "place"
NAMES_COUNTED = 100_000
IN_USE = 4
"""A word of so many published texts is one that people use, and no typing error."""
COMMON_SHARE = 300
"""A short word that so many names in 100,000 have is a word (UK, CO, IT) and nobody's initials."""
LETTERS = 40
MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
LONE_LETTER_WEIGHT, NUMBER_WEIGHT, FIRST_NAME_WEIGHT = 0.3, 0.6, 0.4
"""A first name tells people apart less than its rarity among the names of firms suggests."""


@dataclass(frozen=True)
class Words:
    """Distinct words by number: `weight` 0 to 1 (1 is a word never counted); `of_class` holds flags a word."""

    text: pl.Series
    weight: npt.NDArray[np.float32]
    is_counted: npt.NDArray[np.bool_]
    of_class: dict[str, npt.NDArray[np.bool_]]

    @cached_property
    def letters(self) -> "Letters":
        """What the words look like."""
        return look_at(self.text)


@dataclass(frozen=True)
class Letters:
    """By word number, with a last row for no word: the text; which letters and figures it uses (a bit each); length.

    first: its first three letters as numbers; start: the three together, 0 where it is shorter. number: one for all
    its letters in order; that of two words run together is the first's times the other's `shift`, and the other's.
    """

    text: npt.NDArray[np.object_]
    used: npt.NDArray[np.uint64]
    length: npt.NDArray[np.int64]
    first: npt.NDArray[np.uint8]
    start: npt.NDArray[np.uint32]
    number: npt.NDArray[np.uint64]
    shift: npt.NDArray[np.uint64]


def look_at(words: pl.Series) -> Letters:
    """The letters of words in capitals and figures, of which the first 40 count."""
    text = [*words.to_list(), ""]
    letters = np.array([word[:LETTERS] for word in text], dtype=f"S{LETTERS}").view(np.uint8).reshape(-1, LETTERS)
    used, number = np.zeros(len(text), dtype=np.uint64), np.zeros(len(text), dtype=np.uint64)
    for place in range(LETTERS):
        letter = letters[:, place]
        used |= (letter > 0).astype(np.uint64) << (letter & 63).astype(np.uint64)
        number = np.where(letter > 0, number * MULTIPLIER + letter, number)
    length = (letters > 0).sum(axis=1)
    first = letters[:, :3]
    start = first.astype(np.uint32) @ np.array([65536, 256, 1], dtype=np.uint32)
    shift = np.cumprod(np.append(np.uint64(1), np.full(LETTERS, MULTIPLIER)))[length]
    begins = np.where(length >= 3, start, np.uint32(0))
    return Letters(np.array(text, dtype=object), used, length, first, begins, number, shift)


def know(words: pl.Series, reference: SupplierReference, used: npt.NDArray[np.int64]) -> Words:
    """Look up distinct `words`, of which each is used in so many published texts; none gives empty arrays.

    The weight is the share of the information in a word: log(N / n) / log(N), n names in N having it.
    """
    frame = pl.DataFrame({"word": words})
    counted = frame.join(reference.once(shares), on="word", how="left", validate="1:1", maintain_order="left")
    is_letter, is_number = words.str.len_chars() == 1, words.str.contains(r"\d")
    rarity = 1 - counted["share"].fill_null(1.0).clip(1.0).log() / float(np.log(NAMES_COUNTED))
    classes = reference.once(words_of_class)
    of_people = words.is_in(pl.concat([classes["forename"], classes["title"]]).implode())
    rarity = rarity.clip(upper_bound=1.0).zip_with(~of_people, rarity.clip(upper_bound=FIRST_NAME_WEIGHT))
    weight = np.where(is_letter, LONE_LETTER_WEIGHT, np.where(is_number, NUMBER_WEIGHT, rarity))
    silent = pl.concat([classes["stop"], reference.legal_forms["written"]])
    weight = np.where(words.is_in(silent.implode()), 0.0, weight)
    of_class = {name: words.is_in(classes[name].implode()).to_numpy() for name in CLASSES}
    of_class[NUMBER] = is_number.to_numpy()
    length = words.str.len_chars()
    vowelless = ~words.str.contains("[AEIOUY]") & (length == 3)
    common = words.is_in(counted.filter(pl.col("share") >= COMMON_SHARE)["word"].implode())
    of_class[INITIALS] = (((length <= 2) | vowelless) & ~is_number & ~common).to_numpy()
    return Words(
        words, weight.astype(np.float32), counted["share"].is_not_null().to_numpy() | (used >= IN_USE), of_class
    )


def shares(reference: SupplierReference) -> pl.DataFrame:
    """word, share: how many names in 100,000 have it."""
    return reference.name_word_shares.select("word", share=pl.col("share_per_100k").cast(pl.Float64))


def words_of_class(reference: SupplierReference) -> dict[str, pl.Series]:
    """The words of each class that is asked for, none where the table has none."""
    table = reference.name_word_classes
    return {name: table.filter(pl.col("word_class") == name)["word"] for name in (*CLASSES, "stop")}
