"""What the product's roll-ups cost beside raw Polars and a bare scan, on payments that this file invents.

Run: python -m benchmarks.rollup [PAYMENTS], 2,000,000 unless told. Every question is asked three ways in one run, and
printed as processor seconds and as ratios: of the product to the same answer written straight in Polars on joined
columns, and of the product to reading the columns that it needs. Answers are compared before they are timed.
"""

import resource
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from procurement.analysis import coded, common_suppliers, concentration, frames, roll_up
from procurement.tables import AUTHORITY, CATEGORY_READING, DECIDED_SUPPLIER, PAYMENT

COUNCILS, YEARS, SUPPLIERS, LINES, HEADINGS = 330, 7, 400_000, 200_000, 37
REPEATS = 3
Answer = Callable[[], pl.DataFrame]


def blank(schema: pl.Schema, columns: dict[str, Any]) -> pl.DataFrame:
    """A table of that schema: the columns given, "" or null in the rest."""
    table = pl.DataFrame(columns)
    rest = [
        pl.lit("" if kind == pl.String() else None).cast(kind).alias(name)
        for name, kind in schema.items()
        if name not in columns
    ]
    return table.with_columns(rest).select(schema.names()).cast(schema)


def write_payments(folder: Path, count: int) -> pl.LazyFrame:
    """`count` invented payments in files of a million, scanned."""
    draw, first = np.random.default_rng(2011), np.datetime64("2018-04-01")
    for part, start in enumerate(range(0, count, 1_000_000)):
        size = min(1_000_000, count - start)
        supplier = (draw.pareto(1.1, size) * 40).astype(np.int64) % SUPPLIERS
        blank(
            PAYMENT,
            {
                "authority_code": pl.Series(draw.integers(0, COUNCILS, size)).cast(pl.String),
                "line": np.arange(start, start + size),
                "paid_on": first + draw.integers(0, 365 * YEARS, size),
                "amount_pence": np.round(draw.lognormal(11, 1.6, size)).astype(np.int64),
                "is_redacted": draw.random(size) < 0.04,
                "supplier_text_key": supplier,
                "line_text_key": draw.integers(0, LINES, size),
            },
        ).write_parquet(folder / f"{part:04}.parquet")
    return pl.scan_parquet(folder / "*.parquet")


