"""Headings and codes of other schemes are read as ProClass."""

from collections.abc import Callable

import polars as pl
import pytest

from procurement.categories import coding, crosswalks, words
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


@pytest.mark.parametrize(
    ("category", "level1"),
    [
        pytest.param("Nurserys & Crechs", "Social Community Care Supplies & Services - Children", id="misspelt"),
        pytest.param("Promotional & Recruitm", "Facilities & Management Services", id="a ProClass heading cut short"),
        pytest.param("Xylobrant & Quossel", "", id="like nothing"),
    ],
)
def test_a_heading_cut_or_misspelt_is_known_still(
    rules: CategoryRules, lines: Callable[..., pl.DataFrame], category: str, level1: str
) -> None:
    assert coding.code(lines({"publisher_category": category}), rules)["level1"].to_list() == [level1]
