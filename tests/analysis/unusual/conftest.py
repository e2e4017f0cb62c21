"""Payments of one council from short literals, and what the rules find in them."""

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from procurement.analysis.unusual import limits, looking
from procurement.analysis.unusual.limits import Limits
from procurement.analysis.unusual.looking import Findings
from procurement.tables import CATEGORY_READING, PAYMENT, SUPPLIER_READING

Row = tuple[Any, ...]
Look = Callable[..., Findings]
SPELLINGS = {"Quillmarsh Scaffolding Limited": "Quillmarsh Scaffolding Ltd"}
"""A second spelling, and the supplier that it stands for."""


@pytest.fixture(scope="session")
def tables(project: Path) -> dict[str, pl.DataFrame]:
    names = ("unusual_payment_thresholds", "procurement_thresholds", "split_order_exemptions")
    folder = project / "data" / "reference"
    return {name: pl.read_csv(folder / f"{name}.csv", infer_schema=False).fill_null("") for name in names}


@pytest.fixture(scope="session")
def rules(tables: dict[str, pl.DataFrame]) -> Limits:
    return limits.build(tables)


@pytest.fixture(scope="session")
def look(rules: Limits) -> Look:
    """Findings in rows of (supplier, day, pounds, reference, {other columns of PAYMENT})."""

    def found(rows: Iterable[Row], kinds: dict[str, str] | None = None, own: Limits | None = None) -> Findings:
        paid = payments(rows)
        return looking.all_of(paid.lazy(), suppliers(paid, kinds or {}), categories(paid), own or rules)

    return found


def payments(rows: Iterable[Row]) -> pl.DataFrame:
    made: list[dict[str, Any]] = []
    for line, (supplier, day, pounds, *rest) in enumerate(rows, start=2):
        reference, more = rest[0] if rest else "", rest[1] if len(rest) > 1 else {}
        when = date.fromisoformat(day) if isinstance(day, str) else day
        blank = {name: "" for name, kind in PAYMENT.items() if kind == pl.String()}
        known = {"upload_id": "u1", "authority_code": "E1", "line": line, "paid_on": when, "supplier_name": supplier}
        money = {"amount_pence": round(pounds * 100), "transaction_number": reference, "is_redacted": False}
        made.append({**blank, **known, **money, "amount_basis": "net", **more})
    for row in made:
        row["supplier_text_key"] = number_of(row["supplier_name"])
        row["line_text_key"] = number_of(
            "|".join([row["supplier_name"], row["department"], row["purpose"], row["account"]])
        )
    return pl.DataFrame(made, schema=PAYMENT)


def number_of(text: str) -> int:
    return sum(ord(letter) * 31**at for at, letter in enumerate(text)) % (2**62)


def suppliers(paid: pl.DataFrame, kinds: dict[str, str]) -> pl.DataFrame:
    names = paid.select("supplier_text_key", "supplier_name").unique().sort("supplier_name")
    ids = [SPELLINGS.get(name, name) for name in names["supplier_name"]]
    made = names.with_columns(
        pl.Series("supplier_id", ids, dtype=pl.String),
        pl.Series("supplier_label", ids, dtype=pl.String),
        pl.Series("kind", [kinds.get(name, "company") for name in ids], dtype=pl.String),
        *(pl.lit("").alias(name) for name in ("company_number", "vat_number", "charity_number", "rule", "reason")),
        score=pl.lit(1.0),
    )
    return made.select(SUPPLIER_READING.names()).cast(SUPPLIER_READING)


def categories(paid: pl.DataFrame) -> pl.DataFrame:
    """The account is the heading; an account that begins with "Grant" cannot be influenced."""
    made = paid.unique("line_text_key").select(
        "line_text_key",
        level1="account",
        level2=pl.lit(""),
        proclass_code=pl.lit(""),
        confidence=pl.lit(1.0),
        rule=pl.lit(""),
        influenceable=~pl.col("account").str.starts_with("Grant"),
        influence_reason=pl.lit(""),
    )
    return made.select(CATEGORY_READING.names()).cast(CATEGORY_READING)


def other_bills(supplier: str, count: int, first: date = date(2024, 1, 3)) -> list[Row]:
    """Ordinary bills of a supplier, each of another amount, so that its habit is known."""
    days = [date.fromordinal(first.toordinal() + 11 * at) for at in range(count)]
    return [(supplier, day, 611.37 + 17.11 * at, f"Q{70001 + 13 * at}") for at, day in enumerate(days)]
