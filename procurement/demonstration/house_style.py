"""How a council prints days, money and redactions."""

import numpy as np
import polars as pl

from procurement.demonstration.reference import Style

GONE_WRONG = ("#REF!", "#N/A", "no day", "no supplier")
"""What spoils a row so that it must be held back: its amount, its day or its supplier."""

SPOILT_SHARE = 0.0012
IMPOSSIBLE_DAYS = {"%Y-%m-%d": "2025-02-30", "%Y-%m-%d %H:%M:%S": "2025-02-30 00:00:00", "%d.%m.%Y": "31.02.2025"}
VAT_PERCENT = 20


def dress(payments: pl.DataFrame, style: Style, council: str, rng: np.random.Generator) -> pl.DataFrame:
    """Adds to one council's payments the cells that its house style prints, as text.

    payments: paid_on, amount_pence, supplier_name, is_redacted, supplier, transaction. Adds paid_on_text, net, vat,
    gross, irrecoverable_vat, transaction_number, supplier_ref, body_name, and `spoilt` ("" for a good row).
    """
    words = style.redaction_words.split("|")
    hidden = pl.Series([words[n] for n in rng.integers(0, len(words), payments.height)], dtype=pl.String)
    spoilt = _spoilt(payments.height, rng)
    pence = pl.col("amount_pence")
    vat = (pence * VAT_PERCENT / 100).round().cast(pl.Int64)
    dressed = payments.with_columns(hidden=hidden, spoilt=spoilt).with_columns(
        supplier_name=pl.when("is_redacted").then("hidden").otherwise("supplier_name"),
        paid_on_text=pl.col("paid_on").cast(pl.Datetime("us")).dt.strftime(_day_format(style)),
        net=print_money(pence, style),
        vat=print_money(vat, style),
        gross=print_money(pence + vat, style),
        irrecoverable_vat=pl.lit("0.00"),
        transaction_number=pl.col("transaction").cast(pl.String),
        supplier_ref=pl.when("is_redacted").then(pl.lit("")).otherwise(pl.format("V{}", pl.col("supplier") + 200_000)),
        body_name=pl.lit(council),
        purpose=_purpose(style.line_break_every),
    )
    return _spoil(_hide_numbers(dressed), style)


def _purpose(line_break_every: int) -> pl.Expr:
    """The purpose, on two lines now and then where somebody pressed Enter in the cell."""
    if not line_break_every:
        return pl.col("purpose")
    broken = pl.int_range(pl.len()) % line_break_every == 0
    return pl.when(broken).then(pl.format("{}\nas agreed", "purpose")).otherwise("purpose")


def print_money(pence: pl.Expr, style: Style) -> pl.Expr:
    """Whole pence as the style prints them; a workbook's numbers are plain text here."""
    size = pence.abs()
    pounds, change = size // 100, pl.format("{}", size % 100).str.zfill(2)
    grouped = _with_commas(pounds) if style.money_format in ("commas", "pound") else pounds.cast(pl.String)
    sign = "£" if style.money_format == "pound" else ""
    figure = pl.concat_str(pl.lit(sign), grouped, pl.lit("."), change)
    negatives = {"brackets": pl.format("({})", figure), "trailing": pl.format("{}-", figure)}
    return pl.when(pence < 0).then(negatives.get(style.negative, pl.format("-{}", figure))).otherwise(figure)


def _with_commas(pounds: pl.Expr) -> pl.Expr:
    millions, thousands = pounds // 1_000_000, pounds // 1_000 % 1_000
    units = (pounds % 1_000).cast(pl.String)
    three = thousands.cast(pl.String).str.zfill(3)
    large = pl.concat_str(millions.cast(pl.String), pl.lit(","), three, pl.lit(","), units.str.zfill(3))
    medium = pl.concat_str(thousands.cast(pl.String), pl.lit(","), units.str.zfill(3))
    return pl.when(millions > 0).then(large).when(thousands > 0).then(medium).otherwise(units)


def _day_format(style: Style) -> str:
    return "%Y-%m-%d" if style.date_format == "date" else style.date_format


def _spoilt(height: int, rng: np.random.Generator) -> pl.Series:
    how = rng.integers(0, len(GONE_WRONG), height)
    wrong = rng.random(height) < SPOILT_SHARE
    return pl.Series([GONE_WRONG[n] if bad else "" for n, bad in zip(how, wrong, strict=True)], dtype=pl.String)


def _hide_numbers(frame: pl.DataFrame) -> pl.DataFrame:
    hidden = [
        pl.when("is_redacted").then(pl.lit("")).otherwise(name).alias(name)
        for name in ("company_number", "charity_number")
    ]
    return frame.with_columns(hidden)


def _spoil(frame: pl.DataFrame, style: Style) -> pl.DataFrame:
    no_day = IMPOSSIBLE_DAYS.get(_day_format(style), "31/02/2025")
    broken = pl.col("spoilt").str.starts_with("#")
    return frame.with_columns(
        pl.when(broken).then("spoilt").otherwise("net").alias("net"),
        pl.when(pl.col("spoilt") == "no day").then(pl.lit(no_day)).otherwise("paid_on_text").alias("paid_on_text"),
        pl.when(pl.col("spoilt") == "no supplier").then(pl.lit("")).otherwise("supplier_name").alias("supplier_name"),
    )
