"""Which councils of a day stand for one that spent, and for how much of it."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from procurement.places import authorities, groupings, recut, successions
from procurement.tables import PLACE_SHARE, SHARE

EAST, WEST = "PENDING-EAST-SURREY", "PENDING-WEST-SURREY"
NORTH_YORKSHIRE = {f"E0700016{n}" for n in range(3, 10)} | {"E10000023"}


@pytest.fixture(scope="module")
def every(project: Path) -> pl.DataFrame:
    return authorities.parse(pl.read_csv(project / "data/reference/authorities.csv", infer_schema=False))


@pytest.fixture(scope="module")
def followed(project: Path) -> pl.DataFrame:
    return successions.parse(pl.read_csv(project / "data/reference/successions.csv", infer_schema=False))


@pytest.fixture(scope="module")
def known(project: Path) -> pl.DataFrame:
    return groupings.parse(pl.read_csv(project / "data/reference/groupings.csv", infer_schema=False))


def millionths(shared: pl.DataFrame, code: str) -> dict[str, int]:
    rows = shared.filter(authority_code=code).select("part_code", "from_millionths", "to_millionths").rows()
    return {part: ends - begins for part, begins, ends in rows}


@pytest.mark.parametrize(
    ("code", "on", "parts"),
    [
        ("E10000030", date(2027, 3, 31), {"E10000030": 1_000_000}),
        ("E10000030", date(2027, 4, 1), {EAST: 451_402, WEST: 548_598}),
        ("E07000207", date(2027, 4, 1), {EAST: 1_000_000}),
        ("E07000217", date(2030, 1, 1), {WEST: 1_000_000}),
        ("E07000165", date(2023, 3, 31), {"E07000165": 1_000_000}),
        ("E07000165", date(2023, 4, 1), {"E06000065": 1_000_000}),
        ("E10000023", date(2026, 1, 1), {"E06000065": 1_000_000}),
        ("E10000009", date(2019, 4, 1), {"E06000058": 115_649, "E06000059": 884_351}),
        ("E07000190", date(2021, 1, 1), {"E07000246": 1_000_000}),
        ("E07000190", date(2024, 1, 1), {"E06000066": 1_000_000}),
        ("E08000009", date(2010, 1, 1), {"E08000009": 1_000_000}),
        ("E06000047", date(2009, 1, 1), {"E06000047": 1_000_000}),
    ],
    ids=[
        "Surrey on its last day",
        "Surrey split",
        "a district of the east",
        "a district of the west",
        "Harrogate on its last day",
        "Harrogate merged",
        "a county that became one council",
        "Dorset, without Christchurch",
        "merged once",
        "merged twice",
        "never changed",
        "before anything is known",
    ],
)
def test_on_a_later_map_successors_stand_for_a_council(
    every: pl.DataFrame, followed: pl.DataFrame, code: str, on: date, parts: dict[str, int]
) -> None:
    assert millionths(recut.shares(every, followed, on), code) == parts


def test_on_an_earlier_map_predecessors_stand_for_a_council_by_people_and_tier(
    every: pl.DataFrame, followed: pl.DataFrame
) -> None:
    found = millionths(recut.shares(every, followed, date(2023, 3, 31)), "E06000065")
    assert set(found) == NORTH_YORKSHIRE
    assert found["E10000023"] == 850_000
    assert found["E07000165"] == pytest.approx(150_000 * 161_545 / 620_610, abs=1)
    assert sum(found.values()) == 1_000_000


def test_before_two_mergers_the_first_ones_stand_for_the_last(every: pl.DataFrame, followed: pl.DataFrame) -> None:
    found = millionths(recut.shares(every, followed, date(2018, 1, 1)), "E06000066")
    assert {"E07000190", "E07000191", "E10000027"} <= set(found)
    assert "E07000246" not in found
    assert found["E07000190"] == pytest.approx(150_000 * 155_421 / 563_851 * 110_187 / 144_862, abs=1)


@pytest.mark.parametrize(
    "on", [date(2009, 4, 1), date(2019, 4, 1), date(2020, 4, 1), date(2021, 4, 1), date(2023, 4, 1), date(2027, 4, 1)]
)
def test_parts_are_councils_of_the_day_that_follow_each_other_without_a_gap(
    every: pl.DataFrame, followed: pl.DataFrame, on: date
) -> None:
    shared = recut.shares(every, followed, on)
    assert shared.schema == SHARE
    there = set(authorities.principal_councils(every, on)["authority_code"])
    assert set(shared["part_code"]) == there
    for (_, *_rest), parts in shared.partition_by("authority_code", as_dict=True).items():
        begins, ends = parts["from_millionths"].to_list(), parts["to_millionths"].to_list()
        assert (begins, ends[-1]) == ([0, *ends[:-1]], 1_000_000)


def test_every_council_keeps_its_region_on_every_map(
    every: pl.DataFrame, followed: pl.DataFrame, known: pl.DataFrame
) -> None:
    own = dict(every.select("authority_code", "region").rows())
    for on in (date(2009, 4, 1), date(2020, 1, 1), date(2027, 4, 1)):
        regions = groupings.place_shares(every, on, known, followed).filter(level="region")
        assert {place == own[code] for code, place in regions.select("authority_code", "place").rows()} == {True}


def test_councils_of_a_county_area_share_its_region(every: pl.DataFrame) -> None:
    areas = every.filter(pl.col("county_area") != "").group_by("county_area").agg(pl.col("region").n_unique())
    assert areas.filter(pl.col("region") > 1).is_empty()


def test_a_council_without_spend_is_left_whole_in_its_greatest_part(
    every: pl.DataFrame, followed: pl.DataFrame, known: pl.DataFrame
) -> None:
    shared = groupings.place_shares(every, date(2027, 4, 1), known, followed)
    kept = recut.split_only(shared, ["E10000006"])
    assert kept.schema == PLACE_SHARE
    assert set(recut.split(kept)["authority_code"]) == {"E10000006"}
    local = kept.filter(level="local", authority_code="E10000030").select("place", "to_millionths").rows()
    assert local == [("West Surrey", 1_000_000)]
    assert set(kept["authority_code"]) == set(shared["authority_code"])


def test_nothing_in_nothing_out(every: pl.DataFrame, followed: pl.DataFrame) -> None:
    assert recut.shares(every.clear(), followed, date(2026, 1, 1)).is_empty()
    assert recut.split(recut.shares(every, followed.clear(), date(2026, 1, 1))).is_empty()
