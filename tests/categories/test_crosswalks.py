"""Headings and codes of other schemes are read as ProClass."""

import polars as pl
import pytest

from procurement.categories import crosswalks, words
from procurement.categories.lexicon import Spoken
from procurement.categories.rules import CategoryRules


def codes_met(text: str, rules: CategoryRules) -> list[str]:
    texts = pl.DataFrame({"text_id": [0], "text": [text]})
    met = crosswalks.met(texts, Spoken.of(words.split(texts, rules.ignored), 1), rules.crosswalk)
    return rules.crosswalk["proclass_code"].gather(met["place"]).to_list()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("Nurseries & Creches", "321116", id="Thomson"),
        pytest.param("GROCERY STORES, SUPERMARKETS", "111200", id="merchant category"),
        pytest.param("Cleaning and Domestic Supplies", "130000", id="SeRCOP"),
        pytest.param("45000000", "390000", id="CPV division"),
        pytest.param("79100000-5", "280000", id="CPV group with check digit"),
        pytest.param("79112000-2 Legal representation", "280000", id="CPV class, by the group above"),
    ],
)
def test_known(rules: CategoryRules, text: str, code: str) -> None:
    assert codes_met(text, rules) == [code]


@pytest.mark.parametrize("text", ["", "5811", "99999999", "nurseries and something else"])
def test_unknown_says_nothing(rules: CategoryRules, text: str) -> None:
    assert codes_met(text, rules) == []
