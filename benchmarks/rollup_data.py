"""Payments of 330 invented councils over seven years, and the readings of their texts, for benchmarks of roll-ups."""

from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from procurement.analysis import numbered, numbered_texts
from procurement.tables import AUTHORITY, CATEGORY_READING, DECIDED_SUPPLIER, PAYMENT

COUNCILS, YEARS, SUPPLIERS, LINES_EACH, HEADINGS = 330, 7, 400_000, 5, 37
FILE_ROWS = 1_000_000
KEY_STEP = 4_611_686_018_427_388_039 // 2_000_003
"""Keys of texts are spread over 63 bits, as hashes are."""

REGIONS = 9


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
    """`count` payments in files of a million, scanned. Suppliers' sizes follow a power law; each has a few lines."""
    draw, first = np.random.default_rng(2011), np.datetime64("2018-04-01")
    codes = councils()["authority_code"]
    for part, start in enumerate(range(0, count, FILE_ROWS)):
        size = min(FILE_ROWS, count - start)
        supplier = (draw.pareto(0.6, size) * 40).astype(np.int64) % SUPPLIERS
        line = supplier * LINES_EACH + (draw.random(size) ** 2 * LINES_EACH).astype(np.int64)
        payments = {
            "upload_id": [f"upload {part}"] * size,
            "authority_code": codes.gather(draw.integers(0, COUNCILS, size)),
            "line": np.arange(start, start + size),
            "paid_on": first + draw.integers(0, 365 * YEARS, size),
            "amount_pence": np.round(draw.lognormal(11, 1.6, size)).astype(np.int64),
            "amount_basis": ["net"] * size,
            "is_redacted": draw.random(size) < 0.04,
            "supplier_text_key": supplier * KEY_STEP,
            "line_text_key": line * KEY_STEP,
        }
        blank(PAYMENT, payments).write_parquet(folder / f"{part:04}.parquet")
    return pl.scan_parquet(folder / "*.parquet")


def councils() -> pl.DataFrame:
    """AUTHORITY: codes as long as real ones, each in one of nine regions."""
    numbers = pl.Series(np.arange(COUNCILS)).cast(pl.String)
    codes, regions = "X" + numbers.str.zfill(8), "Region " + pl.Series(np.arange(COUNCILS) % REGIONS).cast(pl.String)
    return blank(AUTHORITY, {"authority_code": codes, "name": "Council " + numbers, "region": regions})


def suppliers() -> pl.DataFrame:
    """DECIDED_SUPPLIER of every text: three texts a supplier."""
    keys = np.arange(SUPPLIERS)
    ids = "s" + pl.Series(keys // 3).cast(pl.String)
    columns = {"supplier_text_key": keys * KEY_STEP, "supplier_id": ids, "supplier_label": "Supplier " + ids}
    return blank(DECIDED_SUPPLIER, columns | {"kind": ["company"] * SUPPLIERS})


def lines() -> pl.DataFrame:
    """CATEGORY_READING of every line of text."""
    keys = np.arange(SUPPLIERS * LINES_EACH)
    headings = "Heading " + pl.Series(keys // 7 % HEADINGS).cast(pl.String)
    return blank(
        CATEGORY_READING, {"line_text_key": keys * KEY_STEP, "level1": headings, "influenceable": keys % 4 > 0}
    )


def memberships() -> pl.DataFrame:
    """MEMBERSHIP of the councils: local, region and national."""
    rows = councils().select("authority_code", "name", "region")
    named = {"local": pl.col("name"), "region": pl.col("region"), "national": pl.lit("England")}
    return pl.concat([rows.select(pl.lit(level).alias("level"), place.alias("place"), "authority_code")
                      for level, place in named.items()])  # fmt: skip


def numbered_of(sums: pl.DataFrame) -> numbered.Numbered:
    """The sums with their readings as a program holds them (services/figures/coded_sums.py)."""
    return numbered_texts.number(sums, numbered_texts.Readings(suppliers(), lines(), councils()))
