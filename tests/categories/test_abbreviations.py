"""Words cut short are the words they stand for, unless the vocabulary knows them as something else."""

from collections.abc import Callable

import polars as pl
import pytest

from procurement.categories import abbreviations, coding
from procurement.categories.rules import CategoryRules

IGNORED = pl.Series("word", ["AND"])
PHRASES = pl.DataFrame(
    [
        ("GROUND MAINTENANCE", "any", "391300", 3.0),
        ("MAINTENANCE", "text", "391111", 1.0),
        ("RESIDENTIAL", "text", "321017", 2.0),
        ("REP MAINTENANCE", "text", "361400", 2.0),
        ("REPAIR MAINTENANCE", "text", "391111", 3.0),
    ],
    schema=["phrase", "scope", "proclass_code", "weight"],
    orient="row",
)
TABLE = pl.DataFrame(
    [("maint", "maintenance"), ("grnd", "ground"), ("res", "residential"), ("rep", "repair"), ("and", "ground")],
    schema=["written", "full"],
    orient="row",
)


def spelt(phrases: pl.DataFrame = PHRASES, table: pl.DataFrame = TABLE) -> set[tuple[str, str]]:
    found = abbreviations.spelt(phrases, table, IGNORED)
    return set(found.select("phrase", "proclass_code").iter_rows())


@pytest.mark.parametrize(
    ("phrase", "code"),
    [
        pytest.param("GROUND MAINTENANCE", "391300", id="as it was"),
        pytest.param("GRND MAINT", "391300", id="every word cut short"),
        pytest.param("GROUND MAINT", "391300", id="one word cut short"),
        pytest.param("MAINT", "391111", id="four letters are heard alone"),
        pytest.param("REPAIR MAINT", "391111", id="beside another word"),
    ],
)
def test_a_phrase_is_known_in_its_spellings(phrase: str, code: str) -> None:
    assert (phrase, code) in spelt()


def test_three_letters_alone_say_nothing() -> None:
    assert "RES" not in {phrase for phrase, _ in spelt()}


def test_a_spelling_that_is_a_phrase_itself_keeps_its_own_meaning() -> None:
    assert {code for phrase, code in spelt() if phrase == "REP MAINTENANCE"} == {"361400"}


def test_of_two_words_cut_to_the_same_the_heavier_vote_stands() -> None:
    both = pl.DataFrame(
        [("SPECIAL CARE", "any", "321000", 1.0), ("SPECIALIST CARE", "any", "321000", 3.0)],
        schema=PHRASES.columns,
        orient="row",
    )
    table = pl.DataFrame({"written": ["spec", "spec"], "full": ["special", "specialist"]})
    found = abbreviations.spelt(both, table, IGNORED).filter(pl.col("phrase") == "SPEC CARE")
    assert found["weight"].to_list() == [3.0]


def test_an_empty_table_changes_nothing() -> None:
    assert abbreviations.spelt(PHRASES, TABLE.clear(), IGNORED).equals(PHRASES)
    assert abbreviations.spelt(PHRASES.clear(), TABLE, IGNORED).is_empty()


@pytest.mark.parametrize(
    ("account", "level1"),
    [
        pytest.param("GRND MTCE", "Works - Construction, Repair & Maintenance", id="grounds"),
        pytest.param("TEMP STAFF", "Human Resources", id="agency"),
        pytest.param("PROT CLOTHG", "Clothing", id="workwear"),
        pytest.param("VEH LEASG - VEH HIRE", "Vehicle Management", id="vehicles"),
    ],
)
def test_the_projects_own_table(
    rules: CategoryRules, lines: Callable[..., pl.DataFrame], account: str, level1: str
) -> None:
    assert coding.code(lines({"account": account}), rules)["level1"].to_list() == [level1]


def test_every_abbreviation_is_shorter_or_as_long_and_said_once(category_tables: dict[str, pl.DataFrame]) -> None:
    table = category_tables["category_abbreviations"]
    assert not table.select("written", "full").is_duplicated().any()
    assert table.filter(pl.col("written").str.len_chars() > pl.col("full").str.len_chars()).is_empty()
