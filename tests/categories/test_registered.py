"""What the register of companies says that a supplier does is evidence: the narrowest class, quieter than words."""

from collections.abc import Callable

import polars as pl
import pytest

from procurement.categories import coding
from procurement.categories.rules import CategoryRules

Lines = Callable[..., pl.DataFrame]


@pytest.mark.parametrize(
    ("sics", "said"),
    [
        pytest.param("45200", ["SIC 4520"], id="the class, not the division above it"),
        pytest.param("45400", ["SIC 45"], id="the division where no class is known"),
        pytest.param("64209", ["SIC 642"], id="a holding company, known to say nothing"),
        pytest.param("45200;45320", ["SIC 4520", "SIC 453"], id="several codes"),
        pytest.param("4520", [], id="a code of the older list"),
        pytest.param("", [], id="not known"),
    ],
)
def test_each_code_stands_for_its_narrowest_heading(rules: CategoryRules, sics: str, said: list[str]) -> None:
    found = rules.registered.occurrences(pl.Series([sics])).columns_in_use().tolist()
    told = [rules.registered.sentences[place] for place in found]
    assert sorted(one[one.index("(") + 1 : -1] for one in told) == sorted(said)


def test_with_another_column_it_is_more_confidence_and_the_reason_names_it(rules: CategoryRules, lines: Lines) -> None:
    alone, with_sic = {"purpose": "Repairs"}, {"purpose": "Repairs", "supplier_sics": "41201"}
    said = coding.code(lines(alone, with_sic, {"supplier_sics": "64209"}, {}), rules)["confidence"].to_list()
    assert said[1] > said[0]
    assert said[2] == said[3]
    assert rules.registered.sentences[0].startswith("trade of this supplier on the register of companies: “")


def test_words_of_the_line_win(rules: CategoryRules, lines: Lines) -> None:
    said = coding.code(lines({"purpose": "Taxis", "supplier_sics": "45200"}), rules)
    assert said["level1"].to_list() == ["Passenger Transport"]
