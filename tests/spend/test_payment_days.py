"""The day of a row whose own column of dates holds none: another beside it, what the file states, or held back."""

from datetime import date

import pytest

from tests.spend.reading_texts import judged

NO_DAYS = ["", "n/a", "######", "##########"]


def file_of(*dates: str, heading: str = "Date") -> str:
    """A line a supplier, each with one of these dates."""
    lines = [f"{day},Alder Paving {at} Ltd,{at}50.00\n" for at, day in enumerate(dates, 1)]
    return f"{heading},Supplier,Amount\n" + "".join(lines)


@pytest.mark.parametrize("cell", NO_DAYS)
def test_a_column_that_holds_no_date_leaves_the_day_to_what_the_file_states(cell: str) -> None:
    found = judged(file_of(cell, cell), file_name="Spend April 2025.csv")
    assert found.payments["paid_on"].to_list() == [date(2025, 4, 30)] * 2
    assert [fix.sentence for fix in found.fixes if fix.rule == "DATE_FROM_PERIOD"] == [
        'The file has no dates under "Date"; the file\'s name states the period, whose last day, 2025-04-30, '
        "stands for each."
    ]


@pytest.mark.parametrize("cell", NO_DAYS)
def test_nothing_stated_holds_them_back(cell: str) -> None:
    found = judged(file_of(cell, cell))
    assert (found.accepted, found.held_back.height) == (0, 2)


def test_one_date_among_them_shows_that_the_others_are_missing() -> None:
    found = judged(file_of("", "03/04/2025", "######"), file_name="Spend April 2025.csv")
    assert found.payments["paid_on"].to_list() == [date(2025, 4, 3)]
    assert found.held_back["rule"].to_list() == ["DATE_MISSING", "DATE_NOT_SHOWN"]


def test_a_wrong_date_is_no_lack_of_dates() -> None:
    found = judged(file_of("31/04/2025", ""), file_name="Spend April 2025.csv")
    assert found.held_back["rule"].to_list() == ["DATE_NOT_A_DAY", "DATE_MISSING"]


def test_a_date_that_was_not_shown_says_how_to_show_it() -> None:
    (advice,) = judged(file_of("######", "03/04/2025")).held_back["advice"].to_list()
    assert advice == (
        'Row 2, column "Date": "######": the spreadsheet\'s column was too narrow to show the date. The row is held '
        "back and in no figure. Widen the column in the spreadsheet, save the file, and upload it again."
    )


def test_a_date_that_was_not_shown_is_taken_from_another_column() -> None:
    text = (
        "Payment Date,Invoice Date,Supplier,Amount\n######,01/04/2025,Alder Ltd,1\n03/04/2025,01/04/2025,Birch Ltd,2\n"
    )
    found = judged(text)
    assert found.payments["paid_on"].to_list() == [date(2025, 4, 1), date(2025, 4, 3)]


@pytest.mark.parametrize(
    ("file_name", "months", "days"),
    [
        ("2024-25-q1.csv", ["April", "June"], [date(2024, 4, 30), date(2024, 6, 30)]),
        ("spend 2024-25.csv", ["April", "March"], [date(2024, 4, 30), date(2025, 3, 31)]),
        ("spend April to June 2024.csv", ["April", "July"], [date(2024, 4, 30)]),
    ],
    ids=["of a quarter", "of a financial year", "one beyond the quarter"],
)
def test_a_month_named_alone_is_the_one_in_the_period_that_the_file_states(
    file_name: str, months: list[str], days: list[date]
) -> None:
    found = judged(file_of(*months, heading="Month"), file_name=file_name)
    assert found.payments["paid_on"].to_list() == days
    assert found.held_back.height == len(months) - len(days)


def test_months_named_on_lines_of_their_own_are_those_of_the_lines_below() -> None:
    rows = "Alder Paving Ltd,Kerbs,1.00\nBirch Books,Books,2.00\n"
    text = f"April 2024,,\nSupplier,Purpose,Amount\n{rows}Total,,3.00\n\nMay 2024,,\nSupplier,Purpose,Amount\n{rows}"
    found = judged(text + f"Payments in June 2024 (continued),,\n{rows}")
    assert found.payments["paid_on"].to_list() == [
        date(2024, month, day) for month, day in ((4, 30), (5, 31), (6, 30)) for _ in "ab"
    ]
    assert "2024-05-31 from row" in next(fix.sentence for fix in found.fixes if fix.rule == "DATE_FROM_PERIOD")


def test_a_line_that_speaks_of_a_month_names_none_for_those_below() -> None:
    head = "May 2024,,\nSupplier,Purpose,Amount\nAlder Paving Ltd,Kerbs,1.00\n"
    text = f"{head},for work done in March 2024,\nBirch Books,Books,2.00\n"
    assert judged(text).payments["paid_on"].to_list() == [date(2024, 5, 31)] * 2


def test_days_of_runs_on_lines_of_their_own_are_those_of_the_lines_below() -> None:
    runs = "".join(f"Payment run {day}/05/2024,\nAlder Paving Ltd,1.00\nBirch Books,2.00\n" for day in ("03", "17"))
    found = judged(f"Supplier,Amount\n{runs}", file_name="runs-may-2024.csv")
    assert found.payments["paid_on"].to_list() == [date(2024, 5, day) for day in (3, 3, 17, 17)]


@pytest.mark.parametrize(
    ("headings", "cells", "day"),
    [
        ("Qtr", "Apr - Jun 2024", date(2024, 6, 30)),
        ("Accounting Period", "M02 2024-25", date(2024, 5, 31)),
        ("Fin Yr,Per", "2425,02", date(2024, 5, 31)),
    ],
    ids=["months of a quarter", "a month of a financial year", "a year and a period in short"],
)
def test_a_period_in_short(headings: str, cells: str, day: date) -> None:
    found = judged(f"{headings},Supplier,Amount\n{cells},Alder Paving Ltd,1.00\n{cells},Birch Books,2.00\n")
    assert (found.payments["paid_on"].to_list(), found.questions) == ([day] * 2, ())
