"""Which council followed which: the table itself, and how it is read."""

from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest

from procurement.places import authorities, successions
from procurement.tables import SUCCESSION

ROW = {
    "predecessor": "A",
    "successor": "B",
    "first_day": "2023-04-01",
    "weight": "10",
    "tier_percent": "100",
    "rule": "population",
    "weight_from": "a census",
    "source": "an order",
    "as_of": "2026-11-26",
}


@pytest.fixture(scope="module")
def every(project: Path) -> pl.DataFrame:
    return authorities.parse(pl.read_csv(project / "data/reference/authorities.csv", infer_schema=False))


@pytest.fixture(scope="module")
def followed(project: Path) -> pl.DataFrame:
    return successions.parse(pl.read_csv(project / "data/reference/successions.csv", infer_schema=False))


def text(*changes: dict[str, str]) -> pl.DataFrame:
    return pl.DataFrame([ROW | change for change in changes], schema=dict.fromkeys(ROW, pl.String))


def test_each_row_ends_one_council_and_begins_another_on_its_day(every: pl.DataFrame, followed: pl.DataFrame) -> None:
    days = {code: (start, end) for code, start, end in every.select("authority_code", "start_date", "end_date").rows()}
    for row in followed.to_dicts():
        assert days[row["predecessor"]][1] == row["first_day"] - timedelta(days=1), row
        assert days[row["successor"]][0] == row["first_day"], row


def test_the_register_names_the_same_successors(every: pl.DataFrame, followed: pl.DataFrame) -> None:
    councils = authorities.principal_councils(every).filter(pl.col("replaced_by") != "")
    named = {code: sorted(heirs.split(";")) for code, heirs in councils.select("authority_code", "replaced_by").rows()}
    assert named == dict(followed.group_by("predecessor").agg(pl.col("successor").sort()).rows())


def test_a_council_that_began_after_the_first_map_came_from_somewhere(
    every: pl.DataFrame, followed: pl.DataFrame
) -> None:
    councils = authorities.principal_councils(every)
    begun = councils.filter(pl.col("start_date") > successions.FIRST_MAP)["authority_code"]
    assert set(begun) == set(followed["successor"])


def test_the_people_of_a_county_are_those_of_its_districts(every: pl.DataFrame, followed: pl.DataFrame) -> None:
    kinds = every.select("kind", "county_area", predecessor="authority_code")
    rows = followed.filter(pl.col("tier_percent") < 100).join(kinds, on="predecessor", validate="m:1")
    people = rows.group_by("county_area", "successor").agg(
        county=pl.col("weight").filter(kind="county").sum(), districts=pl.col("weight").filter(kind="district").sum()
    )
    assert people.height == 11
    assert people.filter(pl.col("county") != pl.col("districts")).is_empty()
    tiers = rows.group_by("county_area").agg(pl.col("tier_percent").unique().sum())
    assert set(tiers["tier_percent"]) == {100}


def test_every_row_says_its_rule_and_where_it_is_from(followed: pl.DataFrame) -> None:
    for name in ("rule", "weight_from", "source", "as_of"):
        assert (followed[name] != "").all(), name


def test_a_table_of_text_becomes_typed_and_sorted() -> None:
    found = successions.parse(text({"successor": "C"}, {}))
    assert found.schema == SUCCESSION
    assert found.select("successor", "first_day", "weight").rows() == [
        ("B", date(2023, 4, 1), 10),
        ("C", date(2023, 4, 1), 10),
    ]
    assert successions.parse(text()).is_empty()


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ([{}, {}], "more than one row"),
        ([{"weight": "0"}], "below 1"),
        ([{"tier_percent": "0"}], "from 1 to 100"),
        ([{"tier_percent": "101"}], "from 1 to 100"),
    ],
    ids=["twice", "no weight", "no tier", "more than all"],
)
def test_a_table_that_shares_nothing_out_is_refused(rows: list[dict[str, str]], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        successions.parse(text(*rows))


def test_a_day_that_is_none_is_refused() -> None:
    with pytest.raises(pl.exceptions.InvalidOperationError):
        successions.parse(text({"first_day": "1 April 2023"}))
