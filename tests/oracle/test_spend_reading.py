"""A slow, obvious reading of plain published files, in plain Python, beside the software's own."""

import csv
import io
import re
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from procurement.spend import headings, judge, read, receive
from procurement.spend.judged import Judged
from procurement.spend.limits import Limits
from procurement.spend.money import amounts
from tests.spend.reading_texts import ALIASES, REDACTIONS, TODAY

PLAIN_FILES = [
    ("councils_odi_clean/manchester__2022-05.csv", "Net Amount", "Supplier Name", "Invoice Payment Date"),
    ("councils_odi_clean/darlington__2021-05.csv", "Invoice Line Value (net of VAT)", "Supplier", "Transaction Date"),
    ("councils_odi_clean/salford__2021-05.csv", "Net", "Vendor Name", "Date of Payment"),
    ("councils_odi_clean/london__2021-P05.csv", "Amount", "Vendor Name", "Clearing Date"),
    ("councils_raw/trafford__gpc-2026-27.csv", "Amount", "BeneficiaryName", "PaymentDate"),
]


def slow_pence(text: str) -> int | None:
    """Pence of a plain amount, worked out with Decimal; None for anything else."""
    bare = text.replace("£", "").replace(",", "").strip()
    sign = -1 if re.fullmatch(r"\(.*\)|-.*|.*-", bare) else 1
    try:
        return sign * int(Decimal(bare.strip("()-")) * 100)
    except ArithmeticError:
        return None


def read_real(path: Path) -> Judged:
    received = receive.check(path.name, path.read_bytes(), Limits())[0]
    named = headings.apply(read.as_text(received, Limits(), {}), ALIASES, REDACTIONS, {}, path.name)
    return judge.rows(named, TODAY, {}, REDACTIONS)


@pytest.mark.parametrize(("file", "amount", "supplier", "day"), PLAIN_FILES, ids=[row[0] for row in PLAIN_FILES])
def test_every_line_of_a_plain_file(shared_data: Path, file: str, amount: str, supplier: str, day: str) -> None:
    path = shared_data / "spend" / file
    found = read_real(path)
    slow = [
        (row[day][:10], row[supplier].strip(), slow_pence(row[amount]))
        for row in csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline=""))
    ]
    ours = found.payments.select(pl.col("paid_on").cast(pl.String()), "supplier_name", "amount_pence").rows()
    assert ours == slow


@given(
    pounds=st.integers(0, 9_999_999_999),
    cents=st.integers(0, 99),
    shape=st.sampled_from(["{}.{:02}", "£{}.{:02}", "-{}.{:02}", "({}.{:02})", "-£{}.{:02}", "{}.{:02}-"]),
    commas=st.booleans(),
)
@settings(max_examples=150, deadline=None)
def test_amounts_agree_with_decimal_arithmetic(pounds: int, cents: int, shape: str, commas: bool) -> None:
    text = shape.format(f"{pounds:,}" if commas else pounds, cents)
    expected = pounds * 100 + cents
    assert amounts.pence(pl.Series([text])).to_list() == [-expected if "-" in shape or "(" in shape else expected]
