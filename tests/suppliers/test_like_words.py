"""Words that are alike, and how many slips of the pen lie between them."""

import numpy as np
import polars as pl
import pytest

from procurement.suppliers import like_words, words
from procurement.suppliers.reference import SupplierReference

NOT_BEHIND = np.array([False])
SLIPS = {
    "a letter more": ("TARNBECK", "TARNBECKE", 0),
    "two letters changed places": ("TARNBECK", "TARNEBCK", 0),
    "another first letter": ("TARNBECK", "DARNBECK", like_words.OTHER_START),
    "two other letters": ("CARMERHEAD", "CALMERHEED", like_words.MORE_SLIPS),
    "common words a letter apart": ("PARTS", "PARKS", like_words.MORE_SLIPS),
    "codes": ("MDS", "MS", like_words.SHORT_WORDS),
    "another first letter and one more": ("WOLERHOLME", "ROWERHOLME", like_words.OTHER_START),
    "a common word, and that misspelt": ("DISTIBUTORS", "DISTRIBUTION", 0),
    "two common words of which one goes on": ("BRIGHT", "BRIGHTER", like_words.MORE_SLIPS),
    "a common word cut short": ("MED", "MEDICINE", 0),
    "two common words": ("ASSURANCE", "INSURANCE", like_words.OTHER_START),
    "a word within the other": ("TARNBECK", "TARNBECKSIDE", 0),
}


@pytest.mark.parametrize(("one", "other", "apart"), SLIPS.values(), ids=SLIPS)
def test_slips_between_two_words(one: str, other: str, apart: int, known_words: SupplierReference) -> None:
    text = pl.Series([one, other])
    known = words.know(text, known_words, np.array([1, 1]))
    assert like_words.apart(np.array([0]), np.array([1]), NOT_BEHIND, known).tolist() == [apart]
    assert like_words.apart(np.array([1]), np.array([0]), NOT_BEHIND, known).tolist() == [apart]


def test_saints_are_told_apart_by_any_slip_but_an_s(known_words: SupplierReference) -> None:
    text = pl.Series(["MARKS", "MARY", "MARYS"])
    known = words.know(text, known_words, np.array([1, 1, 1]))
    left, right = np.array([0, 1]), np.array([2, 2])
    assert like_words.apart(left, right, np.array([True, True]), known).tolist() == [like_words.SAINTS, 0]


def test_words_are_alike_by_letters_or_as_a_cut_word(known_words: SupplierReference) -> None:
    text = pl.Series(["QUILLMARSH", "QUILLMARCH", "QUILL", "OAKFERN", "QUILLMARSH2"])
    known = words.know(text, known_words, np.ones(5, dtype=np.int64))
    found, likeness = like_words.find(np.zeros(4, dtype=np.int32), np.array([1, 2, 3, 4], dtype=np.int32), known)
    assert found.tolist() == [0, 1], "a word with a figure is never like another"
    assert likeness.tolist() == pytest.approx([0.9, like_words.CUT_WORD])


def test_directions_are_alike_only_where_they_begin_alike(known_words: SupplierReference) -> None:
    known = words.know(pl.Series(["EAST", "WEST", "SOUTH", "SOUTHERN"]), known_words, np.ones(4, dtype=np.int64))
    found, _ = like_words.find(np.array([0, 2], dtype=np.int32), np.array([1, 3], dtype=np.int32), known)
    assert found.tolist() == [1]
