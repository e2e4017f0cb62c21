"""What is said of the shorter of two names where one has a word more: whether it gives its legal form."""

import polars as pl
import pytest

from procurement.suppliers import short_names, verdicts
from procurement.suppliers.reference import SupplierReference
from procurement.suppliers.spelling_reasons import BY_ANOTHER

MORE = f"same word 'oakfern'; only one has 'care'; {verdicts.A_WORD_MORE}"


def told(pairs: pl.DataFrame, known_words: SupplierReference) -> pl.Series:
    return short_names.with_form_told(pairs, lambda names: short_names.sized(names, known_words))


@pytest.mark.parametrize(
    ("name_a", "name_b", "said"),
    [
        pytest.param("Oakfern Ltd", "Oakfern Care Ltd", short_names.WHOLE, id="both give it"),
        pytest.param("Oakfern Care", "OAKFERN LIMITED", short_names.WHOLE, id="the shorter alone gives it"),
        pytest.param("Oakfern", "Oakfern Care Ltd", short_names.SHORT, id="the longer alone gives it"),
        pytest.param("Oakfern Care", "Oakfern", short_names.SHORT, id="neither gives it"),
        pytest.param("Oakfern Company", "Oakfern Care Ltd", short_names.SHORT, id="company goes with any form"),
        pytest.param("Oakfern Cares", "Oakfern Car Ltd", short_names.WHOLE, id="as many words, and fewer letters"),
    ],
)
def test_the_shorter_name_is_told_of(name_a: str, name_b: str, said: str, known_words: SupplierReference) -> None:
    pairs = pl.DataFrame({"name_a": [name_a], "name_b": [name_b], "reason": [MORE]})
    assert told(pairs, known_words).to_list() == [f"{MORE}; {said}"]


@pytest.mark.parametrize(
    "reason",
    [
        pytest.param("same word 'oakfern'; the numbers differ", id="no word more"),
        pytest.param(f"{BY_ANOTHER} of one; {MORE}", id="a trading name has no form of its own"),
    ],
)
def test_other_reasons_stay_as_they_are(reason: str, known_words: SupplierReference) -> None:
    pairs = pl.DataFrame({"name_a": ["Oakfern", "Oakfern"], "name_b": ["Oakfern Care"] * 2, "reason": [reason, MORE]})
    assert told(pairs, known_words).to_list() == [reason, f"{MORE}; {short_names.SHORT}"]


def test_no_pairs_give_no_reasons(known_words: SupplierReference) -> None:
    none = pl.DataFrame(schema=dict.fromkeys(("name_a", "name_b", "reason"), pl.String))
    assert told(none, known_words).to_list() == []
