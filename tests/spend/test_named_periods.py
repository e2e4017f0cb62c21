"""The period that a file's name states, alone or beside its folder's other files."""

from datetime import date

import pytest

from procurement.spend.days import named_periods

ALONE = {
    "leeds__2018-10.csv": (date(2018, 10, 1), date(2018, 10, 31)),
    "Oct 2018.csv": (date(2018, 10, 1), date(2018, 10, 31)),
    "Spend Q1 2014-15.csv": (date(2014, 4, 1), date(2014, 6, 30)),
    "2013-P05.csv": (date(2013, 8, 1), date(2013, 8, 31)),
    "Period 12 2019.csv": (date(2020, 3, 1), date(2020, 3, 31)),
    "1708.csv": None,
    "april.csv": None,
    "": None,
}
MONTHS = {"1__1701.csv": date(2017, 1, 1), "1__1912.csv": date(2019, 12, 1), "1__2001.csv": date(2020, 1, 1)}


@pytest.mark.parametrize(("name", "period"), ALONE.items(), ids=list(ALONE))
def test_a_name_alone(name: str, period: tuple[date, date] | None) -> None:
    assert named_periods.of_name(name) == period


def test_four_figures_are_a_month_where_the_folder_agrees() -> None:
    found = named_periods.of_names([*MONTHS, "March-2020.csv", "notes.csv"])
    assert {name: first for name, (first, _) in found.items()} == {**MONTHS, "March-2020.csv": date(2020, 3, 1)}


def test_numbered_periods_are_of_four_weeks_where_the_folder_has_a_thirteenth() -> None:
    found = named_periods.of_names(["2013-P05.csv", "2013-P13.csv"])
    assert found == {
        "2013-P05.csv": (date(2013, 7, 22), date(2013, 8, 18)),
        "2013-P13.csv": (date(2014, 3, 3), date(2014, 3, 31)),
    }


@pytest.mark.parametrize(
    "names",
    [["1701.csv", "1702.csv"], ["2009.csv", "2010.csv", "2011.csv", "2012.csv"], ["1701.csv", "1702.csv", "1799.csv"]],
    ids=["too few", "years", "one is no month"],
)
def test_elsewhere_four_figures_say_nothing(names: list[str]) -> None:
    assert named_periods.of_names(names) == {}
