"""Days that are told by the clock of Greenwich and meant by that of London, an hour apart in summer."""

import polars as pl

LONDON = "Europe/London"
ALREADY_THOUSANDTHS = 10**12
"""Seconds since 1970 come to so many only in the year 33658; what is more counts thousandths."""


def of_seconds(column: str) -> pl.Expr:
    """The day in London of a moment counted in seconds, or thousandths, since 1970.

    A day that began at midnight in summer time is told as 23:00 of the day before.
    """
    number = pl.col(column)
    seconds = pl.when(number >= ALREADY_THOUSANDTHS).then(number // 1000).otherwise(number)
    return _in_london(pl.from_epoch(seconds, time_unit="s")).dt.date()


def with_midnights(parts: pl.DataFrame) -> pl.DataFrame:
    """`parts` with `is_london`, and `calendar_day` put on by one where that is true.

    parts: `calendar_day` as written, `has_zone`, and `hour` by the clock of Greenwich, 23 or 0, null for any other.
    Where every time of day with a zone is a midnight in London, those of its summer stand as 23:00 of the day before.
    """
    moment = _in_london(pl.col("calendar_day").cast(pl.Datetime()) + pl.duration(hours=pl.col("hour")))
    zoned = parts.filter("has_zone").select(is_midnight=(moment.dt.hour() == 0).fill_null(False), hour="hour")
    are_midnights = bool(zoned["is_midnight"].all()) and bool((zoned["hour"] == 23).any())
    is_london = pl.lit(are_midnights) & (pl.col("hour") == 23).fill_null(False)
    return parts.with_columns(is_london=is_london).with_columns(
        calendar_day=pl.when("is_london").then(moment.dt.date()).otherwise("calendar_day")
    )


def _in_london(greenwich: pl.Expr) -> pl.Expr:
    return greenwich.dt.replace_time_zone("UTC").dt.convert_time_zone(LONDON)
