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


def test_from_five_thousand_pounds_on_spend_is_in_common() -> None:
    rows = frames.collect(common_suppliers.common_suppliers(paid(("E1", "a", 5_000), ("E2", "a", 5_000))))
    assert rows.select("supplier_id", "councils", "leverage_pence").rows() == [("a", 2, 500_000)]


def test_the_matrix_has_each_council_with_each_supplier_net_of_credits() -> None:
    rows = paid(("E1", "a", 60), ("E1", "a", -20), ("E2", "a", 5), ("E2", "b", 7))
    found = frames.collect(common_suppliers.by_council(rows)).select("authority_code", "supplier_id", "spend_pence")
    assert found.rows() == [("E1", "a", 4_000), ("E2", "a", 500), ("E2", "b", 700)]
    again = frames.collect(common_suppliers.by_council(rows, ["authority_code"]))
    assert again.select("authority_code", "supplier_id", "spend_pence").rows() == found.rows()


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


def test_five_suppliers_are_the_largest_and_the_tail_begins_at_four_fifths() -> None:
    """Of £1,000 £300, £250, £150, £100 and £100 make £900; before the first £100 of them stand £700, and then £800."""
    rows = paid(*(("E1", f"s{at}", pounds) for at, pounds in enumerate((300, 250, 150, 100, 100, 60, 40))))
    assert frames.collect(concentration.measure(rows))["top_share"].item() == pytest.approx(0.9)
    assert frames.collect(concentration.tail(rows)).rows() == [(7, 3, 100_000, 20_000)]
    assert frames.collect(concentration.tail(rows, share=0.3)).rows() == [(7, 4, 100_000, 30_000)]


def test_small_suppliers_are_below_a_sum_and_not_at_it() -> None:
    rows = paid(("E1", "a", 100), ("E1", "b", 99), ("E1", "c", 1), ("E1", "d", 0))
    assert frames.collect(concentration.below(rows, 10_000)).rows() == [(2, 10_000)]


def test_shares_by_kind_hold_every_pound() -> None:
    rows = paid(("E1", "a", 800), ("E1", "d", -40))
    assert frames.collect(concentration.by_kind(rows)).rows() == [("company", 76_000, 2)]
