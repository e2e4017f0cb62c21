"""Financial years, quarters and months of a date, as they are written in English councils."""

from typing import Any

import narwhals.stable.v2 as nw

NAMES = ("financial_year", "quarter", "month")
FIRST_MONTH = 4
"""Councils' financial year begins on 1 April."""


def with_periods(frame: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """`frame` with financial_year (2024-25), quarter (2024-25 Q1) and month (2024-04) of `paid_on`.

    The month is of the calendar. A payment without a date has "" in all three. Empty in gives empty out.
    """
    year, month = nw.col("paid_on").dt.year(), nw.col("paid_on").dt.month()
    began = year.cast(nw.Int64) - (month < FIRST_MONTH).cast(nw.Int64)
    number = (((month.cast(nw.Int64) + 8) % 12) // 3 + 1).cast(nw.Int64)
    written = nw.concat_str(began.cast(nw.String), (began + 1).cast(nw.String).str.slice(2, 2), separator="-")
    return (
        frame.with_columns(financial_year=written, quarter_number=nw.concat_str(nw.lit("Q"), number.cast(nw.String)))
        .with_columns(
            quarter=nw.concat_str(nw.col("financial_year"), nw.col("quarter_number"), separator=" "),
            month=nw.col("paid_on").cast(nw.String).str.slice(0, 7),
        )
        .drop("quarter_number")
        .with_columns(nw.col("financial_year", "quarter", "month").fill_null(""))
    )
