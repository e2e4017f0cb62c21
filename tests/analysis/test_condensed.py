"""Payments summed by their texts: the same totals in fewer rows, whatever they are by."""

from datetime import date

import polars as pl
from polars.testing import assert_frame_equal

from procurement.analysis import condensed, coverage, frames, levels, periods, roll_up
from procurement.tables import CODED_PAYMENT, PLACE_SHARE, ROLL_UP

BLANK = {name: "" if kind == pl.String() else None for name, kind in CODED_PAYMENT.items()}
LINES = [
    ("E1", 7, date(2024, 4, 3), 100, False),
    ("E1", 7, date(2024, 4, 30), -30, False),
    ("E1", 7, date(2024, 5, 1), 5, False),
    ("E1", 7, None, 11, True),
    ("E2", 7, date(2024, 4, 3), 1_000, False),
    ("E2", 8, date(2024, 4, 3), 3, False),
]
PAYMENTS = pl.DataFrame(
    [(code, key, key, day, pence, hidden, "net") for code, key, day, pence, hidden in LINES],
    schema={
        "authority_code": pl.String,
        "supplier_text_key": pl.Int64,
        "line_text_key": pl.Int64,
        "paid_on": pl.Date,
        "amount_pence": pl.Int64,
        "is_redacted": pl.Boolean,
        "amount_basis": pl.String,
    },
    orient="row",
)


def test_alike_payments_are_one_row_that_counts_as_all_of_them() -> None:
    found = frames.collect(condensed.condense(PAYMENTS))
    shown = ["authority_code", "supplier_text_key", "is_redacted", "amount_pence", "counts_as_payment"]
    assert found.select(shown).rows() == [
        ("E1", 7, False, 75, 3),
        ("E1", 7, True, 11, 1),
        ("E2", 7, False, 1_000, 1),
        ("E2", 8, False, 3, 1),
    ]  # fmt: skip


def test_sums_with_credits_tell_turnover_from_spend() -> None:
    sums = condensed.condense(condensed.with_credits(PAYMENTS), also=(condensed.CREDIT,))
    signed = frames.collect(condensed.by_sign(sums))
    pence = signed["amount_pence"]
    assert pence.sum() == PAYMENTS["amount_pence"].sum()
    assert pence.abs().sum() == PAYMENTS["amount_pence"].abs().sum() > pence.sum()
    assert signed["counts_as_payment"].sum() == PAYMENTS.height


def test_condensing_what_was_condensed_counts_the_same_payments() -> None:
    once = condensed.condense(PAYMENTS)
    assert_frame_equal(
        frames.collect(condensed.condense(once, ["supplier_text_key"])),
        frames.collect(condensed.condense(PAYMENTS, ["supplier_text_key"])),
    )


def test_months_keep_their_first_and_last_day_and_undated_payments() -> None:
    found = frames.collect(condensed.condense(PAYMENTS, ["authority_code"], by_month=True))
    assert found.rows() == [
        ("E1", 5, 1, date(2024, 5, 1), date(2024, 5, 1)),
        ("E1", 11, 1, None, None),
        ("E1", 70, 2, date(2024, 4, 3), date(2024, 4, 30)),
        ("E2", 1_003, 2, date(2024, 4, 3), date(2024, 4, 3)),
    ]


def test_sums_of_one_sign_count_each_payment_once_and_add_up() -> None:
    """Two payments and a credit are a row of what was paid for all three, and one of the credit for none."""
    paid = pl.DataFrame(
        {"authority_code": ["E1", "E1", "E1", "E2"], "amount_pence": [500, 70, -20, 9]},
        schema={"authority_code": pl.String, "amount_pence": pl.Int64},
    )
    summed = condensed.condense(condensed.with_credits(paid), ["authority_code"], also=[condensed.CREDIT])
    found = frames.collect(condensed.by_sign(summed))
    assert found.select("authority_code", "amount_pence", "counts_as_payment").rows() == [
        ("E1", -20, 0),
        ("E1", 570, 3),
        ("E2", 9, 1),
    ]


def test_coverage_of_months_is_coverage_of_their_payments() -> None:
    told = {"level1": pl.lit("Waste"), "influenceable": pl.lit(None, pl.Boolean), "supplier_id": pl.lit("s")}
    whole = PAYMENTS.with_columns(**told, payee_is_private=pl.col("line_text_key") == 8)
    keys = ["authority_code", "level1", "influenceable", "supplier_id", "is_redacted", "payee_is_private"]
    months = periods.with_periods(condensed.condense(whole, keys, by_month=True))
    for by in ([], ["authority_code"]):
        assert_frame_equal(
            frames.collect(coverage.coverage(months, by)),
            frames.collect(coverage.coverage(periods.with_periods(frames.lazy(whole)), by)),
        )


def test_a_split_council_beside_summed_ones_counts_each_payment_once_in_a_place() -> None:
    rows = pl.DataFrame(
        [
            BLANK | {"authority_code": "E1", "amount_pence": 101, "is_redacted": False},
            BLANK | {"authority_code": "E2", "amount_pence": 900, "is_redacted": False},
        ],
        schema=CODED_PAYMENT,
    ).with_columns(counts_as_payment=pl.Series([1, 40]))
    shares = pl.DataFrame(
        [
            ("hub", "A", "E1", "E1a", 0, 500_000),
            ("hub", "A", "E1", "E1b", 500_000, 750_000),
            ("hub", "B", "E1", "E1c", 750_000, 1_000_000),
            ("hub", "A", "E2", "E2", 0, 1_000_000),
        ],
        schema=PLACE_SHARE,
        orient="row",
    )
    placed = levels.at_level(frames.lazy(rows), shares, "hub")
    found = frames.collect(roll_up.roll_up(placed, ["place"]), ROLL_UP).select("place", "spend_pence", "payments")
    assert found.rows() == [("A", 976, 41), ("B", 25, 1)]
    nation = frames.collect(roll_up.roll_up(levels.once(placed), [])).select("spend_pence", "payments")
    assert nation.rows() == [(1_001, 41)]
