"""Which days a title or a file's name states."""

from datetime import date

import pytest

from procurement.spend.days import periods

STATED = [
    ("elmshire__2014-01.csv", (date(2014, 1, 1), date(2014, 1, 31))),
    ("Over+_500+spend+-+July+2022.csv", (date(2022, 7, 1), date(2022, 7, 31))),
    ("Feb-13", (date(2013, 2, 1), date(2013, 2, 28))),
    ("01.06.2011 to 30.06.2011", (date(2011, 6, 1), date(2011, 6, 30))),
    ("April-2020.csv", (date(2020, 4, 1), date(2020, 4, 30))),
    ("spend April to June 2019", (date(2019, 4, 1), date(2019, 6, 30))),
    ("Q1 2014-15", (date(2014, 4, 1), date(2014, 6, 30))),
    ("expenditure_2016-17_Q3.csv", (date(2016, 10, 1), date(2016, 12, 31))),
    ("Quarter 4 2023/24", (date(2024, 1, 1), date(2024, 3, 31))),
    ("072015_July_2015", (date(2015, 7, 1), date(2015, 7, 31))),
    ("January 2024/25", (date(2025, 1, 1), date(2025, 1, 31))),
    ("April 2024/25", (date(2024, 4, 1), date(2024, 4, 30))),
    ("P01 2025/26", (date(2025, 4, 1), date(2025, 4, 30))),
    ("FY24/25 Period 10", (date(2025, 1, 1), date(2025, 1, 31))),
    ("P13 2024/25", (date(2025, 3, 3), date(2025, 3, 31))),
    ("Report 23 June - 23 Aug", None),
    ("Report 23 June - 31 August 2023", (date(2023, 8, 1), date(2023, 8, 31))),
    ("May-23 June-23", (date(2023, 5, 1), date(2023, 6, 30))),
    ("payments_april_june_2024.csv", (date(2024, 4, 1), date(2024, 6, 30))),
    ("spend_jul_aug_sep_2024", (date(2024, 7, 1), date(2024, 9, 30))),
    ("q1-upload-2024-april-june", (date(2024, 4, 1), date(2024, 6, 30))),
    ("2024 Oct to Dec", (date(2024, 10, 1), date(2024, 12, 31))),
    ("December - February 2025", (date(2024, 12, 1), date(2025, 2, 28))),
    ("2024_dec_jan", (date(2024, 12, 1), date(2025, 1, 31))),
    ("Payments May 2024", (date(2024, 5, 1), date(2024, 5, 31))),
    ("01-2025/26", None),
    ("M01 2025-26", None),
    ("1706.csv", None),
    ("2021-P05", None),
    ("spend over £500", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "period"), STATED)
def test_stated(text: str, period: tuple[date, date] | None) -> None:
    assert periods.stated(text) == period


def test_the_title_nearest_the_headings_counts() -> None:
    assert periods.nearest(("export 2012-01", "Feb-13", "Spend")) == (date(2013, 2, 1), date(2013, 2, 28))
