"""Periods told by a year and a number alone: months of a year from April or from January, or 13 times four weeks."""

import polars as pl

from procurement.spend.days.periods import FOUR_WEEK_PERIODS
from procurement.spend.findings import Choice, Question

YEAR_AND_PERIOD = r"^(20[0-9]{2})[-/ ]?P?(0?[1-9]|1[0-3])$"
FINANCIAL, CALENDAR, FOUR_WEEKS = "financial", "calendar", "four weeks"
LEAST_OF_THE_LAST = 0.02
"""Of 13 periods one holds about a thirteenth of the lines; the closing entries of a year of 12 months hold fewer."""


def question(texts: pl.Series, label: str) -> Question:
    """Which days 202102 stands for: a person says. texts: the cells of the column, which is headed `label`."""
    last = int((texts.str.extract(YEAR_AND_PERIOD, 2).cast(pl.Int32()) == FOUR_WEEK_PERIODS).sum())
    proposed = CALENDAR if "month" in label.casefold() else FINANCIAL
    if last and last >= LEAST_OF_THE_LAST * texts.len():
        proposed = FOUR_WEEKS
    effect = "quarters and years follow from it"
    return Question(
        "PERIOD_CALENDAR",
        f'Dates are told by "{label}" alone: is 202102 in it May 2021 or February 2021?',
        (
            Choice(FINANCIAL, "May 2021: period 2 of the year that begins in April", effect),
            Choice(CALENDAR, "February 2021", effect),
            Choice(FOUR_WEEKS, "29 April to 26 May 2021: the second of 13 times four weeks from 1 April", effect),
        ),
        proposed,
    )


def last_days(texts: pl.Series, chosen: str) -> pl.Series:
    """The last day of the period that each text tells, as `chosen` counts them; null where it tells none.

    What is numbered 13 in a year of months are its closing entries, and stands with the last of them.
    """
    groups = texts.str.extract_groups(YEAR_AND_PERIOD).struct
    year, number = groups.field("1").cast(pl.Int32()), groups.field("2").cast(pl.Int32())
    told = pl.DataFrame({"year": year, "number": number, "month": number.clip(upper_bound=12)})
    april = pl.date("year", 4, 1)
    by = {
        FINANCIAL: april.dt.offset_by(pl.format("{}mo", pl.col("month") - 1)).dt.month_end(),
        CALENDAR: pl.date("year", "month", 1).dt.month_end(),
        FOUR_WEEKS: pl.when(pl.col("number") == FOUR_WEEK_PERIODS)
        .then(pl.date(pl.col("year") + 1, 3, 31))
        .otherwise(april.dt.offset_by(pl.format("{}w", 4 * pl.col("number"))).dt.offset_by("-1d")),
    }
    return told.select(by[chosen]).to_series()
