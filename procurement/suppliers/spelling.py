"""Two texts letter by letter: how alike they are, whether one begins the other, is its initials or turned about."""

import numpy as np
import numpy.typing as npt
import polars as pl
from rapidfuzz import process
from rapidfuzz.distance import Indel, JaroWinkler

from procurement.suppliers.faces import Faces

Numbers = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
SHORTEST_INITIALS = 3


def compare(
    left: npt.NDArray[np.int32],
    right: npt.NDArray[np.int32],
    left_ids: npt.NDArray[np.int32],
    right_ids: npt.NDArray[np.int32],
    faces: Faces,
) -> dict[str, Numbers]:
    """Likeness of the texts without spaces, whether one begins the other, whether the words are only reordered."""
    first, second = faces.compact[left].tolist(), faces.compact[right].tolist()
    letters = np.asarray(process.cpdist(first, second, scorer=Indel.normalized_similarity), dtype=np.float64)
    in_front = process.cpdist(first, second, scorer=JaroWinkler.normalized_similarity)
    one, other = faces.length[left], faces.length[right]
    shorter = np.minimum(one, other)
    begins = np.zeros(len(left))
    some = np.flatnonzero(letters * (one + other) >= 2 * shorter - 1e-3)
    begins[some] = one_begins_other(faces.table["compact"], left[some], right[some])
    return {
        "letters": letters,
        "letters_in_front": np.asarray(in_front, dtype=np.float64),
        "begins": begins,
        "equal": (letters == 1).astype(np.float64),
        "shorter": shorter.astype(np.float64),
        "reordered": (are_reordered(left_ids, right_ids) & (one == other)).astype(np.float64),
        "acronym": (acronym_of(left_ids, right_ids, faces) | acronym_of(right_ids, left_ids, faces)).astype(np.float64),
    }


def are_reordered(left: npt.NDArray[np.int32], right: npt.NDArray[np.int32]) -> Flags:
    """Whether both have the same words, of those that are numbered, but not in the same order."""
    found = (left.sum(axis=0) == right.sum(axis=0)) & (left != right).any(axis=0)
    some = np.flatnonzero(found)
    found[some] = (np.sort(left[:, some], axis=0) == np.sort(right[:, some], axis=0)).all(axis=0)
    return found


def one_begins_other(texts: pl.Series, left: npt.NDArray[np.int32], right: npt.NDArray[np.int32]) -> Flags:
    """Whether one text of each pair begins the other."""
    pairs = pl.DataFrame({"a": texts.gather(left), "b": texts.gather(right)})
    a, b = pl.col("a"), pl.col("b")
    return pairs.select(a.str.starts_with(b) | b.str.starts_with(a)).to_series().to_numpy()


def acronym_of(short: npt.NDArray[np.int32], long: npt.NDArray[np.int32], faces: Faces) -> Flags:
    """True where the first word of `short` is the initials of the first three or more words of `long`, in order.

    A text that has some of those words as well, and lacks others, is no short form (ARC RESEARCH, ASH RESEARCH CENTRE).
    """
    letters = faces.words.letters
    word = short[0]
    initial = np.ascontiguousarray(letters.first[:, 0])
    found = (long[SHORTEST_INITIALS - 1] >= 0) & (letters.length[word] >= SHORTEST_INITIALS)
    some = np.flatnonzero(found)
    spelt = letters.first[word[some]]
    three = [initial[long[place, some]] == spelt[:, place] for place in range(SHORTEST_INITIALS)]
    found[some] = np.logical_and.reduce(three)
    for pair in np.flatnonzero(found).tolist():
        code, numbers = str(letters.text[int(word[pair])]), [number for number in long[:, pair].tolist() if number >= 0]
        initials = "".join(str(letters.text[number])[0] for number in numbers)
        spelt_out = set(numbers[: len(code)])
        has_too = spelt_out & set(short[1:, pair].tolist())
        found[pair] = initials.startswith(code) and has_too in (set(), spelt_out)
    return found
