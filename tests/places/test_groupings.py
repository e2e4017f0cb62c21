"""Which place a council counts in, at each level, on a day."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from procurement.places import authorities, groupings, successions
from procurement.tables import GROUPING, LEVELS, MEMBERSHIP

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def every(project: Path) -> pl.DataFrame:
    return authorities.parse(pl.read_csv(project / "data/reference/authorities.csv", infer_schema=False))


@pytest.fixture(scope="module")
def known(project: Path) -> pl.DataFrame:
    return groupings.parse(pl.read_csv(project / "data/reference/groupings.csv", infer_schema=False))


@pytest.fixture(scope="module")
def followed(project: Path) -> pl.DataFrame:
    return successions.parse(pl.read_csv(project / "data/reference/successions.csv", infer_schema=False))


def places_of(
    code: str, every: pl.DataFrame, known: pl.DataFrame, followed: pl.DataFrame, on: date
) -> dict[str, list[str]]:
    table = groupings.memberships(every, on, known, followed).filter(pl.col("authority_code") == code)
    return {level: table.filter(pl.col("level") == level)["place"].to_list() for level in LEVELS}


@pytest.mark.parametrize("on", [date(2010, 1, 1), date(2020, 1, 1), TODAY, date(2027, 4, 1)])
def test_every_council_is_in_exactly_one_place_of_each_level_but_hubs(
    every: pl.DataFrame, known: pl.DataFrame, followed: pl.DataFrame, on: date
) -> None:
    table = groupings.memberships(every, on, known, followed)
    councils = set(authorities.principal_councils(every)["authority_code"])
    assert table.schema == MEMBERSHIP
    for level in LEVELS:
        codes = table.filter(pl.col("level") == level)["authority_code"].to_list()
        assert set(codes) == councils, level
        assert level == "hub" or len(codes) == len(councils), level


def test_a_council_stands_in_all_its_places(every: pl.DataFrame, known: pl.DataFrame, followed: pl.DataFrame) -> None:
    assert places_of("E08000009", every, known, followed, TODAY) == {
        "local": ["Trafford"],
        "region": ["North West"],
        "county": ["No county council"],
        "combined-authority": ["Greater Manchester"],
        "hub": ["STAR Procurement"],
        "national": ["England"],
    }


@pytest.mark.parametrize(
    ("code", "on", "place"),
    [
        ("E06000057", date(2014, 1, 1), "No combined authority"),
        ("E06000057", date(2016, 1, 1), "North East (to 2024)"),
        ("E06000057", date(2020, 1, 1), "North of Tyne"),
        ("E08000037", date(2020, 1, 1), "North East (to 2024)"),
        ("E06000057", TODAY, "North East"),
        ("E07000165", date(2023, 12, 19), "No combined authority"),
        ("E07000165", date(2023, 12, 20), "York and North Yorkshire"),
        ("E10000006", date(2025, 1, 1), "No combined authority"),
        ("E10000006", TODAY, "Cumbria"),
        ("E10000009", TODAY, "No combined authority"),
    ],
    ids=[
        "before",
        "first",
        "moved",
        "stayed",
        "joined again",
        "heir, before",
        "heir, from its day",
        "split, before",
        "split, both heirs in it",
        "split",
    ],
)
def test_combined_authorities_have_days(
    every: pl.DataFrame, known: pl.DataFrame, followed: pl.DataFrame, code: str, on: date, place: str
) -> None:
    assert places_of(code, every, known, followed, on)["combined-authority"] == [place]


@pytest.mark.parametrize(
    ("code", "on", "place"),
    [
        ("E07000207", TODAY, "Surrey"),
        ("E10000030", TODAY, "Surrey"),
        ("E07000207", date(2027, 4, 1), "No county council"),
        ("E07000165", date(2020, 1, 1), "North Yorkshire"),
        ("E07000165", TODAY, "No county council"),
    ],
    ids=["district", "the county itself", "county ended", "in its day", "merged"],
)
def test_county_areas_last_as_long_as_their_county_council(
    every: pl.DataFrame, known: pl.DataFrame, followed: pl.DataFrame, code: str, on: date, place: str
) -> None:
    assert places_of(code, every, known, followed, on)["county"] == [place]


def test_hubs_that_overlap_are_named(every: pl.DataFrame) -> None:
    hubs = pl.concat([groupings.compose("A", ["E08000009", "E08000007"]), groupings.compose("B", ["E08000009"])])
    table = groupings.memberships(every, TODAY, hubs)
    assert groupings.in_several(table, "hub").rows() == [("E08000009", ["A", "B"])]
    assert groupings.in_several(table, "region").is_empty()


def test_a_hub_is_composed_of_each_council_once() -> None:
    hub = groupings.compose("A", ["E2", "E1", "E2"])
    assert hub.schema == GROUPING
    assert hub["authority_code"].to_list() == ["E1", "E2"]


def test_members_of_known_groupings_are_principal_councils(
    every: pl.DataFrame, known: pl.DataFrame, followed: pl.DataFrame
) -> None:
    assert set(known["authority_code"]) <= set(authorities.principal_councils(every)["authority_code"])


def test_no_council_is_in_two_combined_authorities_at_once(
    every: pl.DataFrame, known: pl.DataFrame, followed: pl.DataFrame
) -> None:
    for on in (date(2016, 1, 1), date(2018, 11, 2), date(2024, 5, 6), date(2024, 5, 7), TODAY):
        assert groupings.in_several(
            groupings.memberships(every, on, known, followed), "combined-authority"
        ).is_empty(), on


def test_without_councils_there_are_no_memberships(
    every: pl.DataFrame, known: pl.DataFrame, followed: pl.DataFrame
) -> None:
    assert groupings.memberships(every.clear(), TODAY, known).is_empty()
