"""A file to which months are added may write some of them month first: its days among those are held, not misread."""

from datetime import date

import pytest

from tests.spend.reading_texts import judged

MAY = ("02/05/2025", "06/05/2025", "15/05/2025", "28/05/2025")
JUNE_TURNED = ("6/2/2025", "6/5/2025", "6/16/2025", "6/27/2025")
JULY = ("02/07/2025", "08/07/2025", "17/07/2025", "30/07/2025")


def file_of(*dates: str) -> str:
    """A line a supplier, each with one of these dates."""
    return "Date,Supplier,Amount\n" + "".join(
        f"{day},Alder Paving {at} Ltd,{at}50.00\n" for at, day in enumerate(dates, 1)
    )


def test_a_month_of_the_other_order_is_held_whole_and_its_neighbours_are_read() -> None:
    found = judged(file_of(*MAY, *JUNE_TURNED, *JULY), {"MONTH_FIRST": "day-first"})
    assert found.payments["line"].to_list() == [2, 3, 4, 5, 10, 11, 12, 13]
    assert {day.month for day in found.payments["paid_on"]} == {5, 7}
    uncertain, clash = "DATE_ORDER_UNCERTAIN", "DATE_ORDER_CLASH"
    assert found.held_back["rule"].to_list() == [uncertain, uncertain, clash, clash]


def test_the_same_holds_where_months_are_written_first() -> None:
    turned = ("5/2/2025", "5/6/2025", "5/15/2025", "5/28/2025")
    found = judged(file_of(*turned, "02/06/2025", "16/06/2025", "27/06/2025"), {"MONTH_FIRST": "month-first"})
    assert found.payments["line"].to_list() == [2, 3, 4, 5]
    assert found.held_back.height == 3


def test_a_day_that_fits_the_month_of_the_clash_is_held_too() -> None:
    found = judged(file_of(*MAY, "6/5/2025", "6/16/2025", "6/27/2025"), {"MONTH_FIRST": "day-first"})
    assert found.held_back["line"].to_list() == [6, 7, 8]  # 6/5 read day first would go on with May


@pytest.mark.parametrize("slip", ["05/16/2025", "5/16/25"])
def test_one_slip_in_a_month_holds_no_other_day(slip: str) -> None:
    found = judged(file_of("02/05/2025", "13/05/2025", "06/05/2025", slip, "07/05/2025", "28/05/2025"))
    assert found.held_back["line"].to_list() == [5]
    assert found.last_day == date(2025, 5, 28)


def test_the_advice_says_how_to_be_certain() -> None:
    found = judged(file_of(*MAY, *JUNE_TURNED), {"MONTH_FIRST": "day-first"})
    assert found.held_back["advice"][0] == (
        'Row 6, column "Date": "6/2/2025": day and month may stand the other way round, as they do in a row near it. '
        "The row is held back and in no figure. Write the date as 2025-04-13 or with the month in letters, and upload "
        "the file again."
    )
