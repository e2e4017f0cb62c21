"""Spend on the map of any day, against a slow version in plain Python, on real councils and invented payments."""

from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from procurement.analysis import frames, levels, roll_up
from procurement.places import authorities, groupings, recut, successions
from procurement.tables import CODED_PAYMENT, LEVELS, MEMBERSHIP
from tests.oracle import slow_recut


def reference(name: str) -> pl.DataFrame:
    return pl.read_csv(slow_recut.REFERENCE / f"{name}.csv", infer_schema=False).fill_null("")


AUTHORITIES = authorities.parse(reference("authorities"))
GROUPINGS = groupings.parse(reference("groupings"))
FOLLOWED = successions.parse(reference("successions"))
CHANGED = sorted({code for row in slow_recut.STEPS for code in (row["predecessor"], row["successor"])})
UNCHANGED = ["E08000009", "E09000001", "E10000014", "E07000086", "E06000057", "E06000014"]
PLAIN = {name: "" if kind == pl.String() else None for name, kind in CODED_PAYMENT.items()} | {"is_redacted": False}

any_day = st.dates(date(2009, 4, 1), date(2029, 12, 31)) | st.sampled_from(
    [date(2019, 3, 31), date(2019, 4, 1), date(2023, 3, 31), date(2023, 4, 1), date(2027, 3, 31), date(2027, 4, 1)]
)
amounts = st.integers(-(10**12), 10**12) | st.integers(-300, 300)
payment_lists = st.lists(st.tuples(st.sampled_from(CHANGED) | st.sampled_from(UNCHANGED), amounts), max_size=25)


def frame(payments: list[tuple[str, int]]) -> frames.Frame:
    rows: list[dict[str, Any]] = [
        PLAIN | {"authority_code": code, "amount_pence": pence, "upload_id": "u", "line": line}
        for line, (code, pence) in enumerate(payments)
    ]
    return frames.lazy(pl.DataFrame(rows, schema=CODED_PAYMENT))


def on_map(on: date, hubs: pl.DataFrame | None = None) -> pl.DataFrame:
    return groupings.place_shares(AUTHORITIES, on, GROUPINGS if hubs is None else hubs, FOLLOWED)


def by_place(placed: frames.Frame) -> dict[str, tuple[int, int]]:
    rows = frames.collect(roll_up.roll_up(placed, ["place"])).select("place", "spend_pence", "payments").rows()
    return {place: (pence, payments) for place, pence, payments in rows}


@pytest.mark.parametrize(
    "on", [date(2010, 1, 1), date(2019, 6, 1), date(2022, 1, 1), date(2026, 11, 26), date(2028, 1, 1)]
)
def test_shares_are_what_stepping_from_council_to_council_gives(on: date) -> None:
    found: dict[str, list[tuple[str, int, int]]] = {}
    for code, part, begins, ends in recut.shares(AUTHORITIES, FOLLOWED, on).iter_rows():
        found.setdefault(code, []).append((part, begins, ends))
    assert found == {code: slow_recut.marks(code, on) for code in slow_recut.COUNCILS}


@given(payment_lists, any_day, st.sampled_from(LEVELS))
@settings(max_examples=25, deadline=None)
def test_a_total_on_any_map_is_what_sharing_each_payment_by_hand_gives(
    payments: list[tuple[str, int]], on: date, level: str
) -> None:
    assert by_place(levels.at_level(frame(payments), on_map(on), level)) == slow_recut.total(payments, level, on)


@given(payment_lists, any_day)
@settings(max_examples=20, deadline=None)
def test_places_add_up_to_the_nation_on_any_map(payments: list[tuple[str, int]], on: date) -> None:
    shares, nation = on_map(on), sum(pence for _, pence in payments)
    for level in LEVELS:
        found = by_place(levels.once(levels.at_level(frame(payments), shares, level)))
        assert sum(pence for pence, _ in found.values()) == nation, level
        assert sum(count for _, count in found.values()) == len(payments), level


@given(payment_lists, any_day)
@settings(max_examples=15, deadline=None)
def test_councils_add_up_to_their_county_region_and_combined_authority(
    payments: list[tuple[str, int]], on: date
) -> None:
    shares = on_map(on)
    parts = by_place(levels.at_level(frame(payments), shares, "local"))
    local = shares.filter(level="local").select("part_code", council="place").unique()
    for level in ("region", "county", "combined-authority", "national"):
        parents = shares.filter(level=level).select("part_code", "place").unique().join(local, on="part_code")
        summed: dict[str, int] = {}
        for place, council in parents.select("place", "council").iter_rows():
            if council in parts:
                summed[place] = summed.get(place, 0) + parts[council][0]
        found = by_place(levels.at_level(frame(payments), shares, level))
        assert summed == {place: pence for place, (pence, _) in found.items()}, level


@given(payment_lists, any_day, any_day)
@settings(max_examples=20, deadline=None)
def test_there_and_back_again_not_a_penny_is_lost(payments: list[tuple[str, int]], on: date, back: date) -> None:
    names = dict(AUTHORITIES.select("name", "authority_code").iter_rows())
    there = by_place(levels.at_level(frame(payments), on_map(on), "local"))
    moved = [(names[council], pence) for council, (pence, _) in there.items()]
    again = by_place(levels.at_level(frame(moved), on_map(back), "local"))
    assert sum(pence for pence, _ in again.values()) == sum(pence for _, pence in payments)


@given(payment_lists, any_day, st.lists(st.lists(st.sampled_from(CHANGED), min_size=1, max_size=6), max_size=3))
@settings(max_examples=20, deadline=None)
def test_hubs_that_overlap_never_double_the_nation_on_any_map(
    payments: list[tuple[str, int]], on: date, hubs: list[list[str]]
) -> None:
    composed = [groupings.compose(f"Hub {number}", codes) for number, codes in enumerate(hubs)]
    placed = levels.at_level(frame(payments), on_map(on, pl.concat([GROUPINGS, *composed])), "hub")
    once = by_place(levels.once(placed))
    assert sum(pence for pence, _ in once.values()) == sum(pence for _, pence in payments)
    assert sum(count for _, count in once.values()) == len(payments)


def test_where_nobody_is_split_the_plain_membership_gives_the_same() -> None:
    payments = [("E08000009", 1_250_00), ("E10000023", 99), ("E07000165", 7_777_77), ("E06000065", -3)]
    shares = on_map(date(2026, 11, 26))
    whole = recut.split_only(shares, [code for code, _ in payments])
    assert recut.split(whole).is_empty()
    for level in LEVELS:
        plain = whole.filter(level=level).select(MEMBERSHIP.names())
        expected = by_place(levels.at_level(frame(payments), plain, level))
        assert by_place(levels.at_level(frame(payments), shares, level)) == expected, level
