"""Quirks 35 to 40: days, periods, and what only looks like a day."""

import pytest

from tests.hostile.quirks.conftest import Read, held, payments, rules, sentences

HEADING = "Payment Date,Supplier Name,Net Amount,Invoice\n"


def file_of(*days: str) -> str:
    """A file with a payment on each of these days."""
    return HEADING + "".join(f"{day},Alder Paving Ltd,{at}.00,I{at}\n" for at, day in enumerate(days, 1))


@pytest.mark.parametrize(
    ("days", "read"),
    [
        (("04/01/2017", "1/7/2015", "31/07/2015"), ["2017-01-04", "2015-07-01", "2015-07-31"]),
        (("05-Oct-2021", "6 Jun 2023", "12-Jun-2023"), ["2021-10-05", "2023-06-06", "2023-06-12"]),
        (("15-Feb-2012", "07-SEP-2020"), ["2012-02-15", "2020-09-07"]),
        (("20.04.2011", "21.04.2011"), ["2011-04-20", "2011-04-21"]),
        (("2020-04-03 00:00:00", "2020-04-04 00:00:00"), ["2020-04-03", "2020-04-04"]),
        (("41758.0", "41759.0"), ["2014-04-29", "2014-04-30"]),
    ],
)
def test_35_many_ways_of_writing_a_day(invented: Read, days: tuple[str, ...], read: list[str]) -> None:
    assert [day for (day,) in payments(invented(file_of(*days)), "paid_on")] == read


def test_35_date_cells_of_an_old_workbook(real: Read) -> None:
    file = real("councils_raw/birmingham__publishspendpurchasecardsfebruary.xls")
    assert (file.receipt.accepted, file.receipt.first_day, file.receipt.last_day) == (3_959, "2015-01-09", "2015-03-03")


def test_36_the_month_first_decided_by_the_file(real: Read) -> None:
    file = real("nhs_raw/EPSH_01_-_April.csv")
    assert (file.receipt.first_day, file.receipt.last_day) == ("2020-04-30", "2020-04-30")
    assert "DATE_MONTH_FIRST" in rules(file)


def test_37_days_that_a_spreadsheet_half_swapped(real: Read) -> None:
    file = real("centgov_25k_raw/transaction_spend_data_june_10_northern_ireland_office_.xls")
    assert (file.receipt.first_day, file.receipt.last_day) == ("2010-06-01", "2010-06-25")
    assert "DATE_TURNED_BACK" in rules(file)


def test_38_a_range_stands_for_a_day(real: Read) -> None:
    file = real("councils_odi_clean/darlington__2010-09.csv")
    assert {day for (day,) in payments(file, "paid_on")} == {"2010-09-30"}
    assert "names a range" in sentences(file, "DATE_RANGE")[0]


def test_38_a_broken_formula_for_a_day(invented: Read) -> None:
    file = invented(file_of("02/04/2025", "#REF!"))
    assert [(line, column, value) for line, _, column, value in held(file)] == [(3, "Payment Date", "#REF!")]


def test_39_four_weekly_periods_with_days_beside_them(real: Read) -> None:
    file = real("councils_odi_clean/london__2013-P05.csv")
    assert (file.receipt.first_day, file.receipt.last_day) == ("2013-07-22", "2013-08-16")


def test_39_a_financial_period_of_the_year(invented: Read) -> None:
    rows = "Period,Supplier Name,Net Amount\n201202,Alder Ltd,10.00\n201202,Birch Ltd,5.00\n"
    file = invented(rows)
    assert [question.code for question in file.questions] == ["PERIOD_CALENDAR"]
    as_financial = [choice.value for choice in file.questions[0].choices]
    assert len(as_financial) >= 2


def test_39_a_quarter_of_the_financial_year(invented: Read) -> None:
    rows = "Quarter,Supplier Name,Net Amount,Effective Date\n"
    rows += "2014-Q1,Alder Ltd,10.00,30/06/2014\n2014-Q1,Birch Ltd,5.00,30/06/2014\n"
    assert {day for (day,) in payments(invented(rows), "paid_on")} == {"2014-06-30"}


def test_39_card_payments_dated_before_the_month_of_the_file(invented: Read) -> None:
    file = invented(file_of("02/03/2025", "28/03/2025", "02/04/2025"), name="cards-april-2025.csv")
    assert file.receipt.accepted == 3
    assert "DATE_OUTSIDE_PERIOD" in rules(file)


@pytest.mark.parametrize("number", ["18.05.11", "2020-05-12", "41985", "20087637", "000123"])
def test_40_invoice_numbers_that_look_like_days_stay_text(invented: Read, number: str) -> None:
    rows = f"Payment Date,Supplier Name,Net Amount,Transaction Number\n02/04/2025,Alder Ltd,10.00,{number}\n"
    assert payments(invented(rows), "paid_on", "transaction_number") == [("2025-04-02", number)]


@pytest.mark.parametrize("number", ["6.34E+15", "1.01E+12", "2.86371E+13"])
def test_40_long_numbers_that_arrive_shortened_are_told(invented: Read, number: str) -> None:
    rows = f"Payment Date,Supplier Name,Net Amount,Transaction Number\n02/04/2025,Alder Ltd,10.00,{number}\n"
    assert "NUMBER_SHORTENED" in rules(invented(rows))
