"""Words run together are found, and weigh no more than their parts."""

import numpy as np
import polars as pl

from procurement.suppliers import joined_words
from procurement.suppliers.words import look_at


def test_a_word_is_two_neighbours_of_the_other_side() -> None:
    letters = look_at(pl.Series(["COUNCIL", "QUILLMERE", "TOWN", "TOWNCOUNCIL"]))
    one = np.array([[1, 3], [1, 3]], dtype=np.int32).T
    other = np.array([[1, 2, 0], [2, 1, 0]], dtype=np.int32).T
    left = np.ones(one.shape, dtype=np.bool_), np.ones(other.shape, dtype=np.bool_)
    found = joined_words.find(one, other, *left, letters)
    assert (found.pair.tolist(), found.whole.tolist(), found.first.tolist()) == ([0], [1], [1])
    weights = np.array([[1.0, 1.0], [1.0, 1.0]]), np.array([[0.9, 0.4, 0.2], [0.4, 0.9, 0.2]]).T
    joined_words.weigh_as_parts(found, *weights)
    assert weights[0].tolist() == [[1.0, 1.0], [0.4, 1.0]]


def test_words_that_met_already_are_not_parts() -> None:
    letters = look_at(pl.Series(["COUNCIL", "TOWN", "TOWNCOUNCIL"]))
    one, other = np.array([[2]], dtype=np.int32), np.array([[1], [0]], dtype=np.int32)
    met = np.array([[True], [False]])
    assert not len(joined_words.find(one, other, np.array([[True]]), met, letters).pair)
