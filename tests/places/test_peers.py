"""Which councils are like one, reckoned by hand on invented councils."""

import math
from typing import Any

import polars as pl
import pytest

from procurement.places import peers
from procurement.tables import AUTHORITY

COUNTS = {"population": 1.0, "another type": 2.0, "another region": 0.5}
BLANK = {name: "" if kind == pl.String() else None for name, kind in AUTHORITY.items()}


def council(code: str, population: int | None, kind: str = "unitary", region: str = "North") -> dict[str, Any]:
    known = {"authority_code": code, "name": f"Council {code}", "kind": kind, "region": region}
    return BLANK | known | {"population": population}


def nearest(*others: dict[str, Any], most: int = peers.MOST) -> list[tuple[str, float]]:
    table = pl.DataFrame([council("E0", 100_000), *others], schema=AUTHORITY)
    found = peers.nearest(table, "E0", COUNTS, most)
    return [(code, distance) for code, distance in found.select("authority_code", "distance").iter_rows()]


def test_a_council_is_near_by_size_by_type_and_by_region() -> None:
    double, half = council("E1", 200_000), council("E2", 50_000)
    other_type, elsewhere = council("E3", 100_000, kind="county"), council("E4", 100_000, region="South")
    found = nearest(double, half, other_type, elsewhere)
    assert [code for code, _ in found] == ["E4", "E1", "E2", "E3"]
    assert [distance for _, distance in found] == pytest.approx([0.5, math.log(2), math.log(2), 2.0])


def test_only_principal_councils_of_known_size_are_compared() -> None:
    assert nearest(council("E1", None), council("E2", 0), council("E3", 100_000, kind="combined authority")) == []
    table = pl.DataFrame([council("E0", None), council("E1", 5)], schema=AUTHORITY)
    assert peers.nearest(table, "E0", COUNTS).is_empty()
    assert peers.nearest(table, "E9", COUNTS).is_empty()


def test_no_more_are_told_than_were_asked_for_and_eight_at_most() -> None:
    others = [council(f"E{at}", 100_000 + at) for at in range(1, 12)]
    assert [code for code, _ in nearest(*others, most=2)] == ["E1", "E2"]
    assert len(nearest(*others)) == 8


def test_the_words_say_how_the_two_compare() -> None:
    rows = [council("E0", 100_000), council("E1", 125_000), council("E2", 90_000, kind="county", region="South")]
    found = peers.nearest(pl.DataFrame(rows, schema=AUTHORITY), "E0", COUNTS)
    assert found["why"].to_list() == [
        "the same type, 125,000 people (25% more), the same region",
        "another type (county), 90,000 people (10% fewer), another region (South)",
    ]


def test_every_weight_must_be_there() -> None:
    table = pl.DataFrame({"measure": ["population", "another type"], "weight": ["1", "2"]})
    with pytest.raises(KeyError, match="another region"):
        peers.weights(table)
