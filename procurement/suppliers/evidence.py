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

from procurement.suppliers import joined_words
from procurement.suppliers.faces import Faces
from procurement.suppliers.words import NUMBER, PLACE, Words

Numbers = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
LIKE_ENOUGH, CUT_WORD = 0.75, 0.9
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


def weigh(left: npt.NDArray[np.int32], right: npt.NDArray[np.int32], faces: Faces) -> dict[str, Numbers]:
    """Evidence on pairs of faces by name, a number a pair in order."""
    left_weight, right_weight = faces.weights[left].astype(np.float64), faces.weights[right].astype(np.float64)
    met = align(faces.word_ids[left], faces.word_ids[right], left_weight, right_weight, faces)
    shared = totals(left_weight, right_weight, met)
    return {**shared, **spelling(left, right, faces), **conflicts(left, right, met, faces)}


def align(
    left: npt.NDArray[np.int32],
    right: npt.NDArray[np.int32],
    left_weight: Numbers,
    right_weight: Numbers,
    faces: Faces,
) -> Alignment:
    """Meet the words of each pair of rows: the same words, then those run together, then the like ones left over.

    A word that is two of the other side is given their weight.
    """
    left_met, right_met = same_words(left, right)
    sides = ((left, left_met, left_weight), (right, right_met, right_weight))
    for (one, one_met, one_weight), (other, other_met, other_weight) in (sides, sides[::-1]):
        meet_joined(one, other, one_met, other_met, one_weight, other_weight, faces)
    left_credit, right_credit = left_met.astype(np.float64), right_met.astype(np.float64)
    left_over, right_over = ~left_met & (left >= 0), ~right_met & (right >= 0)
    some = np.flatnonzero(in_any_place(left_over) & in_any_place(right_over))
    rows, i, j = np.nonzero(left_over[some][:, :, None] & right_over[some][:, None, :])
    rows = some[rows]
    chosen, likeness = like_words(left[rows, i], right[rows, j], faces.words)
    rows, i, j = rows[chosen], i[chosen], j[chosen]
    np.maximum.at(left_credit, (rows, i), likeness)
    np.maximum.at(right_credit, (rows, j), likeness)
    known = np.zeros(left.shape, dtype=np.bool_)
    counted = faces.words.is_counted
    known[rows, i] = counted[left[rows, i]] & counted[right[rows, j]]
    return Alignment(left_credit, right_credit, known)


def meet_joined(
    one: npt.NDArray[np.int32],
    other: npt.NDArray[np.int32],
    one_met: Flags,
    other_met: Flags,
    one_weight: Numbers,
    other_weight: Numbers,
    faces: Faces,
) -> None:
    """Note in the flags the words of `one` that are two of `other`, and give them the weight of these."""
    one_over, other_over = ~one_met & (one >= 0), ~other_met & (other >= 0)
    some = np.flatnonzero(in_any_place(one_over) & (other_over[:, :-1] & other_over[:, 1:]).any(axis=1))
    found = joined_words.find(one[some], other[some], one_over[some], other_over[some], faces.words.letters)
    joined = joined_words.Joined(some[found.row], found.whole, found.first)
    one_met[joined.row, joined.whole] = True
    other_met[joined.row, joined.first] = other_met[joined.row, joined.first + 1] = True
    joined_words.weigh_as_parts(joined, one_weight, other_weight)


def same_words(left: npt.NDArray[np.int32], right: npt.NDArray[np.int32]) -> tuple[Flags, Flags]:
    """Which words of each row of either side the same row of the other side has as well."""
    left_met, right_met = np.zeros(left.shape, dtype=np.bool_), np.zeros(right.shape, dtype=np.bool_)
    is_word = left >= 0
    for place in range(right.shape[1]):
        same = (left == right[:, place : place + 1]) & is_word
        left_met |= same
        right_met[:, place] = in_any_place(same)
    return left_met, right_met


def in_any_place(flags: Flags) -> Flags:
    """Whether any of the eight flags of each row is set: eight bytes are read as one number."""
    return np.ascontiguousarray(flags).view(np.uint64)[:, 0] > 0


