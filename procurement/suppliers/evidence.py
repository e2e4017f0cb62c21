"""What speaks for and against two texts naming one supplier: shared and unshared words, spelling, conflicts.

A word in one text only counts by its rarity and by what sort of word it is: a typing error makes a rare word, while
North for South, Primary for Infant or one town for another is a different body.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from procurement.suppliers import joined_words, like_words, spelling
from procurement.suppliers.faces import Faces
from procurement.suppliers.words import PLACE

Numbers = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
SAINT = "ST"
SHORTEST_FIELD = 20
"""Letters that a text has at least where a field of 25 characters cut it, its spaces not counted."""
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
    "nation",
)


@dataclass(frozen=True)
class Alignment:
    """Which words of two texts meet: `credit` 1 for the same word, its likeness for a like one, 0 for none.

    A row a word, by its place in the text, and a column a pair: sums over words then go along memory.
    """

    left_credit: Numbers
    right_credit: Numbers
    left_known: Flags
    """A like word that is, on both sides, a word in use: SMITH for SMYTH rather than a typing error."""
    left_rare: Flags
    """Of these, words of which neither is common: HOWGATE and HOLGATE, neither of which is the other misspelt."""
    apart: npt.NDArray[np.int8]
    """A number a pair, the most that like_words.apart says of two words."""


def weigh(left: npt.NDArray[np.int32], right: npt.NDArray[np.int32], faces: Faces) -> dict[str, Numbers]:
    """Evidence on pairs of faces by name, a number a pair in order."""
    left_ids, right_ids = (np.ascontiguousarray(faces.word_ids[side].T) for side in (left, right))
    weight = np.append(faces.words.weight, np.float32(0)).astype(np.float64)
    left_weight, right_weight = weight[left_ids], weight[right_ids]
    spelt = spelling.compare(left, right, left_ids, right_ids, faces)
    met = align(left_ids, right_ids, left_weight, right_weight, faces)
    is_cut = (spelt["begins"] == 1) & (spelt["shorter"] >= SHORTEST_FIELD)
    shorter = faces.length[left] < faces.length[right]
    meet_cut_end(left_ids, right_ids, met.left_credit, met.right_credit, is_cut & shorter, faces)
    meet_cut_end(right_ids, left_ids, met.right_credit, met.left_credit, is_cut & ~shorter, faces)
    shared = totals(left_weight, right_weight, met, faces.words.is_plain[left_ids])
    return {**shared, **spelt, **conflicts(left_ids, right_ids, met, faces)}


def align(
    left: npt.NDArray[np.int32],
    right: npt.NDArray[np.int32],
    left_weight: Numbers,
    right_weight: Numbers,
    faces: Faces,
) -> Alignment:
    """Meet the words of each pair of columns: the same words, then those run together, then the like ones left over.

    A word that is two of the other side is given their weight.
    """
    left_met, right_met = same_words(left, right)
    sides = ((left, left_met, left_weight), (right, right_met, right_weight))
    for (one, one_met, one_weight), (other, other_met, other_weight) in (sides, sides[::-1]):
        meet_joined(one, other, one_met, other_met, one_weight, other_weight, faces)
    left_credit, right_credit = left_met.astype(np.float64), right_met.astype(np.float64)
    i, j, pair = every_two(~left_met & (left >= 0), ~right_met & (right >= 0))
    chosen, likeness = like_words.find(left[i, pair], right[j, pair], faces.words)
    i, j, pair = i[chosen], j[chosen], pair[chosen]
    np.maximum.at(left_credit, (i, pair), likeness)
    np.maximum.at(right_credit, (j, pair), likeness)
    known, rare = np.zeros(left.shape, dtype=np.bool_), np.zeros(left.shape, dtype=np.bool_)
    counted, shared = faces.words.is_counted, faces.words.is_shared
    known[i, pair] = counted[left[i, pair]] & counted[right[j, pair]]
    rare[i, pair] = known[i, pair] & ~shared[left[i, pair]] & ~shared[right[j, pair]]
    best = np.flatnonzero((left_credit[i, pair] == likeness) & (right_credit[j, pair] == likeness))
    i, j, pair = i[best], j[best], pair[best]
    apart = np.zeros(left.shape[1], dtype=np.int8)
    behind = is_behind_saint(left, i, pair, faces) | is_behind_saint(right, j, pair, faces)
    np.maximum.at(apart, pair, like_words.apart(left[i, pair], right[j, pair], behind, faces.words))
    return Alignment(left_credit, right_credit, known, rare, apart)


def is_behind_saint(
    ids: npt.NDArray[np.int32], place: npt.NDArray[np.int64], pair: npt.NDArray[np.int64], faces: Faces
) -> Flags:
    """Whether the words at these places stand right behind ST."""
    return (place > 0) & (faces.words.letters.text[ids[np.maximum(place - 1, 0), pair]] == SAINT)


def every_two(left: Flags, right: Flags) -> tuple[npt.NDArray[np.int64], ...]:
    """Every word marked on the left with every one on the right of the same pair: their places, and the pair."""
    some = np.flatnonzero(left.any(axis=0) & right.any(axis=0))
    left, right = left[:, some], right[:, some]
    places = [(i, j, some[np.flatnonzero(left[i] & right[j])]) for i in range(len(left)) for j in range(len(right))]
    many = [len(pairs) for _, _, pairs in places]
    first, second = (np.repeat(np.array([place[side] for place in places]), many) for side in (0, 1))
    return first, second, np.concatenate([pairs for _, _, pairs in places])


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
    some = np.flatnonzero(one_over.any(axis=0) & (other_over[:-1] & other_over[1:]).any(axis=0))
    found = joined_words.find(one[:, some], other[:, some], one_over[:, some], other_over[:, some], faces.words.letters)
    joined = joined_words.Joined(some[found.pair], found.whole, found.first)
    one_met[joined.whole, joined.pair] = True
    other_met[joined.first, joined.pair] = other_met[joined.first + 1, joined.pair] = True
    joined_words.weigh_as_parts(joined, one_weight, other_weight)


def meet_cut_end(
    one: npt.NDArray[np.int32],
    other: npt.NDArray[np.int32],
    one_credit: Numbers,
    other_credit: Numbers,
    is_cut: Flags,
    faces: Faces,
) -> None:
    """Credit the letter or two at which a field ended, of texts that begin the other, with the word that they begin.

    Only a word that many names have (SERVICES) is told by so little; S may be any town.
    """
    text = faces.words.letters.text
    pairs = np.flatnonzero(is_cut)
    last = (one[:, pairs] >= 0).sum(axis=0) - 1
    full = other[last, pairs]
    left_over = (one_credit[last, pairs] == 0) & (other_credit[last, pairs] == 0) & (full >= 0)
    left_over &= (faces.words.is_shared & ~faces.words.of_class[PLACE])[full]
    pairs, last = pairs[left_over], last[left_over]
    short, whole = text[one[last, pairs]].tolist(), text[other[last, pairs]].tolist()
    begins = np.array([b.startswith(a) for a, b in zip(short, whole, strict=True)], dtype=np.bool_)
    one_credit[last[begins], pairs[begins]] = other_credit[last[begins], pairs[begins]] = like_words.CUT_WORD


def same_words(left: npt.NDArray[np.int32], right: npt.NDArray[np.int32]) -> tuple[Flags, Flags]:
    """Which words of each column of either side the same column of the other side has as well."""
    left_met, right_met = np.zeros(left.shape, dtype=np.bool_), np.zeros(right.shape, dtype=np.bool_)
    for i, one in enumerate(left):
        is_word = one >= 0
        for j, other in enumerate(right):
            same = (one == other) & is_word
            left_met[i] |= same
            right_met[j] |= same
    return left_met, right_met


def totals(left_weight: Numbers, right_weight: Numbers, met: Alignment, is_plain: Flags) -> dict[str, Numbers]:
    """Weight of the words that meet and of those left over on either side; is_plain: words on the left of no class."""
    exact = met.left_credit == 1
    like = (met.left_credit > 0) & ~exact
    rest_left, rest_right = left_weight * (met.left_credit == 0), right_weight * (met.right_credit == 0)
    credited, likely = left_weight * met.left_credit, left_weight * like
    shared, left_over, right_over = (weight.sum(axis=0) for weight in (credited, rest_left, rest_right))
    best_left, best_right = rest_left.max(axis=0), rest_right.max(axis=0)
    words_left, words_right = (left_weight > 0).sum(axis=0), (right_weight > 0).sum(axis=0)
    return {
        "shared": (left_weight * exact).sum(axis=0),
        "shared_best": credited.max(axis=0),
        "exact_best": (left_weight * exact).max(axis=0),
        "exact_plain": (left_weight * (exact & is_plain)).max(axis=0),
        "like": likely.sum(axis=0),
        "like_known": (likely * met.left_known).sum(axis=0),
        "like_rare": (likely * met.left_rare).sum(axis=0),
        "rest_less": np.minimum(left_over, right_over),
        "rest_more": np.maximum(left_over, right_over),
        "rest_best_less": np.minimum(best_left, best_right),
        "rest_best_more": np.maximum(best_left, best_right),
        "overlap": shared / np.maximum(shared + left_over + right_over, 1e-9),
        "first_meets": np.maximum(met.left_credit[0], 0) * (met.right_credit[0] > 0),
        "weight_less": np.minimum(left_weight.sum(axis=0), right_weight.sum(axis=0)),
        "words_less": np.minimum(words_left, words_right),
        "words_apart": np.abs(words_left - words_right),
        "apart": met.apart.astype(np.float64),
    }


def conflicts(
    left: npt.NDArray[np.int32], right: npt.NDArray[np.int32], met: Alignment, faces: Faces
) -> dict[str, Numbers]:
    """For each sort of word: `x_one` where one side alone has such a word left over, `x_both` where both do."""
    sorts = np.zeros(len(faces.words.text) + 1, dtype=np.uint16)
    for place, name in enumerate(CONFLICTS):
        sorts[:-1] |= faces.words.of_class[name].astype(np.uint16) << place
    a = np.bitwise_or.reduce(sorts[left] * (met.left_credit == 0), axis=0)
    b = np.bitwise_or.reduce(sorts[right] * (met.right_credit == 0), axis=0)
    found: dict[str, Numbers] = {}
    for place, name in enumerate(CONFLICTS):
        bit = np.uint16(1 << place)
        found[f"{name}_one"] = ((a ^ b) & bit > 0).astype(np.float64)
        found[f"{name}_both"] = (a & b & bit > 0).astype(np.float64)
    return found
