"""Headings of other schemes beside ProClass, both ways."""

import polars as pl
import pytest

from procurement.categories import equivalents
from procurement.categories.equivalents import BROADER, NARROWER, SAME
from procurement.categories.rules import CategoryRules

TABLE = pl.DataFrame(
    [
        ("cpv", "65000000", "Public utilities", "370000"),
        ("cpv", "09310000", "Electricity", "371000"),
        ("cpv", "34928500", "Street-lighting equipment", "231400"),
        ("sic", "35", "Electricity, gas, steam and air conditioning supply", "370000"),
        ("sic", "642", "Activities of holding companies", ""),
    ],
    schema=["scheme", "scheme_code", "heading", "proclass_code"],
    orient="row",
)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        pytest.param("371000", [("09310000", SAME), ("65000000", BROADER), ("35", BROADER)], id="then broader"),
        pytest.param("370000", [("65000000", SAME), ("35", SAME), ("09310000", NARROWER)], id="then narrower"),
        pytest.param("290000", [], id="none"),
        pytest.param("123456", [], id="no code of ProClass"),
    ],
)
def test_of_proclass(rules: CategoryRules, code: str, expected: list[tuple[str, str]]) -> None:
    found = equivalents.of_proclass(code, TABLE, rules.headings)
    assert found.select("scheme_code", "relation").rows() == expected


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        pytest.param("09310000-5", [("371000", SAME)], id="a CPV code with its check digit"),
        pytest.param("65310000", [("370000", BROADER)], id="a CPV code under one that is known"),
        pytest.param("35140", [("370000", BROADER)], id="a class of SIC under its division"),
        pytest.param("64209", [("", BROADER)], id="one that says nothing"),
        pytest.param("lighting STREET", [("231400", SAME)], id="words in any order"),
        pytest.param("77777777", [], id="none"),
    ],
)
def test_of_another_scheme(asked: str, expected: list[tuple[str, str]]) -> None:
    assert equivalents.of_other(asked, TABLE).select("proclass_code", "relation").rows() == expected


def test_every_level_1_heading_is_reached_from_cpv_or_sic(rules: CategoryRules) -> None:
    owners = dict(rules.headings.select("proclass_code", "level1_code").iter_rows())
    official = rules.registered_trades.filter(pl.col("scheme").is_in(["cpv", "sic"]), pl.col("proclass_code") != "")
    reached = {owners[code] for code in official["proclass_code"]}
    assert set(rules.level1_codes) == reached
