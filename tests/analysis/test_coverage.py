"""What stands behind a figure, on payments few enough to count by eye."""

from datetime import date

import polars as pl
import pytest

from procurement.analysis import coverage, frames, roll_up
from procurement.tables import CODED_PAYMENT

BLANK = {name: "" if kind == pl.String() else None for name, kind in CODED_PAYMENT.items()}
APRIL, MAY = date(2024, 4, 3), date(2024, 5, 9)
PAYMENTS = [
    {"pence": 600, "level1": "Waste", "influenceable": True, "supplier_id": "a", "paid_on": APRIL},
    {"pence": 100, "level1": "Waste", "influenceable": False, "paid_on": MAY},
    {"pence": 250, "is_redacted": True, "paid_on": APRIL},
    {"pence": 100, "payee_is_private": True, "supplier_id": "p"},
    {"pence": -50, "level1": "Energy", "supplier_id": "a", "paid_on": MAY},
]


def coded(*rows: dict[str, object], code: str = "E1") -> frames.Frame:
    usual = {"is_redacted": False, "payee_is_private": False, "authority_code": code}
    table = [
        BLANK | usual | row | {"amount_pence": row["pence"], "month": str(row.get("paid_on") or "")[:7]} for row in rows
    ]
    return frames.lazy(
        pl.DataFrame([{name: row[name] for name in CODED_PAYMENT} for row in table], schema=CODED_PAYMENT)
    )


def test_parts_of_the_spend_are_counted_net_of_credits() -> None:
    row = frames.collect(coverage.coverage(coded(*PAYMENTS))).row(0, named=True)
    assert (row["councils"], row["months"], row["first_day"], row["last_day"], row["payments"]) == (1, 2, APRIL, MAY, 5)
    pence = {
        "spend": 1_000,
        "coded": 650,
        "redacted": 250,
        "withheld": 100,
        "influenceable": 600,
        "supplier_known": 650,
    }
    assert {name: row[f"{name}_pence"] for name in pence} == pence
    shares = {"coded": 0.65, "redacted": 0.25, "withheld": 0.1, "influenceable": 0.6, "supplier_known": 0.65}
    assert {name: row[f"{name}_share"] for name in shares} == pytest.approx(shares)


@pytest.mark.parametrize("pence", [0, -5])
def test_of_nothing_or_less_there_are_no_shares(pence: int) -> None:
    row = frames.collect(coverage.coverage(coded({"pence": pence, "level1": "Waste"}))).row(0, named=True)
    assert (row["spend_pence"], row["coded_pence"], row["coded_share"], row["months"]) == (pence, pence, None, 0)


def test_what_is_held_back_is_counted_by_line_and_by_what_can_be_read_of_it() -> None:
    both = frames.lazy(pl.concat([frames.held(coded(*PAYMENTS)), frames.held(coded(*PAYMENTS, code="E2"))]))
    held = pl.DataFrame({"authority_code": ["E1", "E1", "E3"], "amount_pence": [70, None, 9]})
    by = ["authority_code"]
    found = frames.collect(coverage.add_held_back(coverage.coverage(both, by), held, by))
    assert found.select("authority_code", "spend_pence", "held_back_lines", "held_back_pence").rows() == [
        ("E1", 1_000, 2, 70),
        ("E2", 1_000, 0, 0),
    ]


def test_what_several_councils_stand_in_counts_as_no_council_and_a_longer_time_as_no_month() -> None:
    """Of two councils, one of them also in a pool; a pool's quarter tells no month."""
    known = pl.concat([frames.held(coded({"pence": 7, "paid_on": APRIL}, code=code)) for code in ("E1", "E2")])
    pool = frames.held(coded({"pence": 500}, code="several councils: a")).with_columns(
        month=pl.lit("2024-25 Q1 combined")
    )
    rows = pl.concat([known.with_columns(of_several=False), pool.with_columns(of_several=True)])
    row = frames.collect(coverage.coverage(frames.lazy(rows))).row(0, named=True)
    assert (row["councils"], row["months"], row["spend_pence"], row["payments"]) == (2, 1, 514, 3)
    total = frames.collect(roll_up.roll_up(frames.lazy(rows), [])).row(0, named=True)
    assert (total["councils"], total["spend_pence"]) == (2, 514)
    of_pool = frames.lazy(rows.filter("of_several"))
    assert frames.collect(roll_up.roll_up(of_pool, [])).row(0, named=True)["councils"] == 0
