"""Members of hubs and combined authorities, when councils have followed others since they were named."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from procurement.places import authorities, groupings, successions

EAST, WEST = "PENDING-EAST-SURREY", "PENDING-WEST-SURREY"


@pytest.fixture(scope="module")
def every(project: Path) -> pl.DataFrame:
    return authorities.parse(pl.read_csv(project / "data/reference/authorities.csv", infer_schema=False))


@pytest.fixture(scope="module")
def followed(project: Path) -> pl.DataFrame:
    return successions.parse(pl.read_csv(project / "data/reference/successions.csv", infer_schema=False))


@pytest.mark.parametrize(
    ("members", "on", "councils"),
    [
        (["E07000207", "E08000009"], date(2026, 11, 26), {"E07000207", "E08000009"}),
        (["E07000207", "E08000009"], date(2027, 4, 1), {EAST, "E08000009"}),
        (["E10000030"], date(2027, 4, 1), {EAST, WEST}),
        (["E07000190"], date(2026, 1, 1), {"E06000066"}),
        (["E06000065"], date(2023, 3, 31), {f"E0700016{n}" for n in range(3, 10)} | {"E10000023"}),
        ([EAST], date(2026, 1, 1), {"E07000207", "E07000208", "E07000210", "E07000211", "E07000215"}),
        (["E06000058"], date(2018, 1, 1), {"E06000028", "E06000029", "E07000048"}),
        (["E07000246"], date(2018, 1, 1), {"E07000190", "E07000191"}),
        (["E07000246"], date(2024, 1, 1), {"E06000066"}),
    ],
    ids=[
        "as named",
        "a member that ended",
        "a member that was split",
        "a member that ended twice over",
        "a member not begun",
        "a member not begun, and its county not wholly in it",
        "a member not begun, of cities and a district",
        "a member of four years, before",
        "a member of four years, after",
    ],
)
def test_a_hub_holds_the_councils_of_the_day(
    every: pl.DataFrame, followed: pl.DataFrame, members: list[str], on: date, councils: set[str]
) -> None:
    shared = groupings.place_shares(every, on, groupings.compose("Hub", members), followed)
    assert set(shared.filter(level="hub", place="Hub")["part_code"]) == councils


def test_a_county_whose_every_part_is_a_member_was_wholly_in_it(every: pl.DataFrame, followed: pl.DataFrame) -> None:
    shared = groupings.place_shares(every, date(2026, 1, 1), groupings.compose("Hub", [EAST, WEST]), followed)
    assert "E10000030" in shared.filter(level="hub", place="Hub")["part_code"].to_list()


def test_a_county_that_was_split_is_in_a_hub_for_its_part(every: pl.DataFrame, followed: pl.DataFrame) -> None:
    shared = groupings.place_shares(every, date(2027, 4, 1), groupings.compose("Hub", [EAST]), followed)
    surrey = shared.filter(level="hub", authority_code="E10000030").select("place", "from_millionths", "to_millionths")
    assert surrey.rows() == [("Hub", 0, 451_402), ("No hub", 451_402, 1_000_000)]
