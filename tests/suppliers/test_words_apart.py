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
        "A B C E F CARE HOMES OAKFERN D",
        "D OAKFERN HOMES CARE F E C B A",
        "'a b c care homes oakfern…'",
        9,
        None,
        None,
    ),
    "a word that stands twice": ("CARE CARE", "CARE HOMES", "'care'", 1, None, "'homes'"),
    "words of one alone in their order": ("OAKFERN B A", "OAKFERN", "'oakfern'", 1, "'b a'", None),
    "more than are quoted": ("A B C D E F G", "H", None, 0, "'a b c d e f…'", "'h'"),
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


def test_a_shared_word_that_the_other_printed_otherwise_is_told_with_it(known_words: SupplierReference) -> None:
    texts, names = (
        pl.Series(["OAKFERN PROJECTS", "OAKFERN PROJECTS"]),
        pl.Series(["Oakfern Project", "OAKFERN PROJECTS"]),
    )
    spelt = words_apart.spell(texts, names, WEIGHTS, known_words)
    both = words_apart.compare(np.array([0, 1]), np.array([1, 0]), spelt)
    assert both["shared"].to_list() == ["'oakfern project (projects)'", "'oakfern projects (project)'"]


def test_a_word_that_the_other_name_has_where_it_takes_no_part_is_not_one_sides_alone(
    known_words: SupplierReference,
) -> None:
    texts, names = pl.Series(["OAKFERN", "OAKFERN CARE"]), pl.Series(["OAKFERN LTD T/A CARE", "OAKFERN CARE"])
    spelt = words_apart.spell(texts, names, WEIGHTS, known_words)
    assert words_apart.compare(np.array([0]), np.array([1]), spelt).row(0) == ("'oakfern'", 1, None, None)


def test_no_pairs_give_no_rows(known_words: SupplierReference) -> None:
    none = np.empty(0, dtype=np.int64)
    nothing = pl.Series([], dtype=pl.String)
    spelt = words_apart.spell(nothing, nothing, WEIGHTS, known_words)
    assert words_apart.compare(none, none, spelt).is_empty()