def like_words(
    left: npt.NDArray[np.int32], right: npt.NDArray[np.int32], words: Words
) -> tuple[npt.NDArray[np.int64], Numbers]:
    """Which pairs of words are alike enough, and how much: by letters, or 0.9 where one begins the other (a cut word).

    Words whose sets of letters differ too much cannot be; words with a figure, and two places, never are.
    """
    shape = words.letters
    unlike = np.bitwise_count(shape.used[left] ^ shape.used[right])
    most = (1 - LIKE_ENOUGH) * (shape.length[left] + shape.length[right])
    starts = (shape.start[left] == shape.start[right]) & (shape.start[left] > 0)
    numbered, place = words.of_class[NUMBER], words.of_class[PLACE]
    apart = numbered[left] | numbered[right] | (place[left] & place[right])
    some = np.flatnonzero(((unlike <= most) | starts) & ~apart)
    first, second = shape.text[left[some]].tolist(), shape.text[right[some]].tolist()
    likeness = np.asarray(process.cpdist(first, second, scorer=Indel.normalized_similarity), dtype=np.float64)
    for place in np.flatnonzero(starts[some] & (likeness < CUT_WORD)).tolist():
        if first[place].startswith(second[place]) or second[place].startswith(first[place]):
            likeness[place] = CUT_WORD
    enough = likeness >= LIKE_ENOUGH
    return some[enough], likeness[enough]


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
    first, second = faces.compact[left].tolist(), faces.compact[right].tolist()
    letters = np.asarray(process.cpdist(first, second, scorer=Indel.normalized_similarity), dtype=np.float64)
    in_front = process.cpdist(first, second, scorer=JaroWinkler.normalized_similarity)
    one, other = faces.length[left], faces.length[right]
    shorter = np.minimum(one, other)
    begins = np.zeros(len(left))
    some = np.flatnonzero(letters * (one + other) >= 2 * shorter - 1e-3)
    begins[some] = one_begins_other(faces.table["compact"], left[some], right[some])
    word_ids = faces.word_ids
    same_words = (np.sort(word_ids[left], axis=1) == np.sort(word_ids[right], axis=1)).all(axis=1)
    same_order = (word_ids[left] == word_ids[right]).all(axis=1)
    return {
        "letters": letters,
        "letters_in_front": np.asarray(in_front, dtype=np.float64),
        "begins": begins,
        "equal": (letters == 1).astype(np.float64),
        "shorter": shorter.astype(np.float64),
        "reordered": (same_words & ~same_order).astype(np.float64),
        "acronym": (acronym_of(left, right, faces) | acronym_of(right, left, faces)).astype(np.float64),
    }


def one_begins_other(texts: pl.Series, left: npt.NDArray[np.int32], right: npt.NDArray[np.int32]) -> Flags:
    """Whether one text of each pair begins the other."""
    pairs = pl.DataFrame({"a": texts.gather(left), "b": texts.gather(right)})
    a, b = pl.col("a"), pl.col("b")
    return pairs.select(a.str.starts_with(b) | b.str.starts_with(a)).to_series().to_numpy()


def acronym_of(short: npt.NDArray[np.int32], long: npt.NDArray[np.int32], faces: Faces) -> Flags:
    """True where the first word of `short` is the initials of the first three or more words of `long`, in order."""
    letters = faces.words.letters
    word, of = faces.word_ids[short, 0], faces.word_ids[long]
    three = [letters.first[of[:, place], 0] == letters.first[word, place] for place in range(SHORTEST_CUT)]
    found = np.logical_and.reduce(three) & (of[:, SHORTEST_CUT - 1] >= 0) & (letters.length[word] >= SHORTEST_CUT)
    for place in np.flatnonzero(found & (letters.length[word] > SHORTEST_CUT)).tolist():
        spelt = "".join(str(letters.text[number])[0] for number in of[place].tolist() if number >= 0)
        found[place] = spelt.startswith(str(letters.text[int(word[place])]))
    return found


def conflicts(
    left: npt.NDArray[np.int32], right: npt.NDArray[np.int32], met: Alignment, faces: Faces
) -> dict[str, Numbers]:
    """For each sort of word: `x_one` where one side alone has such a word left over, `x_both` where both do."""
    sorts = np.zeros(len(faces.words.text) + 1, dtype=np.uint16)
    for place, name in enumerate(CONFLICTS):
        sorts[:-1] |= faces.words.of_class[name].astype(np.uint16) << place
    a = np.bitwise_or.reduce(sorts[faces.word_ids[left]] * (met.left_credit == 0), axis=1)
    b = np.bitwise_or.reduce(sorts[faces.word_ids[right]] * (met.right_credit == 0), axis=1)
    found: dict[str, Numbers] = {}
    for place, name in enumerate(CONFLICTS):
        bit = np.uint16(1 << place)
        found[f"{name}_one"] = ((a ^ b) & bit > 0).astype(np.float64)
        found[f"{name}_both"] = (a & b & bit > 0).astype(np.float64)
    return found
