"""Dates of six figures with nothing between (030524): read where one order of day, month and year fits them all."""

from dataclasses import dataclass
from datetime import date

import polars as pl

from procurement.spend.findings import Fix

SIX = r"^[0-9]{6}$"
SIX_OR_FIVE = r"^[0-9]{5,6}$"
"""A spreadsheet drops the first nought of 030524; a column of such numbers has some that keep their six figures."""

NEARLY_ALL = 0.9
"""Share of the different texts; a title or a repeated heading may stand in the same column."""

EARLIEST = date(2000, 1, 1)
FEWEST_DAYS = 5
"""So many different days must fit one order alone before it is believed without a period that the file states."""

ORDERS = {"day, month, year": "%d%m%y", "year, month, day": "%y%m%d", "month, day, year": "%m%d%y"}


@dataclass(frozen=True)
class SixFigures:
    """texts: the column with each such date as 2024-05-03, or as it was; fixes: what was read, none where nothing."""

    texts: pl.Series
    fixes: tuple[Fix, ...] = ()


def as_days(texts: pl.Series, today: date, period: tuple[date, date] | None) -> SixFigures:
    """`texts`, a column of dates, with dates of six figures written out where nearly all of its cells are such dates.

    No number of six figures is a spreadsheet's day number before the year 2173. One order must make a day of every
    one, neither before EARLIEST nor to come; of several orders, one whose days all lie in the stated period is it.
    Few different days are read only by such a period. An empty column gives itself.
    """
    distinct = texts.fill_null("").unique().to_frame("text").filter(pl.col("text").str.strip_chars() != "")
    plain = distinct.with_columns(bare=pl.col("text").str.strip_chars(" \t'").str.strip_suffix(".0"))
    figures = plain.filter(pl.col("bare").str.contains(SIX_OR_FIVE))
    if not figures["bare"].str.contains(SIX).any() or figures.height < NEARLY_ALL * plain.height:
        return SixFigures(texts)
    plain = figures
    read = {name: _days(plain["bare"], how) for name, how in ORDERS.items()}
    fitting = {name: days for name, days in read.items() if _all_may_be(days, EARLIEST, today)}
    if period is not None:
        fitting = {name: days for name, days in fitting.items() if _all_may_be(days, *period)} or fitting
    if len(fitting) != 1 or (period is None and plain.height < FEWEST_DAYS):
        return SixFigures(texts)
    order, days = next(iter(fitting.items()))
    written = texts.fill_null("").replace(plain["text"], days.cast(pl.String()))
    which = "of the stated period" if period else "that can be"
    sentence = (
        f'Dates of six figures are read as {order}: "{plain["text"][0]}" is {days[0].isoformat()}. '
        f"No other order makes days {which} of all of them."
    )
    return SixFigures(written, (Fix("DATE_SIX_FIGURES", sentence, texts.len()),))


def _days(bare: pl.Series, how: str) -> pl.Series:
    return bare.str.zfill(6).str.to_date(how, strict=False)


def _all_may_be(days: pl.Series, first: date, last: date) -> bool:
    return days.null_count() == 0 and bool(days.is_between(first, last).all())
