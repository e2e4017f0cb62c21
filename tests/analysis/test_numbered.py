"""Sums as numbers: written out they are what they were made of, and questions of them are those of the payments."""

import random
from collections import defaultdict

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from procurement.analysis import common_suppliers, frames, numbered, numbered_spend
from procurement.analysis.coded import INDIVIDUAL
from procurement.tables import CODED_PAYMENT

HEADINGS = [("Utilities", "Gas", "30.1", True), ("Utilities", "Water", "30.2", None), ("Works", "Roofs", "24.1", False),
            ("", "", "", None)]  # fmt: skip
SUPPLIERS = [
    ("s1", "Quillmarsh Ltd", "company", "", False, False),
    ("s1", "Quillmarsh Limited", "company", "", False, False),
    ("s2", "Harrowfen Energy", "company", "g", False, False),
    ("s3", "Tarnwick District Council", "public body", "", False, False),
    ("s4", "Private payee", INDIVIDUAL, "", False, True),
    ("s5", "Tobias Quillfeather Joinery", "company", "", False, True),
    ("", "", "redacted", "", True, False),
    ("", "", "unknown", "", False, False),
]
BODIES = [
    (f"E{number}", f"Council {number}", "North", "", "", basis) for number in range(3) for basis in ("net", "gross")
]


def sums(seed: int, rows: int = 300) -> pl.DataFrame:
    """Invented sums, many of them alike."""
    draw = random.Random(seed)
    made = [
        (*draw.choice(HEADINGS), *draw.choice(SUPPLIERS), *draw.choice(BODIES), draw.randint(-400_000, 900_000),
         draw.randint(1, 3))
        for _ in range(rows)
    ]  # fmt: skip
    schema = {name: CODED_PAYMENT.get(name, pl.Int64()) for name in numbered.COLUMNS}
    return pl.DataFrame(made, schema=schema, orient="row")


def summed(rows: pl.DataFrame) -> pl.DataFrame:
    keys = [name for name in numbered.COLUMNS if name not in numbered.SUMS]
    return rows.group_by(keys).agg(pl.col(*numbered.SUMS).sum()).sort(keys).select(numbered.COLUMNS)


@pytest.mark.parametrize("size", [1, 70, 1_000], ids=["row by row", "in parts", "at once"])
def test_written_out_they_are_the_sums_whatever_the_parts(size: int) -> None:
    rows = sums(1)
    made = numbered.number(rows.slice(first, size) for first in range(0, rows.height, size))
    assert_frame_equal(summed(made.written_out().collect()), summed(rows))
    assert made.rows.equals(numbered.number([rows]).rows)


@pytest.mark.parametrize(
    ("asked", "test"),
    [
        ({"level1": ["Utilities"]}, pl.col("level1") == "Utilities"),
        ({"level1": ["", "Works"]}, pl.col("level1").is_in(["", "Works"])),
        ({"level1": ["Nothing so called"]}, pl.lit(value=False)),
        ({"level2": ["Gas"], "bodies": ["E1"]}, (pl.col("level2") == "Gas") & (pl.col("authority_code") == "E1")),
        ({}, pl.lit(value=True)),
    ],
    ids=["a category", "two categories", "no such category", "a heading of a council", "everything"],
)  # fmt: skip
def test_rows_of_some_categories_and_bodies(asked: dict[str, list[str]], test: pl.Expr) -> None:
    rows = sums(2)
    made = numbered.number([rows])
    assert_frame_equal(summed(made.written_out(chosen=made.within(**asked)).collect()), summed(rows.filter(test)))


def test_only_what_is_asked_for_is_written_out() -> None:
    rows = sums(3)
    told = numbered.number([rows]).written_out(["level1", "amount_pence"]).collect()
    assert told.columns == ["level1", "amount_pence"]
    assert told["amount_pence"].sum() == rows["amount_pence"].sum()


@pytest.mark.parametrize("level1", ["", "Utilities"])
def test_suppliers_in_common_are_those_of_the_payments(level1: str) -> None:
    rows, bodies = sums(4), ["E0", "E1"]
    spent = numbered_spend.spend(numbered.number([rows]), level1, bodies)
    found = spent.written_out(frames.collect(common_suppliers.of_spend(frames.lazy(spent.rows))))
    meant = rows.filter(pl.col("authority_code").is_in(bodies), ~pl.col("payee_is_private"))
    chosen = meant.filter(pl.col("level1") == level1) if level1 else meant
    expected = frames.collect(common_suppliers.common_suppliers(frames.lazy(chosen)))
    assert expected.height == 2
    assert_frame_equal(found.sort("supplier_id"), expected, check_dtypes=False)


def test_no_protected_payee_is_in_the_spend_of_councils() -> None:
    rows = sums(5)
    told = numbered_spend.spend(numbered.number([rows]))
    by_hand: dict[tuple[str, str], int] = defaultdict(int)
    for row in rows.iter_rows(named=True):
        if row["supplier_id"] in ("s1", "s2"):
            by_hand[row["supplier_id"], row["authority_code"]] += row["amount_pence"]
    pairs = told.written_out(told.rows).select("supplier_id", "authority_code", "spend_pence").iter_rows()
    assert {(supplier, body): pence for supplier, body, pence in pairs} == by_hand


def test_nothing_gives_nothing() -> None:
    made = numbered.number([])
    assert made.written_out().collect().columns == list(numbered.COLUMNS)
    assert numbered_spend.spend(made, "Utilities").rows.is_empty()
