"""What is known of each word of a set of names: how much identity it carries, and what sort of word it is."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import polars as pl

from procurement.suppliers.reference import SupplierReference

CLASSES = (
    "direction",
    "ordinal",
    "stage",
    "institution",
    "structure",
    "title",
    "trade",
    "place",
    "forename",
    "fund",
    "nation",
)
NUMBER, INITIALS, PLACE, DIRECTION, SILENT = "number", "initials", "place", "direction", "silent"
NAMES_COUNTED = 100_000
IN_USE = 4
"""A word of so many published texts is one that people use, and no typing error."""
COMMON_SHARE = 300
"""A short word that so many names in 100,000 have is a word (UK, CO, IT) and nobody's initials."""
LETTERS = 40
Flags = npt.NDArray[np.bool_]
MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
LONE_LETTER_WEIGHT, NUMBER_WEIGHT, FIRST_NAME_WEIGHT = 0.3, 0.6, 0.4
"""A first name tells people apart less than its rarity among the names of firms suggests."""


@dataclass(frozen=True)
class Words:
    """Distinct words by number: `weight` 0 to 1 (1 is a word never counted); `of_class` holds flags a word.

    is_shared: whether its share of all names is known; is_counted: that, or so many texts use it that it is in use.
    """

    text: pl.Series
    weight: npt.NDArray[np.float32]
    is_shared: Flags
    is_counted: Flags
    of_class: dict[str, Flags]

    @cached_property
    def letters(self) -> "Letters":
        """What the words look like."""
        return look_at(self.text)

    @cached_property
    def is_plain(self) -> Flags:
        """Which words are of no class (a trade, a place, a number); with a last row for no word."""
        return np.append(~np.logical_or.reduce([*self.of_class.values()]), False)

    @staticmethod
    def told(
        text: pl.Series,
        weight: npt.NDArray[np.float32],
        is_shared: Flags,
        of_class: dict[str, Flags],
        used: npt.NDArray[np.int64],
    ) -> "Words":
        """Words of which everything is known but whether they are in use: each is used in so many texts."""
        return Words(text, weight, is_shared, is_shared | (used >= IN_USE), of_class)


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
    told = reference.once(facts)
    row = np.fromiter((told.row.get(word, 0) for word in words.to_list()), dtype=np.int64, count=len(words))
    share, known = told.share[row], {name: flags[row] for name, flags in told.of_class.items()}
    length = words.str.len_chars().to_numpy()
    is_number = words.str.contains(r"\d").to_numpy()
    counted = np.maximum(np.where(np.isnan(share), 1.0, share), 1.0)
    rarity: npt.NDArray[np.float64] = np.minimum(1 - np.log(counted) / np.log(NAMES_COUNTED), 1.0)
    of_people = known["forename"] | known["title"]
    rarity = np.where(of_people, np.minimum(rarity, FIRST_NAME_WEIGHT), rarity)
    weight = np.where(length == 1, LONE_LETTER_WEIGHT, np.where(is_number, NUMBER_WEIGHT, rarity))
    weight = np.where(known[SILENT], 0.0, weight)
    vowelless = ~words.str.contains("[AEIOUY]").to_numpy() & (length == 3)
    initials = ((length <= 2) | vowelless) & ~is_number & ~(share >= COMMON_SHARE) & ~known["nation"]
    of_class = {**{name: known[name] for name in CLASSES}, NUMBER: is_number, INITIALS: initials}
    return Words.told(words, weight.astype(np.float32), ~np.isnan(share), of_class, used)


@dataclass(frozen=True)
class Facts:
    """Of each word in the tables, in the row that `row` gives: its share of names (NaN where not counted), its classes.

    Row 0 is that of a word which stands in no table.
    """

    row: dict[str, int]
    share: npt.NDArray[np.float64]
    of_class: dict[str, Flags]


def facts(reference: SupplierReference) -> Facts:
    """From name_word_shares.csv, name_word_classes.csv and legal_forms.csv."""
    counted = {str(word): float(share) for word, share in shares(reference).iter_rows()}
    classes = {name: set(words.to_list()) for name, words in words_of_class(reference).items()}
    classes[SILENT] = classes.pop("stop") | set(reference.legal_forms["written"].to_list())
    every = sorted({*counted, *set[str]().union(*classes.values())})
    share = np.array([np.nan, *(counted.get(word, np.nan) for word in every)])
    of_class = {name: np.array([False, *(word in some for word in every)]) for name, some in classes.items()}
    return Facts({word: place + 1 for place, word in enumerate(every)}, share, of_class)


def shares(reference: SupplierReference) -> pl.DataFrame:
    """word, share: how many names in 100,000 have it."""
    return reference.name_word_shares.select("word", share=pl.col("share_per_100k").cast(pl.Float64))


def words_of_class(reference: SupplierReference) -> dict[str, pl.Series]:
    """The words of each class that is asked for, none where the table has none."""
    table = reference.name_word_classes
    return {name: table.filter(pl.col("word_class") == name)["word"] for name in (*CLASSES, "stop")}
