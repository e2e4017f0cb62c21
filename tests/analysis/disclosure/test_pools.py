"""Where payments of several councils together count, on a map of four councils."""

import polars as pl

from procurement.analysis.disclosure import pools
from procurement.analysis.disclosure.guarding import MEMBERS, SEVERAL_COUNCILS
from procurement.tables import PLACE_SHARE

WHOLE = 1_000_000
MAP = pl.DataFrame(
    [
        ("region", "North", "E1", "E1", 0, WHOLE),
        ("region", "North", "E2", "E2a", 0, 400_000),
        ("region", "North", "E2", "E2b", 400_000, WHOLE),
        ("region", "South", "E3", "E3", 0, WHOLE),
        ("hub", "Hub A", "E1", "E1", 0, WHOLE),
        ("hub", "Hub A", "E2", "E2a", 0, 400_000),
        ("hub", "Hub B", "E2", "E2b", 400_000, WHOLE),
        ("hub", "Hub B", "E3", "E3", 0, WHOLE),
        ("national", "England", "E1", "E1", 0, WHOLE),
        ("national", "England", "E2", "E2", 0, WHOLE),
        ("national", "England", "E3", "E3", 0, WHOLE),
    ],
    schema=PLACE_SHARE,
    orient="row",
)


def places(*members: str) -> dict[str, str]:
    """Where the pool of some councils stands at each level."""
    pool = pl.DataFrame([("pool", code) for code in members], schema=MEMBERS, orient="row")
    made = pools.with_pools(MAP, pool)
    assert made.head(MAP.height).equals(MAP)
    added = made.slice(MAP.height)
    assert set(added.select("part_code", "from_millionths", "to_millionths").rows()) == {("pool", 0, WHOLE)}
    assert added.height == 3
    return dict(added.select("level", "place").rows())


def test_a_pool_is_where_all_of_its_councils_are_whole() -> None:
    assert places("E1", "E2") == {"region": "North", "hub": SEVERAL_COUNCILS, "national": "England"}


def test_a_pool_across_places_stands_by_itself() -> None:
    assert places("E1", "E3") == {"region": SEVERAL_COUNCILS, "hub": SEVERAL_COUNCILS, "national": "England"}


def test_a_pool_is_in_every_place_that_holds_it() -> None:
    twice = pl.concat([MAP, pl.DataFrame([("hub", "Hub C", "E1", "E1", 0, WHOLE)], schema=PLACE_SHARE, orient="row")])
    pool = pl.DataFrame([("pool", "E1")], schema=MEMBERS, orient="row")
    added = pools.with_pools(twice, pool).slice(twice.height)
    assert added.filter(level="hub")["place"].to_list() == ["Hub A", "Hub C"]


def test_without_pools_the_map_is_as_it_was() -> None:
    assert pools.with_pools(MAP, pl.DataFrame(schema=MEMBERS)).equals(MAP)
