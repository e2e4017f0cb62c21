"""Words that two texts have in common, and words of one alone."""

import numpy as np
import polars as pl
import pytest

from procurement.suppliers import words_apart

WEIGHTS = pl.DataFrame({"word": ["OAKFERN", "CARE", "HOMES"], "weight": [0.9, 0.2, 0.3]})
PAIRS = {
    "the most telling first": ("CARE HOMES OAKFERN", "OAKFERN CARE HOMES", "'oakfern homes care'", 3, None, None),
    "a word that stands twice": ("CARE CARE", "CARE HOMES", "'care'", 1, None, "'homes'"),
    "words of one alone in their order": ("OAKFERN B A", "OAKFERN", "'oakfern'", 1, "'b a'", None),
    "more than are quoted": ("A B C D E", "F", None, 0, "'a b c d…'", "'f'"),
}


@pytest.mark.parametrize("case", PAIRS.values(), ids=PAIRS.keys())
def test_words_of_a_pair(case: tuple[str, str, str | None, int, str | None, str | None]) -> None:
    spelt = words_apart.spell(pl.Series(case[:2]), WEIGHTS)
    assert words_apart.compare(np.array([0]), np.array([1]), spelt).row(0) == case[2:]


def test_no_pairs_give_no_rows() -> None:
    none = np.empty(0, dtype=np.int64)
    spelt = words_apart.spell(pl.Series([], dtype=pl.String), WEIGHTS)
    assert words_apart.compare(none, none, spelt).is_empty()
