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
    Where no order does, nearly every one will do, and what is left stays as it was. Few different days are read only
    by such a period. An empty column gives itself.
    """
    distinct = texts.fill_null("").unique().to_frame("text").filter(pl.col("text").str.strip_chars() != "")
    plain = distinct.with_columns(bare=pl.col("text").str.strip_chars(" \t'").str.strip_suffix(".0"))
    figures = plain.filter(pl.col("bare").str.contains(SIX_OR_FIVE))
    if not figures["bare"].str.contains(SIX).any() or figures.height < NEARLY_ALL * plain.height:
        return SixFigures(texts)
    plain = figures
    read = {name: _days(plain["bare"], how) for name, how in ORDERS.items()}
    fitting = _fitting(read, EARLIEST, today)
    if period is not None:
        fitting = _fitting(fitting, *period) or fitting
    if len(fitting) != 1 or (period is None and plain.height < FEWEST_DAYS):
        return SixFigures(texts)
    order, days = next(iter(fitting.items()))
    told = plain.select("text", day=days).drop_nulls("day").sort("day")
    written = texts.fill_null("").replace(told["text"], told["day"].cast(pl.String()))
    which = "of the stated period" if period else "that can be"
    how_many = "all" if told.height == plain.height else "nearly all"
    sentence = (
        f'Dates of six figures are read as {order}: "{told["text"][0]}" is {told["day"][0].isoformat()}. '
        f"No other order makes days {which} of {how_many} of them."
    )
    return SixFigures(written, (Fix("DATE_SIX_FIGURES", sentence, texts.len()),))


def _days(bare: pl.Series, how: str) -> pl.Series:
    return bare.str.zfill(6).str.to_date(how, strict=False)


def _fitting(read: dict[str, pl.Series], first: date, last: date) -> dict[str, pl.Series]:
    """The orders that make days from `first` to `last` of all, or, where none does, of nearly all."""
    unfit = {name: days.len() - days.is_between(first, last).sum() for name, days in read.items()}
    every = [name for name in read if unfit[name] == 0]
    nearly = [name for name, days in read.items() if unfit[name] <= (1 - NEARLY_ALL) * days.len()]
    return {name: read[name] for name in every or nearly}
