"""Every roll-up against a slow, obvious version in plain Python, on payments that Hypothesis invents."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from procurement.analysis import common_suppliers, concentration, coverage, frames, levels, roll_up
from procurement.places import groupings
from procurement.tables import AUTHORITY, CODED_PAYMENT, LEVELS, ROLL_UP

Payment = dict[str, Any]
DAY = date(2024, 12, 31)
COUNCILS = [
    {"authority_code": "C1", "name": "Oakshire", "kind": "county", "region": "North", "county_area": "Oakshire"},
    {"authority_code": "D1", "name": "Ashby", "kind": "district", "region": "North", "county_area": "Oakshire"},
    {"authority_code": "U1", "name": "Elmouth", "kind": "unitary", "region": "South", "county_area": ""},
    {"authority_code": "U2", "name": "Limeton", "kind": "unitary", "region": "South", "county_area": ""},
    {"authority_code": "G1", "name": "Grand Union", "kind": "combined authority", "region": "South", "county_area": ""},
]
BLANK = {name: "" if kind == pl.String() else None for name, kind in AUTHORITY.items()}
AUTHORITIES = pl.DataFrame([BLANK | council for council in COUNCILS], schema=AUTHORITY)
GROUPED = pl.concat(
    [
        groupings.compose("Grand Union", ["U1", "U2"], level="combined-authority"),
        groupings.compose("Hub A", ["C1", "U1"]),
        groupings.compose("Hub B", ["U1", "U2"]),
    ]
)
MEMBERS = groupings.memberships(AUTHORITIES, DAY, GROUPED)
CODES = ["C1", "D1", "U1", "U2", "G1", "body:A trust"]
PLAIN = {name: "" if kind == pl.String() else None for name, kind in CODED_PAYMENT.items()}

one_payment = st.fixed_dictionaries(
    {
        "authority_code": st.sampled_from(CODES),
        "amount_pence": st.integers(-2_000_000, 5_000_000),
        "is_redacted": st.sampled_from([False, False, False, True]),
        "supplier_id": st.sampled_from(["", "s1", "s2", "s3", "s4"]),
        "supplier_kind": st.sampled_from(["company", "company", "public body"]),
        "level1": st.sampled_from(["", "Waste", "Energy"]),
        "influenceable": st.sampled_from([True, False, None]),
        "month": st.sampled_from(["", "2024-04", "2024-05"]),
    }
)
some_payments = st.lists(one_payment, max_size=40)


def frame(payments: list[Payment]) -> frames.Frame:
    """CODED_PAYMENT of them; a supplier is labelled with its id."""
    rows = [PLAIN | payment | {"supplier": payment["supplier_id"]} for payment in payments]
    return frames.lazy(pl.DataFrame(rows, schema=CODED_PAYMENT))


def groups(payments: Iterable[Payment], key: Callable[[Payment], Any]) -> dict[Any, list[Payment]]:
    found: dict[Any, list[Payment]] = defaultdict(list)
    for payment in payments:
        found[key(payment)].append(payment)
    return found


def net(payments: Iterable[Payment]) -> int:
    return sum(payment["amount_pence"] for payment in payments)


def suppliers_paid(payments: Iterable[Payment]) -> dict[str, int]:
    """Net pence to each supplier in a market that is known and not redacted."""
    market = [p for p in payments if p["supplier_id"] and not p["is_redacted"] and p["supplier_kind"] == "company"]
    return {supplier: net(theirs) for supplier, theirs in groups(market, lambda p: p["supplier_id"]).items()}


@given(some_payments)
@settings(max_examples=60, deadline=None)
def test_a_total_is_what_adding_up_by_hand_gives(payments: list[Payment]) -> None:
    by_hand = [
        (
            *key,
            net(theirs),
            len(theirs),
            len({p["supplier_id"] for p in theirs if p["supplier_id"] and not p["is_redacted"]}),
            len({p["authority_code"] for p in theirs}),
        )
        for key, theirs in groups(payments, lambda p: (p["authority_code"], p["level1"])).items()
    ]
    found = frames.collect(roll_up.roll_up(frame(payments), ["authority_code", "level1"]), ROLL_UP)
    assert found.rows() == sorted(by_hand)


@given(some_payments)
@settings(max_examples=40, deadline=None)
def test_places_add_up_to_the_nation_at_every_level(payments: list[Payment]) -> None:
    councils = [p for p in payments if p["authority_code"] in {"C1", "D1", "U1", "U2"}]
    for level in LEVELS:
        placed = levels.once(levels.at_level(frame(payments), MEMBERS, level))
        places = frames.collect(roll_up.roll_up(placed, ["place"]))
        assert places["spend_pence"].sum() == net(councils), level
        assert places["payments"].sum() == len(councils), level


@given(some_payments)
@settings(max_examples=40, deadline=None)
def test_a_place_holds_what_its_councils_spent(payments: list[Payment]) -> None:
    for level in LEVELS:
        placed = levels.at_level(frame(payments), MEMBERS, level)
        found = dict(frames.collect(roll_up.roll_up(placed, ["place"])).select("place", "spend_pence").rows())
        pairs = MEMBERS.filter(pl.col("level") == level).select("place", "authority_code").rows()
        by_hand: dict[str, int] = defaultdict(int)
        for place, code in pairs:
            theirs = [p for p in payments if p["authority_code"] == code]
            if theirs:
                by_hand[place] += net(theirs)
        assert found == dict(by_hand), level


@given(some_payments)
@settings(max_examples=40, deadline=None)
def test_councils_and_other_bodies_are_all_the_payments(payments: list[Payment]) -> None:
    others = frames.collect(levels.other_bodies(frame(payments), MEMBERS))
    councils = frames.collect(levels.at_level(frame(payments), MEMBERS, "national"))
    assert others.height + councils.height == len(payments)
    assert set(others["authority_code"]) <= {"G1", "body:A trust"}


@given(some_payments, st.integers(1, 3))
@settings(max_examples=60, deadline=None)
def test_leverage_is_spend_outside_each_councils_reach(payments: list[Payment], least: int) -> None:
    by_hand = {}
    market = [p for p in payments if p["supplier_kind"] == "company"]
    for supplier in suppliers_paid(market):
        theirs = [p for p in market if p["supplier_id"] == supplier and not p["is_redacted"]]
        each = [pence for pence in map(net, groups(theirs, lambda p: p["authority_code"]).values()) if pence >= 500_000]
        if len(each) >= least:
            whole = sum(each)
            by_hand[supplier] = (len(each), whole, round(whole * (1 - sum((pence / whole) ** 2 for pence in each))))
    found = frames.collect(common_suppliers.common_suppliers(frame(payments), least_councils=least))
    assert {row["supplier_id"]: (row["councils"], row["spend_pence"]) for row in found.to_dicts()} == {
        supplier: facts[:2] for supplier, facts in by_hand.items()
    }
    for row in found.to_dicts():
        assert row["leverage_pence"] == pytest.approx(by_hand[row["supplier_id"]][2], abs=1)


@given(some_payments)
@settings(max_examples=60, deadline=None)
def test_concentration_is_the_sum_of_squared_shares(payments: list[Payment]) -> None:
    paid = {supplier: pence for supplier, pence in suppliers_paid(payments).items() if pence > 0}
    found = frames.collect(concentration.measure(frame(payments), top=2)).to_dicts()
    if not paid:
        assert found == []
        return
    whole = sum(paid.values())
    assert found[0]["suppliers"] == len(paid)
    assert found[0]["spend_pence"] == whole
    assert found[0]["hhi"] == pytest.approx(10_000 * sum((pence / whole) ** 2 for pence in paid.values()))
    assert found[0]["top_share"] == pytest.approx(sum(sorted(paid.values())[-2:]) / whole)


@given(some_payments)
@settings(max_examples=60, deadline=None)
def test_the_tail_is_whoever_comes_after_the_first_four_fifths(payments: list[Payment]) -> None:
    paid = {supplier: pence for supplier, pence in suppliers_paid(payments).items() if pence > 0}
    whole, so_far, tail = sum(paid.values()), 0, []
    for supplier in sorted(paid, key=lambda s: (-paid[s], s)):
        if so_far >= (1 - 0.2) * whole:
            tail.append(paid[supplier])
        so_far += paid[supplier]
    found = frames.collect(concentration.tail(frame(payments))).rows()
    assert found == ([(len(paid), len(tail), whole, sum(tail))] if paid else [])


@given(some_payments)
@settings(max_examples=40, deadline=None)
def test_kinds_of_supplier_are_all_the_money(payments: list[Payment]) -> None:
    kinds = frames.collect(concentration.by_kind(frame(payments), ["level1"]))
    assert kinds["spend_pence"].sum() == net(payments)
    assert kinds["payments"].sum() == len(payments)


@given(some_payments)
@settings(max_examples=60, deadline=None)
def test_coverage_says_how_much_is_coded_and_redacted(payments: list[Payment]) -> None:
    found = frames.collect(coverage.coverage(frame(payments), ["authority_code"])).to_dicts()
    assert [row["authority_code"] for row in found] == sorted({p["authority_code"] for p in payments})
    for row in found:
        theirs = [p for p in payments if p["authority_code"] == row["authority_code"]]
        assert row["spend_pence"] == net(theirs)
        assert row["months"] == len({p["month"] for p in theirs} - {""})
        assert row["coded_pence"] == net(p for p in theirs if p["level1"])
        assert row["redacted_pence"] == net(p for p in theirs if p["is_redacted"])
        assert row["influenceable_pence"] == net(p for p in theirs if p["influenceable"])
        expected = row["coded_pence"] / row["spend_pence"] if row["spend_pence"] > 0 else None
        assert row["coded_share"] == (None if expected is None else pytest.approx(expected))
