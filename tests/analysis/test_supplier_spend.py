"""Suppliers in common, concentration and the tail, on figures small enough to check by eye."""

import polars as pl
import pytest

from procurement.analysis import common_suppliers, concentration, frames
from procurement.tables import CODED_PAYMENT

BLANK = {name: "" if kind == pl.String() else None for name, kind in CODED_PAYMENT.items()} | {"is_redacted": False}


def paid(*rows: tuple[str, str, int], kind: str = "company") -> frames.Frame:
    """Payments of (council, supplier, pounds)."""
    table = [
        BLANK
        | {"authority_code": council, "supplier_id": name, "supplier": name, "amount_pence": pounds * 100}
        | {"supplier_kind": kind}
        for council, name, pounds in rows
    ]
    return frames.lazy(pl.DataFrame(table, schema=CODED_PAYMENT))


def test_equal_spend_in_two_councils_has_half_its_leverage() -> None:
    (row,) = frames.collect(common_suppliers.common_suppliers(paid(("E1", "a", 6_000), ("E2", "a", 6_000)))).to_dicts()
    assert (row["councils"], row["spend_pence"], row["leverage_pence"]) == (2, 1_200_000, 600_000)
    assert row["council_hhi"] == pytest.approx(0.5)


@pytest.mark.parametrize(
    "rows",
    [
        [("E1", "a", 6_000), ("E2", "a", 4_999)],
        [("E1", "a", 6_000), ("E1", "a", 6_000)],
        [("E1", "a", 6_000), ("E2", "a", 9_000), ("E2", "a", -4_500)],
    ],
    ids=["below £5,000", "one council", "after a credit note"],
)
def test_too_little_is_not_in_common(rows: list[tuple[str, str, int]]) -> None:
    assert frames.collect(common_suppliers.common_suppliers(paid(*rows))).is_empty()


def test_public_bodies_are_no_market_unless_asked_for() -> None:
    rows = paid(("E1", "a", 6_000), ("E2", "a", 6_000), kind="public body")
    assert frames.collect(common_suppliers.common_suppliers(rows)).is_empty()
    assert frames.collect(common_suppliers.common_suppliers(rows, leave_out=())).height == 1


def test_a_large_spend_is_squared_without_overflow() -> None:
    rows = paid(("E1", "a", 900_000_000), ("E2", "a", 100_000_000))
    (row,) = frames.collect(common_suppliers.common_suppliers(rows)).to_dicts()
    assert row["leverage_pence"] == 18_000_000_000


@pytest.mark.parametrize(
    ("pounds", "hhi", "top"),
    [((100,), 10_000, 1.0), ((50, 50), 5_000, 1.0), ((25, 25, 25, 25), 2_500, 0.5), ((60, 30, 10), 4_600, 0.9)],
)
def test_hhi_of_shares(pounds: tuple[int, ...], hhi: float, top: float) -> None:
    rows = paid(*(("E1", f"s{number}", amount) for number, amount in enumerate(pounds)))
    (row,) = frames.collect(concentration.measure(rows, top=2)).to_dicts()
    assert row["hhi"] == pytest.approx(hhi)
    assert row["top_share"] == pytest.approx(top)


def test_the_tail_and_the_small() -> None:
    rows = paid(("E1", "a", 800), ("E1", "b", 150), ("E1", "c", 50), ("E1", "d", -40))
    assert frames.collect(concentration.tail(rows)).rows() == [(3, 2, 100_000, 20_000)]
    assert frames.collect(concentration.below(rows, 10_000)).rows() == [(1, 5_000)]


def test_shares_by_kind_hold_every_pound() -> None:
    rows = paid(("E1", "a", 800), ("E1", "d", -40))
    assert frames.collect(concentration.by_kind(rows)).rows() == [("company", 76_000, 2)]
