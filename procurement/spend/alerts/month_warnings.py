"""Months beside months: one with far more or far less than is usual, and months of which nothing is stored."""

from collections.abc import Mapping
from datetime import date

import polars as pl

MOST_NAMED = 3
MISSING = "MONTHS_MISSING"
"""The rule of `missing`."""
month_of = pl.col("paid_on").dt.truncate("1mo").alias("month")


def jumps(payments: pl.DataFrame, earlier: pl.LazyFrame, limits: Mapping[str, float]) -> list[tuple[str, str]]:
    """A month of the file that, with what is stored of it, is far from the median of the months before it."""
    found: list[tuple[str, str]] = []
    months = _totals(earlier)
    together = pl.concat([months, _totals(payments.lazy())]).group_by("month").agg(pl.col("lines", "pence").sum())
    for month in _main_months(payments, limits):
        before = _usual(months.filter(pl.col("month") < month), limits)
        if before.height < limits["least_earlier_months"]:
            continue
        lines, pence = together.filter(pl.col("month") == month).select("lines", "pence").row(0)
        found += _jump(month, lines, _median(before, "lines"), limits["lines_jump"], "LINES_JUMP")
        found += _jump(month, pence, _median(before, "pence"), limits["pounds_jump"], "POUNDS_JUMP")
    return found


def missing(payments: pl.DataFrame, earlier: pl.LazyFrame, limits: Mapping[str, float]) -> list[tuple[str, str]]:
    """Months between what is stored and this file of which nothing is stored yet."""
    firsts = _main_months(payments, limits)[:1]
    stored = _usual(_totals(earlier), limits)["month"].to_list()
    before = [month for month in stored if firsts and month < firsts[0]]
    if not before:
        return []
    between = pl.date_range(max(before), firsts[0], "1mo", eager=True).to_list()[1:-1]
    if not between:
        return []
    named = ", ".join(f"{month:%B %Y}" for month in between[:MOST_NAMED])
    more = f" and {len(between) - MOST_NAMED:,} more" if len(between) > MOST_NAMED else ""
    sentence = f"Nothing is stored yet for {named}{more}. If payments were made then, upload them as well."
    return [(MISSING, sentence)]


def _main_months(payments: pl.DataFrame, limits: Mapping[str, float]) -> list[date]:
    counted = payments.group_by(month_of).len().sort("month")
    return counted.filter(pl.col("len") >= limits["main_month_share"] * payments.height)["month"].to_list()


def _totals(payments: pl.LazyFrame) -> pl.DataFrame:
    by_month = payments.group_by(month_of).agg(lines=pl.len(), pence=pl.col("amount_pence").sum())
    return by_month.collect(engine="streaming").sort("month")


def _usual(months: pl.DataFrame, limits: Mapping[str, float]) -> pl.DataFrame:
    """The months of which more than a few late rows are stored."""
    return months.filter(pl.col("lines") >= limits["main_month_share"] * pl.col("lines").max())


def _median(months: pl.DataFrame, column: str) -> int:
    return int(months.select(pl.col(column).median()).item())


def _jump(month: date, now: int, usual: int, times: float, rule: str) -> list[tuple[str, str]]:
    if usual <= 0 or (usual / times < now < usual * times):
        return []
    way = "more" if now > usual else "fewer" if rule == "LINES_JUMP" else "less"
    told = (f"{now:,} payments", f"{usual:,}") if rule == "LINES_JUMP" else (_pounds(now), _pounds(usual))
    return [
        (
            rule,
            f"{month:%B %Y} has {told[0]}, far {way} than this council's usual {told[1]} a month. Check that the "
            "file is whole, holds one month, and is in pounds.",
        )
    ]


def _pounds(pence: int) -> str:
    return f"{'-' if pence < 0 else ''}£{abs(pence) // 100:,}"
