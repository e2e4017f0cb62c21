"""Which councils are near each other."""

from pathlib import Path

import polars as pl
import pytest

from procurement.places import authorities, neighbours
from procurement.tables import MEMBERSHIP

MANCHESTER, SALFORD, LEEDS, DORSET_DISTRICT, DORSET = "E08000003", "E08000006", "E08000035", "E07000048", "E07000052"


@pytest.fixture(scope="module")
def councils(project: Path) -> pl.DataFrame:
    table = pl.read_csv(project / "data" / "reference" / "authorities.csv", infer_schema=False).fill_null("")
    return authorities.parse(table)


def pairs(councils: pl.DataFrame, km: float, *together: tuple[str, str, str]) -> dict[tuple[str, str], float | None]:
    members = pl.DataFrame(together, schema=MEMBERSHIP, orient="row")
    rows = neighbours.near(councils, members, km).iter_rows()
    return {(one, other): apart for one, other, apart in rows}


def test_near_is_within_the_distance_and_the_same_both_ways(councils: pl.DataFrame) -> None:
    found = pairs(councils, 20)
    apart = found[MANCHESTER, SALFORD]
    assert apart is not None
    assert 3 < apart < 12
    assert found[SALFORD, MANCHESTER] == apart
    assert (MANCHESTER, LEEDS) not in found
    assert (MANCHESTER, MANCHESTER) not in found
    assert (MANCHESTER, LEEDS) in pairs(councils, 70)


def test_councils_of_one_area_are_near_however_far_and_wherever_they_lie(councils: pl.DataFrame) -> None:
    area = [("county", "Dorset", DORSET_DISTRICT), ("county", "Dorset", DORSET), ("county", "Dorset", LEEDS)]
    found = pairs(councils, 1, *area)
    assert found[DORSET_DISTRICT, DORSET] is None
    assert found[LEEDS, DORSET_DISTRICT] is None


def test_to_be_in_no_area_is_nothing_in_common(councils: pl.DataFrame) -> None:
    rest = [("county", "No county council", MANCHESTER), ("county", "No county council", LEEDS)]
    assert (MANCHESTER, LEEDS) not in pairs(councils, 1, *rest)


def test_councils_are_numbered_from_north_to_south(councils: pl.DataFrame) -> None:
    placed = dict(neighbours.placed(councils).select("name", "position").iter_rows())
    assert placed["Northumberland"] < placed["Manchester"] < placed["Cornwall"] < placed["Wycombe"]
    assert sorted(placed.values()) == list(range(len(placed)))


def test_no_councils_have_no_neighbours(councils: pl.DataFrame) -> None:
    assert neighbours.near(councils.clear(), MEMBERSHIP.to_frame(), 60).is_empty()
