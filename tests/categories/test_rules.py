"""The reference tables of coding hold together."""

import polars as pl
import pytest

from procurement.categories.rules import CategoryRules, build


@pytest.mark.parametrize("table", ["category_words", "category_crosswalk", "proclass_older_codes"])
def test_every_code_named_is_in_proclass(category_tables: dict[str, pl.DataFrame], table: str) -> None:
    """A heading of another scheme may be known to say nothing of what is bought; its code is then blank."""
    says_nothing = [""] if table == "category_crosswalk" else []
    known = pl.Series([*category_tables["proclass"]["proclass_code"], *says_nothing]).implode()
    assert category_tables[table].filter(~pl.col("proclass_code").is_in(known)).is_empty()


def test_the_vocabulary_speaks_of_every_level1_heading(rules: CategoryRules) -> None:
    owners = dict(rules.headings.select("proclass_code", "level1_code").iter_rows())
    spoken = set(rules.phrases["proclass_code"].replace_strict(owners).to_list())
    assert spoken == set(rules.level1_codes)


def test_every_row_says_where_it_is_from_and_when(category_tables: dict[str, pl.DataFrame]) -> None:
    for name, table in category_tables.items():
        assert table.filter(
            (pl.col("source") == "") | ~pl.col("as_of").str.contains(r"^\d{4}-\d\d-\d\d$")
        ).is_empty(), name


def test_every_influence_pattern_can_be_read(category_tables: dict[str, pl.DataFrame]) -> None:
    table = category_tables["influence_rules"]
    for pattern in table["pattern"]:
        pl.Series(["x"]).str.contains(f"(?i){pattern}")
    assert set(table["influenceable"]) == {"true", "false"}


def test_a_missing_table_is_named(category_tables: dict[str, pl.DataFrame]) -> None:
    without = {name: table for name, table in category_tables.items() if name != "influence_rules"}
    with pytest.raises(KeyError, match="influence_rules"):
        build(without)
