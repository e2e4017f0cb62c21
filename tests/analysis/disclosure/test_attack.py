"""What an attack by differencing finds: nothing of any one payee; and a great deal without complementary suppression.

`DISCLOSURE_ATTACKS=1000 pytest tests/analysis/disclosure` attacks more stores, others each time.
"""

import os
from datetime import date
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from procurement.analysis import frames
from procurement.analysis.disclosure import guarding
from procurement.analysis.disclosure.limits import Limits
from procurement.analysis.periods import with_periods
from procurement.tables import CODED_PAYMENT
from tests.analysis.disclosure import attack

STORES = int(os.environ.get("DISCLOSURE_ATTACKS", "5"))
LIMITS = Limits(least_payees=3, most_share=0.5, redacted_lines_a_month=1)
NEARLY = 0.25
"""A payee is found where the greatest amount that is possible is no more than this above the least."""
PLAIN = {name: "" if kind == pl.String() else None for name, kind in CODED_PAYMENT.items()}
DAYS = [date(2024, month, 15) for month in (4, 5, 8)] + [date(2025, 6, 15)]
WORDS = [("Waste", "Bins"), ("Waste", "Skips"), ("Care", "Homes"), ("", "")]

payees = st.one_of(
    st.tuples(st.just("person"), st.integers(1, 9)),
    st.tuples(st.just("redacted"), st.just(0)),
    st.tuples(st.just("company"), st.integers(1, 3)),
)
payments = st.tuples(
    payees,
    st.sampled_from(attack.CODES) | st.just(attack.BURY),
    st.sampled_from(DAYS),
    st.sampled_from(WORDS),
    st.integers(1_00, 9_000_00) | st.just(2_000_000_00),
)
stores = st.lists(payments, min_size=4, max_size=45)


def store(rows: list[Any]) -> pl.DataFrame:
    """CODED_PAYMENT of (payee, council, day, headings, pence)."""
    made = []
    for line, ((sort, number), code, day, (level1, level2), pence) in enumerate(rows):
        facts = {
            "upload_id": code, "line": line, "authority_code": code, "authority": attack.NAMES[code],
            "region": attack.REGIONS[code], "paid_on": day, "amount_pence": pence, "amount_basis": "net",
            "is_redacted": sort == "redacted", "supplier_id": "" if sort == "redacted" else f"{sort} {number}",
            "supplier": "" if sort == "redacted" else f"{sort} {number}", "level1": level1, "level2": level2,
            "supplier_kind": "redacted" if sort == "redacted" else "company", "proclass_code": level2[:3],
            "influenceable": sort == "company", "payee_is_private": sort == "person", "line_is_private": False,
        }  # fmt: skip
        made.append(PLAIN | facts)
    frame = pl.DataFrame(made, schema=CODED_PAYMENT).drop("financial_year", "quarter", "month")
    return frames.collect(with_periods(frames.lazy(frame.lazy()))).select(CODED_PAYMENT.names())


def found_by(payments: pl.DataFrame, known: str = "", complementary: bool = True) -> list[tuple[Any, ...]]:
    """The targets that an attacker finds; known: a council all of whose payments they know."""
    seen = attack.published(payments, LIMITS, complementary)
    protected = payments.filter(guarding.is_protected).sort("authority_code", "upload_id", "line")
    numbered = protected.with_row_index("row").with_columns(pl.col("row").cast(pl.Int64))
    own = (numbered["authority_code"] == known).to_numpy()
    true = attack.pence_of(payments)
    knows = np.where(own, true, np.nan)
    broken = []
    for name, target in attack.targets(numbered).items():
        if (target[own] != 0).any():
            continue
        least, most = attack.bounds(seen, target, knows)
        if most - least <= NEARLY * (target @ true):
            broken.append(name)
    return broken


@given(stores, st.sampled_from(["", *attack.CODES]))
@settings(max_examples=STORES, deadline=None, derandomize=STORES <= 8)
def test_no_payee_can_be_found_from_any_tables(rows: list[Any], known: str) -> None:
    assert found_by(store(rows), known) == []


@given(stores)
@settings(max_examples=STORES * 4, deadline=None)
def test_what_is_shown_adds_up_or_is_left_out_whole(rows: list[Any]) -> None:
    """Nothing is lost but where all councils together have too few payees."""
    payments = store(rows)
    shown, _ = attack.guard(payments, LIMITS)
    protected = payments.filter(guarding.is_protected)
    left_out = payments["amount_pence"].sum() - shown["amount_pence"].sum()
    assert left_out in (0, protected["amount_pence"].sum())


LONE = [
    *[(("person", number), attack.BURY, DAYS[0], WORDS[0], 1_000_00 + number) for number in range(1, 7)],
    (("person", 7), attack.BURY, DAYS[0], WORDS[2], 777_00),
    (("company", 1), attack.BURY, DAYS[0], WORDS[2], 5_000_00),
]
"""Six people paid for waste, and one for care, who is the only small cell of the council."""


def test_without_complementary_suppression_the_attack_succeeds() -> None:
    payments = store(LONE)
    assert ("person 7",) in found_by(payments, complementary=False)
    assert found_by(payments) == []


@pytest.mark.parametrize(
    ("pence", "is_shown"),
    [
        ([100, 100, 100], True),
        ([100, 100], False),
        ([100, 40, 50], False),
        ([100, 60, 40], True),
        ([100, 100, -100], False),
    ],
    ids=["three equal payees", "two payees", "one is more than half", "one is half", "the sum is one payee's"],
)
def test_a_sum_is_shown_of_enough_payees_none_of_whom_makes_up_most_of_it(pence: list[int], is_shown: bool) -> None:
    rows = [(("person", at), attack.BURY, DAYS[0], WORDS[0], amount) for at, amount in enumerate(pence)]
    shown, _ = attack.guard(store(rows), LIMITS)
    assert (shown.height > 0) is is_shown
    assert shown["amount_pence"].sum() == (sum(pence) if is_shown else 0)


def test_no_row_holds_what_one_payee_was_paid() -> None:
    shown, _ = attack.guard(store(LONE), LIMITS)
    rows = shown.filter(pl.col("atom") != "")
    assert rows.filter(pl.col("amount_pence") != 0).height == rows["atom"].n_unique()
    assert not {one[4] for one in LONE if one[0][0] == "person"} & set(rows["amount_pence"])
