"""The files that a council publishes: one a month, a quarter or a year."""

import polars as pl


def label(publishes: str) -> pl.Expr:
    """What the file of `paid_on` is called, such as 2024-25-q1; the names sort by time.

    publishes: monthly, quarterly or annual; raises KeyError for another word.
    """
    day = pl.col("paid_on")
    first = day.dt.year() - (day.dt.month() < 4).cast(pl.Int32)
    year = pl.format("{}-{}", first, (first + 1) % 100)
    month = (day.dt.month().cast(pl.Int32) + 8) % 12
    endings = {
        "monthly": pl.format("-m{}", pl.format("{}", month + 1).str.zfill(2)),
        "quarterly": pl.format("-q{}", month // 3 + 1),
        "annual": pl.lit(""),
    }
    return pl.concat_str(year, endings[publishes]).alias("period")
