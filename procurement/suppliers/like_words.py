"""Words of two texts that are alike without being the same: how alike, and whether a slip of the pen may be all."""

import numpy as np
import numpy.typing as npt
from rapidfuzz import process
from rapidfuzz.distance import OSA, Indel

from procurement.suppliers.words import NUMBER, PLACE, Words

LIKE_ENOUGH, CUT_WORD = 0.75, 0.9
OTHER_START = 2


def find(
    left: npt.NDArray[np.int32], right: npt.NDArray[np.int32], words: Words
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]:
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


def slips(left: npt.NDArray[np.int32], right: npt.NDArray[np.int32], words: Words) -> npt.NDArray[np.int8]:
    """How far like words are apart: 0 by one slip of the pen at most, or where one holds the other; 1 by more.

    OTHER_START where the first letter differs too, which slips seldom hit (Yannakoudakis and Fawthrop, "The rules of
    spelling errors", 1983). Of two words of which one alone is a common one, the other may be that misspelt in any way:
    such a word stands here in full (DISTRIBUTORS as DISTRIBUTION), so slips between them cannot be counted.
    """
    shape = words.letters
    first, second = shape.text[left].tolist(), shape.text[right].tolist()
    apart = (process.cpdist(first, second, scorer=OSA.distance, score_cutoff=1) > 1).astype(np.int8)
    starts_apart = shape.first[left, 0] != shape.first[right, 0]
    apart[(apart > 0) & starts_apart] = OTHER_START
    apart[~starts_apart & (words.is_shared[left] != words.is_shared[right])] = 0
    for place in np.flatnonzero(apart).tolist():
        if first[place] in second[place] or second[place] in first[place]:
            apart[place] = 0
    return apart
