"""The same pounds at every level, with hubs that overlap."""

import polars as pl
import pytest

from procurement.analysis import frames, levels, roll_up
from procurement.tables import CODED_PAYMENT, MEMBERSHIP, ROLL_UP

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


def totals(placed: frames.Frame) -> dict[str, int]:
    return dict(frames.collect(roll_up.roll_up(placed, ["place"])).select("place", "spend_pence").rows())


def test_a_council_in_two_hubs_counts_whole_in_each() -> None:
    assert totals(levels.at_level(CODED, MEMBERS, "hub")) == {"Hub A": 120, "Hub B": 20, "No hub": 3}


def test_overlapping_hubs_never_double_the_nation() -> None:
    hubs = totals(levels.once(levels.at_level(CODED, MEMBERS, "hub")))
    assert sum(hubs.values()) == totals(levels.at_level(CODED, MEMBERS, "national"))["England"] == 123


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
