"""Codes resolve to this version, or to the heading above them."""

import polars as pl
import pytest

from procurement.categories import proclass
from procurement.categories.rules import CategoryRules


@pytest.mark.parametrize(
    ("code", "read_as"),
    [
        pytest.param("321014", "321014", id="a code of this version"),
        pytest.param(" 321014 ", "321014", id="padded"),
        pytest.param("321018", "321017", id="an older code that moved"),
        pytest.param("391910", "390000", id="an unknown code under a known heading"),
        pytest.param("321099", "321000", id="level 1 at four figures"),
        pytest.param("990000", "", id="no such heading"),
        pytest.param("32101", "", id="five figures"),
        pytest.param("", "", id="blank"),
    ],
)
def test_resolve(rules: CategoryRules, code: str, read_as: str) -> None:
    assert proclass.resolve(pl.Series([code]), rules.headings, rules.older_codes).to_list() == [read_as]


def test_every_heading_has_a_level1_code_that_is_a_heading(rules: CategoryRules) -> None:
    codes = rules.headings["proclass_code"].implode()
    assert rules.headings.filter(~pl.col("level1_code").is_in(codes)).is_empty()
    assert rules.headings["level1_code"].null_count() == 0
    assert rules.headings["proclass_code"].is_unique().all()


def test_a_code_that_moved_heading_is_owned_by_the_new_one(rules: CategoryRules) -> None:
    """151510 (public health) begins like Consultancy, and stands under Healthcare since version 17."""
    row = rules.headings.row(by_predicate=pl.col("proclass_code") == "151510", named=True)
    assert (row["level1"], row["level1_code"]) == ("Healthcare", "310000")