def readings() -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """Readings of every text, and the councils."""
    keys, lines = np.arange(SUPPLIERS), np.arange(LINES)
    ids = pl.Series(keys // 3).cast(pl.String)
    suppliers = {"supplier_text_key": keys, "supplier_id": ids, "supplier_label": "Supplier " + ids}
    headings = "Heading " + pl.Series(lines % HEADINGS).cast(pl.String)
    codes = pl.Series(np.arange(COUNCILS)).cast(pl.String)
    return (
        blank(DECIDED_SUPPLIER, suppliers | {"kind": ["company"] * SUPPLIERS}),
        blank(CATEGORY_READING, {"line_text_key": lines, "level1": headings, "influenceable": lines % 4 > 0}),
        blank(AUTHORITY, {"authority_code": codes, "name": "Council " + codes}),
    )


def cost(ask: Answer) -> float:
    """The least processor seconds of a few tries."""
    spent: list[float] = []
    for _ in range(REPEATS):
        began = time.process_time()
        ask()
        spent.append(time.process_time() - began)
    return min(spent)


def named(table: pl.LazyFrame, suppliers: pl.DataFrame) -> pl.LazyFrame:
    """Payments with a known supplier, the short way."""
    ids = suppliers.lazy().select("supplier_text_key", "supplier_id")
    return table.filter(~pl.col("is_redacted")).join(ids, on="supplier_text_key", validate="m:1")


def raw_answers(table: pl.LazyFrame, suppliers: pl.DataFrame, lines: pl.DataFrame) -> dict[str, pl.LazyFrame]:
    """The same questions as a person would write them straight in Polars."""
    heads = lines.lazy().select("line_text_key", "level1")
    firm = pl.when(~pl.col("is_redacted")).then("supplier_id")
    both = table.join(heads, on="line_text_key", validate="m:1").join(
        suppliers.lazy().select("supplier_text_key", "supplier_id"), on="supplier_text_key", validate="m:1"
    )
    totals = [
        pl.col("amount_pence").sum().alias("spend_pence"),
        pl.len(),
        firm.drop_nulls().n_unique().alias("suppliers"),
    ]
    by_supplier = named(table, suppliers).group_by("supplier_id").agg(pence=pl.col("amount_pence").sum())
    each = named(table, suppliers).group_by("supplier_id", "authority_code").agg(pence=pl.col("amount_pence").sum())
    shared = each.filter(pl.col("pence") >= 500_000).group_by("supplier_id").agg(pl.col("pence").sum(), pl.len())
    share = pl.col("pence") / pl.col("pence").sum()
    return {
        "council by category": both.group_by("authority_code", "level1").agg(totals),
        "top suppliers": both.group_by("supplier_id").agg(totals),
        "HHI": by_supplier.filter(pl.col("pence") > 0).select(hhi=(share * share).sum() * 10_000),
        "suppliers in common": shared.filter(pl.col("len") >= 2),
    }


def product_answers(joined: frames.Frame) -> dict[str, frames.Frame]:
    """The same questions, asked of the product."""
    return {
        "council by category": roll_up.roll_up(joined, ["authority_code", "level1"]),
        "top suppliers": roll_up.roll_up(joined, ["supplier_id"]),
        "HHI": concentration.measure(joined),
        "suppliers in common": common_suppliers.common_suppliers(joined),
    }


SCANNED = {
    "council by category": ["authority_code", "line_text_key", "supplier_text_key", "amount_pence", "is_redacted"],
    "top suppliers": ["authority_code", "supplier_text_key", "amount_pence", "is_redacted"],
    "HHI": ["supplier_text_key", "amount_pence", "is_redacted"],
    "suppliers in common": ["authority_code", "supplier_text_key", "amount_pence", "is_redacted"],
}


def agree(question: str, product: pl.DataFrame, raw: pl.DataFrame) -> None:
    """Stop where the two answers differ: a fast wrong answer is no result."""
    money = "spend_pence" if "spend_pence" in raw.columns else "pence"
    if question == "HHI":
        same = abs(product["hhi"][0] - raw["hhi"][0]) < 1e-6
    elif question == "top suppliers":
        same = product["spend_pence"].sum() == raw[money].sum()
    else:
        same = product.height == raw.height and product["spend_pence"].sum() == raw[money].sum()
    if not same:
        raise SystemExit(f"{question}: the product and raw Polars disagree.")


def main(count: int) -> None:
    """Print the table."""
    suppliers, lines, councils = readings()
    with tempfile.TemporaryDirectory() as folder:
        table = write_payments(Path(folder), count)
        began = time.process_time()
        joined = coded.join(table, suppliers, lines, councils)
        print(f"{count:,} payments, {date.today()}; readings checked in {time.process_time() - began:.2f} s")
        print(f"{'question':<22}{'product s':>10}{'raw s':>8}{'scan s':>8}{'product/raw':>13}{'product/scan':>14}")
        raw = raw_answers(table, suppliers, lines)
        for question, frame in product_answers(joined).items():
            plain: pl.LazyFrame = frame.to_native()
            agree(question, plain.collect(), raw[question].collect())
            ours, theirs = cost(plain.collect), cost(raw[question].collect)
            scan = cost(table.select(SCANNED[question]).select(pl.all().max()).collect)
            print(f"{question:<22}{ours:>10.2f}{theirs:>8.2f}{scan:>8.2f}{ours / theirs:>13.2f}{ours / scan:>14.2f}")
    print(f"most memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_048_576:.2f} GB")


if __name__ == "__main__":
    main(int(sys.argv[1].replace(",", "")) if sys.argv[1:] else 2_000_000)
