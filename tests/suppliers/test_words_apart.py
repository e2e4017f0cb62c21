"""Words that two texts have in common, and words of one alone."""

import numpy as np
import polars as pl
import pytest

from procurement.suppliers import words_apart
from procurement.suppliers.reference import SupplierReference

WEIGHTS = pl.DataFrame({"word": ["OAKFERN", "CARE", "HOMES"], "weight": [0.9, 0.2, 0.3]})
PAIRS = {
    "in the order of the first": ("CARE HOMES OAKFERN", "OAKFERN CARE HOMES", "'care homes oakfern'", 3, None, None),
    "the most telling where there are many": (
        "A B C CARE HOMES OAKFERN D",
        "D OAKFERN HOMES CARE C B A",
        "'a care homes oakfern…'",
        7,
        None,
        None,
    ),
    "a word that stands twice": ("CARE CARE", "CARE HOMES", "'care'", 1, None, "'homes'"),
    "words of one alone in their order": ("OAKFERN B A", "OAKFERN", "'oakfern'", 1, "'b a'", None),
    "more than are quoted": ("A B C D E", "F", None, 0, "'a b c d…'", "'f'"),
}


@pytest.mark.parametrize("case", PAIRS.values(), ids=PAIRS.keys())
def test_words_of_a_pair(
    case: tuple[str, str, str | None, int, str | None, str | None], known_words: SupplierReference
) -> None:
    spelt = words_apart.spell(pl.Series(case[:2]), pl.Series(case[:2]), WEIGHTS, known_words)
    assert words_apart.compare(np.array([0]), np.array([1]), spelt).row(0) == case[2:]


AS_PRINTED = {
    "one for many": (("OAKFERN PROJECTS", "Oakfern Project"), ("OAKFERN", "Oakfern"), "'project'"),
    "many for one": (("OAKFERN DEVELOPMENT", "OAKFERN DEVELOPMENTS LTD"), ("OAKFERN", "Oakfern"), "'developments'"),
    "a short form of two words, once": (
        ("OAKFERN PUBLIC HEALTH ENGLAND", "Oakfern PHE"),
        ("OAKFERN", "Oakfern"),
        "'phe'",
    ),
    "a word that is in no name": (("OAKFERN BORDER", "Oakfern"), ("OAKFERN", "Oakfern"), "'border'"),
}


@pytest.mark.parametrize(("one", "other", "said"), AS_PRINTED.values(), ids=AS_PRINTED.keys())
def test_words_are_quoted_as_printed(
    one: tuple[str, str], other: tuple[str, str], said: str, known_words: SupplierReference
) -> None:
    texts, names = zip(one, other, strict=True)
    spelt = words_apart.spell(pl.Series(texts), pl.Series(names), WEIGHTS, known_words)
    assert words_apart.compare(np.array([0]), np.array([1]), spelt)["only_left"].to_list() == [said]


def test_no_pairs_give_no_rows(known_words: SupplierReference) -> None:
    none = np.empty(0, dtype=np.int64)
    nothing = pl.Series([], dtype=pl.String)
    spelt = words_apart.spell(nothing, nothing, WEIGHTS, known_words)
    assert words_apart.compare(none, none, spelt).is_empty()
