"""Words of two texts that are alike without being the same: how alike, and whether a slip of the pen may be all."""

import numpy as np
import numpy.typing as npt
from rapidfuzz import process
from rapidfuzz.distance import OSA, Indel

from procurement.suppliers.words import DIRECTION, NUMBER, PLACE, Words

LIKE_ENOUGH, CUT_WORD = 0.75, 0.9
SHORT, MORE_LETTERS = 3, 2
MORE_SLIPS, SHORT_WORDS, OTHER_START, SAINTS = 1, 2, 3, 4


def find(
    left: npt.NDArray[np.int32], right: npt.NDArray[np.int32], words: Words
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]:
    """Which pairs of words are alike enough, and how much: by letters, or 0.9 where one begins the other (a cut word).

    Words whose sets of letters differ too much cannot be; words with a figure, two places, and two directions that
    begin otherwise (EAST, WEST), never are.
    """
    shape = words.letters
    unlike = np.bitwise_count(shape.used[left] ^ shape.used[right])
    most = (1 - LIKE_ENOUGH) * (shape.length[left] + shape.length[right])
    starts = (shape.start[left] == shape.start[right]) & (shape.start[left] > 0)
    numbered = words.of_class[NUMBER]
    is_place, is_direction = words.of_class[PLACE], words.of_class[DIRECTION]
    apart = numbered[left] | numbered[right] | (is_place[left] & is_place[right])
    apart |= is_direction[left] & is_direction[right] & ~starts
    some = np.flatnonzero(((unlike <= most) | starts) & ~apart)
    first, second = shape.text[left[some]].tolist(), shape.text[right[some]].tolist()
    likeness = np.asarray(process.cpdist(first, second, scorer=Indel.normalized_similarity), dtype=np.float64)
    for place in np.flatnonzero(starts[some] & (likeness < CUT_WORD)).tolist():
        if first[place].startswith(second[place]) or second[place].startswith(first[place]):
            likeness[place] = CUT_WORD
    enough = likeness >= LIKE_ENOUGH
    return some[enough], likeness[enough]


def apart(
    left: npt.NDArray[np.int32], right: npt.NDArray[np.int32], is_after_saint: npt.NDArray[np.bool_], words: Words
) -> npt.NDArray[np.int8]:
    """How far like words are apart, a number a pair: 0 where a slip of the pen or a cut may be all, else the highest of

    MORE_SLIPS: more than one slip, or two common words, where none holds the other, or one has a letter or two more
    that are no plural (BRIGHT, BRIGHTER): a word cut short lacks more.
    SHORT_WORDS: codes of a few letters (MS and MDS), which have none to spare.
    OTHER_START: the first letters differ, which slips seldom hit (Yannakoudakis and Fawthrop, "The rules of spelling
    errors", 1983).
    SAINTS: words behind ST, of which none begins the other.
    Where one word alone is a common one the other may be that misspelt in any way: it stands here in full (DISTRIBUTORS
    as DISTRIBUTION), so slips between them are not counted.
    """
    shape, shared = words.letters, words.is_shared
    first, second = shape.text[left].tolist(), shape.text[right].tolist()
    many = process.cpdist(first, second, scorer=OSA.distance, score_cutoff=1) > 1
    many &= shared[left] == shared[right]
    is_both = shared[left] & shared[right]
    found = np.where(many | is_both, MORE_SLIPS, 0).astype(np.int8)
    found[is_after_saint] = SAINTS
    for place in np.flatnonzero(found).tolist():
        one, other = first[place], second[place]
        if is_both[place] and are_two_words(one, other):
            continue
        if one.startswith(other) or other.startswith(one) or (found[place] < SAINTS and (one in other or other in one)):
            found[place] = 0
    is_saint = found == SAINTS
    lengths = shape.length[left], shape.length[right]
    found[(np.minimum(*lengths) <= SHORT) & (np.maximum(*lengths) <= SHORT + 1)] = SHORT_WORDS
    found[shape.first[left, 0] != shape.first[right, 0]] = OTHER_START
    found[is_saint] = SAINTS
    return found


def are_two_words(one: str, other: str) -> bool:
    """Whether of two common words one has a letter or two more at the end, and these are no plural.

    >>> are_two_words("BRIGHT", "BRIGHTER"), are_two_words("CONCEPTS", "CONCEPT"), are_two_words("MED", "MEDICINE")
    (True, False, False)
    """
    short, long = sorted((one, other), key=len)
    return long.startswith(short) and 0 < len(long) - len(short) <= MORE_LETTERS and not long.endswith("S")
