"""Payments: each link's money of a year in invoices, on working days, with credit notes and true duplicates."""

from datetime import date, timedelta

import numpy as np
import polars as pl

from procurement.demonstration.roster import FIRST_YEARS, GROWTH

LINES = 295_000
"""Payments before equal lines are added; blank rows, totals and headings come on top."""

LEAST_POUNDS = 500.01
LEAST_AVERAGE_POUNDS = 900.0
SIZE_POWER = 0.5
"""How the number of invoices grows with the money of a link."""

CREDIT_SHARE, EQUAL_SHARE, SPLIT_SHARE, ROUND_SHARE = 0.012, 0.012, 0.06, 0.2
INSTALMENT_SHARE = 0.15
"""Of links, those that pay the same sum each time."""

UNEVENNESS = 1.4
"""Standard deviation of the logarithm of an invoice: many small ones, few large."""

MONTH_WEIGHTS = (0.9, 0.95, 1.0, 1.0, 0.9, 0.95, 1.0, 1.0, 0.9, 0.95, 1.0, 1.45)
"""April to March: year end is busy."""

WINTER_MONTHS = (7, 8, 9, 10, 11)
"""November to March, counted from April."""


def payments(
    links: pl.DataFrame, pounds: np.ndarray, categories: pl.DataFrame, rng: np.random.Generator
) -> pl.DataFrame:
    """A row a payment: council, category, supplier, paid_on, amount_pence, transaction (shared by split invoices).

    links: council, category, supplier, share; pounds: councils by categories, of the first year. Sorted by council,
    then by day, then as the seed decides; amounts are net, and negative for credit notes.
    """
    budget = _budgets(links, pounds)
    invoices = _invoices(budget, categories["line_weight"].to_numpy()[budget["category"].to_numpy()])
    owner = np.repeat(np.arange(budget.height), invoices)
    frame = pl.DataFrame(
        {
            **{name: budget[name].to_numpy()[owner] for name in ("council", "category", "supplier")},
            "paid_on": _days(budget, owner, categories["winter"].to_numpy(), rng),
            "amount_pence": _amounts(budget["pounds"].to_numpy(), owner, rng),
            "shuffle": rng.random(len(owner)),
        }
    )
    repeated = frame.filter(pl.Series(rng.random(frame.height) < EQUAL_SHARE))
    whole = pl.concat([frame, repeated]).sort("council", "paid_on", "shuffle", "amount_pence")
    return whole.drop("shuffle").with_columns(transaction=_transactions(whole, rng))


def _budgets(links: pl.DataFrame, pounds: np.ndarray) -> pl.DataFrame:
    first = pounds[links["council"].to_numpy(), links["category"].to_numpy()] * links["share"].to_numpy()
    years = [links.with_columns(year=pl.lit(year), pounds=first * GROWTH**at) for at, year in enumerate(FIRST_YEARS)]
    return pl.concat(years).filter(pl.col("pounds") > LEAST_AVERAGE_POUNDS)


def _invoices(budget: pl.DataFrame, weights: np.ndarray) -> np.ndarray:
    """How many invoices each link has in a year, about LINES in all and none of them too small."""
    pounds = budget["pounds"].to_numpy()
    wish = weights * pounds**SIZE_POWER
    most = pounds / LEAST_AVERAGE_POUNDS
    scale = LINES / wish.sum()
    for _ in range(4):
        scale *= LINES / np.clip(scale * wish, 1, most).sum()
    return np.maximum(1, np.rint(np.clip(scale * wish, 1, most))).astype(np.int64)


def _amounts(pounds: np.ndarray, owner: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Whole pence that add up to about the link's pounds."""
    steady = rng.random(len(pounds)) < INSTALMENT_SHARE
    sizes = np.where(steady[owner], 1.0, rng.lognormal(0, UNEVENNESS, len(owner)))
    each = pounds[owner] * sizes / np.bincount(owner, sizes, len(pounds))[owner]
    each = np.maximum(each, LEAST_POUNDS + rng.random(len(owner)) * 60)
    each = np.where((rng.random(len(owner)) < ROUND_SHARE) & ~steady[owner], np.rint(each / 10) * 10, each)
    credit = rng.random(len(owner)) < CREDIT_SHARE
    each = np.where(credit, -each * rng.uniform(0.1, 1.0, len(owner)), each)
    return np.rint(each * 100).astype(np.int64)


def _days(budget: pl.DataFrame, owner: np.ndarray, winter: np.ndarray, rng: np.random.Generator) -> pl.Series:
    """A working day of the link's financial year; heating is paid for in winter."""
    year, warmth = budget["year"].to_numpy()[owner], winter[budget["category"].to_numpy()[owner]]
    draw, days = rng.random(len(owner)), np.empty(len(owner), dtype="datetime64[D]")
    for first in FIRST_YEARS:
        calendar = np.array(_working_days(first), dtype="datetime64[D]")
        months = (calendar.astype("datetime64[M]").astype(int) + 9) % 12
        for level in np.unique(warmth):
            chosen = (year == first) & (warmth == level)
            weight = np.array(MONTH_WEIGHTS)[months] * (1 + level * np.isin(months, WINTER_MONTHS))
            places = np.searchsorted(np.cumsum(weight) / weight.sum(), draw[chosen])
            days[chosen] = calendar[np.minimum(places, len(calendar) - 1)]
    return pl.Series(days).cast(pl.Date)


def _working_days(first_year: int) -> list[date]:
    start, end = date(first_year, 4, 1), date(first_year + 1, 4, 1)
    every = (start + timedelta(days=n) for n in range((end - start).days))
    return [day for day in every if day.weekday() < 5]


def _transactions(whole: pl.DataFrame, rng: np.random.Generator) -> pl.Series:
    """Numbers that run on within a council; the lines of a split invoice share one."""
    fresh = pl.Series(rng.random(whole.height) >= SPLIT_SHARE) | (whole["council"] != whole["council"].shift(1))
    counted = whole.select(pl.col("council"), fresh.fill_null(True).cast(pl.Int64).alias("fresh"))
    return counted.select(700_000 + pl.col("fresh").cum_sum().over("council")).to_series()
