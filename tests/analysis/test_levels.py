"""The same pounds at every level, with hubs that overlap."""

import polars as pl
import pytest

from procurement.analysis import frames, levels, roll_up
from procurement.tables import CODED_PAYMENT, MEMBERSHIP, PLACE_SHARE, ROLL_UP

BLANK = {name: "" if kind == pl.String() else None for name, kind in CODED_PAYMENT.items()} | {"is_redacted": False}
PENCE = {"E1": 100, "E2": 20, "E3": 3, "body:A trust": 9_000}
CODED = frames.lazy(
    pl.DataFrame(
        [BLANK | {"authority_code": code, "amount_pence": pence} for code, pence in PENCE.items()], schema=CODED_PAYMENT
    )
)
MEMBERS = pl.DataFrame(
    [
        ("hub", "Hub A", "E1"),
        ("hub", "Hub A", "E2"),
        ("hub", "Hub B", "E2"),
        ("hub", "No hub", "E3"),
        ("national", "England", "E1"),
        ("national", "England", "E2"),
        ("national", "England", "E3"),
    ],
    schema=MEMBERSHIP,
    orient="row",
)

SPLIT = pl.DataFrame(
    [
        ("hub", "Hub A", "E1", "E1-east", 0, 250_000),
        ("hub", "Hub B", "E1", "E1-east", 0, 250_000),
        ("hub", "Hub B", "E1", "E1-west", 250_000, 1_000_000),
        ("hub", "No hub", "E2", "E2", 0, 1_000_000),
        ("hub", "No hub", "E3", "E3-north", 0, 500_000),
        ("hub", "No hub", "E3", "E3-south", 500_000, 1_000_000),
        ("national", "England", "E1", "E1-east", 0, 250_000),
        ("national", "England", "E1", "E1-west", 250_000, 1_000_000),
        ("national", "England", "E2", "E2", 0, 1_000_000),
        ("national", "England", "E3", "E3-north", 0, 500_000),
        ("national", "England", "E3", "E3-south", 500_000, 1_000_000),
    ],
    schema=PLACE_SHARE,
    orient="row",
)
"""E1's east is in both hubs, its west in one; both parts of E3 are in none."""


def counted(placed: frames.Frame) -> dict[str, tuple[int, int, int]]:
    found = frames.collect(roll_up.roll_up(placed, ["place"])).select("place", "spend_pence", "payments", "councils")
    return {place: (pence, payments, councils) for place, pence, payments, councils in found.rows()}


def totals(placed: frames.Frame) -> dict[str, int]:
    return dict(frames.collect(roll_up.roll_up(placed, ["place"])).select("place", "spend_pence").rows())


def test_a_council_in_two_hubs_counts_whole_in_each() -> None:
    assert totals(levels.at_level(CODED, MEMBERS, "hub")) == {"Hub A": 120, "Hub B": 20, "No hub": 3}


def test_overlapping_hubs_never_double_the_nation() -> None:
    hubs = totals(levels.once(levels.at_level(CODED, MEMBERS, "hub")))
    assert sum(hubs.values()) == totals(levels.at_level(CODED, MEMBERS, "national"))["England"] == 123


def test_parts_of_a_split_council_count_where_they_are() -> None:
    found = counted(levels.at_level(CODED, SPLIT, "hub"))
    assert found == {"Hub A": (25, 1, 1), "Hub B": (100, 1, 1), "No hub": (23, 2, 2)}


def test_parts_in_overlapping_hubs_never_double_the_nation() -> None:
    found = counted(levels.once(levels.at_level(CODED, SPLIT, "hub")))
    assert found == {"Hub A": (25, 1, 1), "Hub B": (75, 0, 1), "No hub": (23, 2, 2)}
    assert counted(levels.at_level(CODED, SPLIT, "national")) == {"England": (123, 3, 3)}


def test_councils_are_all_that_levels_are_made_of() -> None:
    whole = frames.collect(roll_up.roll_up(levels.councils(CODED, SPLIT), []), ROLL_UP)
    assert whole.select("spend_pence", "payments", "councils").rows() == [(123, 3, 3)]


def test_other_bodies_stay_outside_and_can_be_seen() -> None:
    others = frames.collect(roll_up.roll_up(levels.other_bodies(CODED, MEMBERS), ["authority_code"]))
    assert others.select("authority_code", "spend_pence").rows() == [("body:A trust", 9_000)]


def test_an_unknown_level_is_refused() -> None:
    with pytest.raises(ValueError, match="“parish” is not a level"):
        levels.at_level(CODED, MEMBERS, "parish")


def test_one_total_of_everything_and_none_of_nothing() -> None:
    assert frames.collect(roll_up.roll_up(CODED, []), ROLL_UP).rows() == [(9_123, 4, 0, 4)]
    nothing = frames.lazy(pl.DataFrame(schema=CODED_PAYMENT))
    assert frames.collect(roll_up.roll_up(nothing, ["level1"]), ROLL_UP).is_empty()
    assert frames.collect(roll_up.roll_up(nothing, []), ROLL_UP).is_empty()


def test_a_column_that_is_not_there_is_named() -> None:
    with pytest.raises(Exception, match="parish"):
        frames.collect(roll_up.roll_up(CODED, ["parish"]))
