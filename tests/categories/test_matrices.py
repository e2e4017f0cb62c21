"""Sparse sums agree with sums done by hand."""

import numpy as np
import polars as pl

from procurement.categories.matrices import Occurrences, softmax

PAIRS = pl.DataFrame({"row": [0, 0, 2], "column": [0, 1, 1], "value": [1.0, 1.0, 1.0]})
WEIGHTS = np.array([[1.0, 5.0], [2.0, 3.0]])


def test_times_adds_the_weights_of_a_rows_phrases() -> None:
    assert Occurrences.of(PAIRS, 3, 2).times(WEIGHTS).tolist() == [[3.0, 8.0], [0.0, 0.0], [2.0, 3.0]]


def test_strongest_names_the_phrase_behind_the_largest_share() -> None:
    best, which = Occurrences.of(PAIRS, 3, 2).strongest(WEIGHTS, np.array([0, 0, 1]))
    assert best.tolist() == [2.0, 0.0, 3.0]
    assert which.tolist() == [1, -1, 1]


def test_softmax_rows_add_up_to_one_and_survive_large_scores() -> None:
    beliefs = softmax(np.array([[1000.0, 0.0], [0.0, 0.0]]))
    assert beliefs.sum(axis=1).tolist() == [1.0, 1.0]
    assert beliefs[1].tolist() == [0.5, 0.5]
