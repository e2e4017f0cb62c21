"""Financial years, quarters and months of days near their edges."""

from datetime import date

import polars as pl
import pytest

from procurement.analysis import frames, periods


@pytest.mark.parametrize(
    ("day", "year", "quarter", "month"),
    [
        (date(2024, 3, 31), "2023-24", "2023-24 Q4", "2024-03"),
        (date(2024, 4, 1), "2024-25", "2024-25 Q1", "2024-04"),
        (date(2024, 6, 30), "2024-25", "2024-25 Q1", "2024-06"),
        (date(2024, 7, 1), "2024-25", "2024-25 Q2", "2024-07"),
        (date(2024, 12, 31), "2024-25", "2024-25 Q3", "2024-12"),
        (date(2025, 1, 1), "2024-25", "2024-25 Q4", "2025-01"),
        (date(1999, 12, 31), "1999-00", "1999-00 Q3", "1999-12"),
        (None, "", "", ""),
    ],
)
def test_a_day_falls_in_its_periods(day: date | None, year: str, quarter: str, month: str) -> None:
    table = pl.DataFrame({"paid_on": [day]}, schema={"paid_on": pl.Date})
    (row,) = frames.collect(periods.with_periods(frames.lazy(table))).to_dicts()
    assert (row["financial_year"], row["quarter"], row["month"]) == (year, quarter, month)
