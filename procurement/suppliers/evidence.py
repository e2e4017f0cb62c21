"""What speaks for and against two texts naming one supplier: shared and unshared words, spelling, conflicts.

A word in one text only counts by its rarity and by what sort of word it is: a typing error makes a rare word, while
North for South, Primary for Infant or one town for another is a different body.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl
from rapidfuzz import process
from rapidfuzz.distance import Indel, JaroWinkler

from procurement.suppliers.faces import Faces

Numbers = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
LIKE_ENOUGH = 0.75
SHORTEST_CUT = 3
CONFLICTS = (
    "direction",
    "ordinal",
    "stage",
    "institution",
    "place",
    "number",
    "initials",
    "forename",
    "trade",
    "structure",
    "fund",
)


@dataclass(frozen=True)
class Alignment:
    """Which words of two texts meet: `credit` 1 for the same word, its likeness for a like one, 0 for none."""

    left_credit: Numbers
    right_credit: Numbers
    left_known: Flags
    """A like word that is, on both sides, a word in use: SMITH for SMYTH rather than a typing error."""


def weigh(left: npt.NDArray[np.int32], right: npt.NDArray[np.int32], faces: Faces) -> pl.DataFrame:
    """Evidence on pairs of faces, a row a pair in order, every column Float64 (see FEATURES in `scoring`)."""
    met = align(faces.word_ids[left], faces.word_ids[right], faces)
    left_weight, right_weight = faces.weights[left].astype(np.float64), faces.weights[right].astype(np.float64)
    shared = totals(left_weight, right_weight, met)
    columns = {**shared, **spelling(left, right, faces), **conflicts(left, right, met, faces)}
    return pl.DataFrame({name: np.asarray(value, dtype=np.float64) for name, value in columns.items()})


def align(left: npt.NDArray[np.int32], right: npt.NDArray[np.int32], faces: Faces) -> Alignment:
    """Meet the words of each pair of rows: first the same words, then the like ones among those left over."""
    same = (left[:, :, None] == right[:, None, :]) & (left >= 0)[:, :, None]
    left_credit, right_credit = same.any(axis=2).astype(np.float64), same.any(axis=1).astype(np.float64)
    left_over = (left_credit == 0) & (left >= 0)
    right_over = (right_credit == 0) & (right >= 0)
    rows, i, j = np.nonzero(left_over[:, :, None] & right_over[:, None, :])
    likeness = compare_words(left[rows, i], right[rows, j], faces)
    like = likeness >= LIKE_ENOUGH
    rows, i, j, likeness = rows[like], i[like], j[like], likeness[like]
    np.maximum.at(left_credit, (rows, i), likeness)
    np.maximum.at(right_credit, (rows, j), likeness)
    known = np.zeros(left.shape, dtype=np.bool_)
    counted = faces.words.is_counted
    known[rows, i] = counted[left[rows, i]] & counted[right[rows, j]]
    return Alignment(left_credit, right_credit, known)


def compare_words(left: npt.NDArray[np.int32], right: npt.NDArray[np.int32], faces: Faces) -> Numbers:
    """Likeness 0 to 1 of pairs of words: by letters, or 0.9 where one is the beginning of the other (a cut word)."""
    packed, back = np.unique(left.astype(np.int64) << 32 | right.astype(np.int64), return_inverse=True)
    text = faces.words.text
    first, second = text.gather(packed >> 32), text.gather(packed & 0xFFFFFFFF)
    likeness = np.asarray(process.cpdist(first.to_list(), second.to_list(), scorer=Indel.normalized_similarity))
    pairs = pl.DataFrame({"a": first, "b": second}).select(
        cut=(pl.col("a").str.starts_with(pl.col("b")) | pl.col("b").str.starts_with(pl.col("a")))
        & (pl.min_horizontal(pl.col("a").str.len_chars(), pl.col("b").str.len_chars()) >= SHORTEST_CUT),
        has_number=pl.col("a").str.contains(r"\d") | pl.col("b").str.contains(r"\d"),
    )
    likeness = np.where(pairs["cut"].to_numpy(), np.maximum(likeness, 0.9), likeness)
    return np.where(pairs["has_number"].to_numpy(), 0.0, likeness)[back].astype(np.float64)


def totals(left_weight: Numbers, right_weight: Numbers, met: Alignment) -> dict[str, Numbers]:
    """Weight of the words that meet and of those left over on either side."""
    exact = met.left_credit == 1
    like = (met.left_credit > 0) & ~exact
    rest_left, rest_right = left_weight * (met.left_credit == 0), right_weight * (met.right_credit == 0)
    shared, rest = (left_weight * met.left_credit).sum(axis=1), rest_left.sum(axis=1) + rest_right.sum(axis=1)
    return {
        "shared": (left_weight * exact).sum(axis=1),
        "shared_best": (left_weight * met.left_credit).max(axis=1),
        "like": (left_weight * like).sum(axis=1),
        "like_known": (left_weight * (like & met.left_known)).sum(axis=1),
        "rest_less": np.minimum(rest_left.sum(axis=1), rest_right.sum(axis=1)),
        "rest_more": np.maximum(rest_left.sum(axis=1), rest_right.sum(axis=1)),
        "rest_best_less": np.minimum(rest_left.max(axis=1), rest_right.max(axis=1)),
        "rest_best_more": np.maximum(rest_left.max(axis=1), rest_right.max(axis=1)),
        "overlap": shared / np.maximum(shared + rest, 1e-9),
        "first_meets": np.maximum(met.left_credit[:, 0], 0) * (met.right_credit[:, 0] > 0),
        "weight_less": np.minimum(left_weight.sum(axis=1), right_weight.sum(axis=1)),
        "words_less": np.minimum((left_weight > 0).sum(axis=1), (right_weight > 0).sum(axis=1)),
        "words_apart": np.abs((left_weight > 0).sum(axis=1) - (right_weight > 0).sum(axis=1)),
    }


def spelling(left: npt.NDArray[np.int32], right: npt.NDArray[np.int32], faces: Faces) -> dict[str, Numbers]:
    """Likeness of the texts without spaces, whether one begins the other, whether the words are only reordered."""
    compact = faces.table["compact"]
    a, b = compact.gather(left), compact.gather(right)
    first, second = a.to_list(), b.to_list()
    pairs = pl.DataFrame({"a": a, "b": b}).select(
        begins=pl.col("a").str.starts_with(pl.col("b")) | pl.col("b").str.starts_with(pl.col("a")),
        equal=pl.col("a") == pl.col("b"),
        shorter=pl.min_horizontal(pl.col("a").str.len_chars(), pl.col("b").str.len_chars()),
    )
    word_ids = faces.word_ids
    same_words = (np.sort(word_ids[left], axis=1) == np.sort(word_ids[right], axis=1)).all(axis=1)
    same_order = (word_ids[left] == word_ids[right]).all(axis=1)
    return {
        "letters": np.asarray(process.cpdist(first, second, scorer=Indel.normalized_similarity)),
        "letters_in_front": np.asarray(process.cpdist(first, second, scorer=JaroWinkler.normalized_similarity)),
        "begins": pairs["begins"].to_numpy().astype(np.float64),
        "equal": pairs["equal"].to_numpy().astype(np.float64),
        "shorter": pairs["shorter"].to_numpy().astype(np.float64),
        "reordered": (same_words & ~same_order).astype(np.float64),
        "acronym": (acronym_of(left, right, faces) | acronym_of(right, left, faces)).astype(np.float64),
    }


def acronym_of(short: npt.NDArray[np.int32], long: npt.NDArray[np.int32], faces: Faces) -> Flags:
    """True where the first word of `short` is the initials of the first three or more words of `long`, in order."""
    initials = faces.table["text"].str.replace_all(r"\B[A-Z0-9]+| ", "")
    first = faces.table["text"].str.extract(r"^(\S+)")
    pairs = pl.DataFrame({"word": first.gather(short), "initials": initials.gather(long)})
    return (
        pairs.select((pl.col("word").str.len_chars() >= 3) & pl.col("initials").str.starts_with(pl.col("word")))
        .to_series()
        .to_numpy()
    )


def conflicts(
    left: npt.NDArray[np.int32], right: npt.NDArray[np.int32], met: Alignment, faces: Faces
) -> dict[str, Numbers]:
    """For each sort of word: `x_one` where one side alone has such a word left over, `x_both` where both do."""
    found: dict[str, Numbers] = {}
    left_ids, right_ids = faces.word_ids[left], faces.word_ids[right]
    for name in CONFLICTS:
        of_class = np.append(faces.words.of_class[name], False)
        a = (of_class[left_ids] & (met.left_credit == 0)).any(axis=1)
        b = (of_class[right_ids] & (met.right_credit == 0)).any(axis=1)
        found[f"{name}_one"], found[f"{name}_both"] = (a ^ b).astype(np.float64), (a & b).astype(np.float64)
    return found
