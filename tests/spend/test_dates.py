"""A column of dates: read in one order, settled by the file itself, with what cannot be told held back."""

from datetime import date

import polars as pl
import pytest

from procurement.spend.days import dates

TODAY = date(2026, 11, 24)
FIRST = date(2024, 4, 3)

SAME_DAY = ["03/04/2024", "3/4/2024", "3.4.2024", "03-Apr-24", "3 Apr 2024",
            "3rd April 2024", "Wednesday, 3 April 2024",
            "April 3, 2024", "2024-04-03", "2024-04-03T10:00:00Z", "2024-04-03 00:00:00", "20240403",
            "2024/04/03 00:00:00+00",
            "45385", "45385.0", "03APR2024", "45,385", "w/c 03/04/2024", "Week commencing 3 April 2024",
            "/Date(1712102400000)/", "/Date(1712098800000+0100)/", "03\u201104\u20112024", "3\u20104\u20102024",
            "Paid 03/04/2024", "2024-04-03 00:00:00 BST", "20240403000000",
            "Wed Apr 03 2024 00:00:00 GMT+0100 (British Summer Time)"]  # fmt: skip

RULES = [
    ("an error", ["#REF!"], "DATE_NOT_A_DAY"),
    ("a day that February lacks", ["31/02/2025"], "DATE_NOT_A_DAY"),
    ("a leap day of a common year", ["29/02/2025"], "DATE_NOT_A_DAY"),
    ("words", ["Corp Card"], "DATE_NOT_A_DAY"),
    ("nothing", [""], "DATE_MISSING"),
    ("a two-digit year alone", ["4/1/25"], "DATE_TWO_DIGIT_YEAR"),
    ("tomorrow", ["25/11/2026"], "DATE_IN_FUTURE"),
    ("the last century", ["01/01/1999"], "DATE_OUT_OF_RANGE"),
]
TURNED = [
    ("days beyond 12 stand first", ["04/01/2017", "15/01/2017"], [date(2017, 1, 4), date(2017, 1, 15)]),
    ("days beyond 12 stand second", ["11/21/2013", "11/22/2013", "4/3/2013"],
     [date(2013, 11, 21), date(2013, 11, 22), date(2013, 4, 3)]),
    ("a spreadsheet turned the days it could read", 
     ["2010-01-06T00:00:00", "2010-11-06T00:00:00", "6/15/2010", "6/17/2010"],
     [date(2010, 6, 1), date(2010, 6, 11), date(2010, 6, 15), date(2010, 6, 17)]),
    ("true dates that agree are left alone", ["2010-06-01", "15/06/2010"], [date(2010, 6, 1), date(2010, 6, 15)]),
    ("a spreadsheet turned the texts it could read",
     ["05/03/2024", "05/04/2024", "05/06/2024", "14/05/2024", "28/05/2024"],
     [date(2024, 5, day) for day in (3, 4, 6, 14, 28)]),
    ("days of other months are left alone", ["05/03/2024", "06/04/2024", "05/06/2024", "14/05/2024"],
     [date(2024, 3, 5), date(2024, 4, 6), date(2024, 6, 5), date(2024, 5, 14)]),
    ("few days of other months are left alone", ["05/03/2024", "05/04/2024", "05/05/2024", "14/05/2024"],
     [date(2024, 3, 5), date(2024, 4, 5), date(2024, 5, 5), date(2024, 5, 14)]),
    ("midnights of London told in Greenwich", ["2024-05-02T23:00:00Z", "2024-12-03T00:00:00Z"],
     [date(2024, 5, 3), date(2024, 12, 3)]),
    ("hours that are no midnights of London", ["2024-05-02T23:00:00Z", "2024-05-03T09:30:00Z"],
     [date(2024, 5, 2), date(2024, 5, 3)]),
    ("an hour before midnight in winter", ["2024-05-02T23:00:00Z", "2024-12-02T23:00:00Z"],
     [date(2024, 5, 2), date(2024, 12, 2)]),
    ("two-digit years among four-digit ones", ["1/7/2015", "01/07/15"], [date(2015, 7, 1), date(2015, 7, 1)]),
    ("two-digit years that a whole month settles", ["02/06/17", "05/06/17", "13/06/17", "22/06/17", "30/06/17"],
     [date(2017, 6, day) for day in (2, 5, 13, 22, 30)]),
    ("a month", ["Feb-13"], [date(2013, 2, 28)]),
    ("a month and a whole year", ["Apr-2014"], [date(2014, 4, 30)]),
    ("a range of months", ["July 2010-September 2010"], [date(2010, 9, 30)]),
    ("a range of days", ["01.06.2011 to 30.06.2011"], [date(2011, 6, 30)]),
    ("the month that is not over", ["Nov-26"], [date(2026, 11, 30)]),
]  # fmt: skip


def read(texts: list[str], **more: object) -> dates.DatesRead:
    return dates.read(pl.Series(texts, dtype=pl.String()), TODAY, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("text", SAME_DAY)
def test_every_way_to_write_a_day(text: str) -> None:
    assert read([text]).days["day"].to_list() == [FIRST]


@pytest.mark.parametrize(("texts", "rule"), [row[1:] for row in RULES], ids=[row[0] for row in RULES])
def test_what_is_no_day_names_its_rule(texts: list[str], rule: str) -> None:
    found = read(texts).days
    assert (found["day"].to_list(), found["rule"].to_list()) == ([None], [rule])


@pytest.mark.parametrize(("texts", "days"), [row[1:] for row in TURNED], ids=[row[0] for row in TURNED])
def test_the_file_settles_the_order(texts: list[str], days: list[date]) -> None:
    found = dict(read(texts).days.select("text", "day").rows())
    assert [found[text] for text in texts] == days
    assert not read(texts).questions


def test_the_odd_one_out_is_held_back() -> None:
    found = read(["04/13/2025", *(f"{day}/04/2025" for day in range(13, 30))]).days
    assert found.filter(pl.col("rule") != "").select("text", "rule").rows() == [("04/13/2025", "DATE_ORDER_CLASH")]


def test_dates_that_speak_for_both_orders_are_asked_about() -> None:
    texts = ["04/13/2025", "04/14/2025", "13/04/2025", "14/04/2025", "15/04/2025"]
    assert [question.code for question in read(texts).questions] == ["MONTH_FIRST"]
    answered = read(texts, answers={"MONTH_FIRST": "month-first"})
    assert answered.days.filter(pl.col("rule") == "")["text"].to_list() == texts[:2]


def test_one_month_read_month_first_is_asked_about() -> None:
    found = read(["4/2/2020", "4/3/2020", "4/6/2020", "4/7/2020"])
    assert (found.questions[0].code, found.questions[0].suggested) == ("MONTH_FIRST", "month-first")


def test_one_month_read_month_first_is_believed_where_the_file_states_it() -> None:
    texts = [f"05/{day:02d}/2024" for day in (1, 3, 7, 9, 12)]
    may = (date(2024, 5, 1), date(2024, 5, 31))
    found = read(texts, period=may)
    assert (found.questions, found.days["day"].to_list()[:2]) == ((), [date(2024, 5, 1), date(2024, 5, 3)])
    assert "DATE_MONTH_FIRST" in {fix.rule for fix in found.fixes}
    assert [question.code for question in read(texts[:4], period=may).questions] == ["MONTH_FIRST"], "too few"


def test_the_first_of_each_month_is_not_asked_about() -> None:
    assert not read([f"01/{month:02}/2020" for month in range(1, 13)]).questions


def test_the_1904_calendar() -> None:
    assert read(["43923"], day_zero="1904").days["day"].to_list() == [FIRST]


def test_a_stated_period_settles_two_digit_years() -> None:
    assert read(["4/1/25"], period=(date(2025, 1, 1), date(2025, 1, 31))).days["day"].to_list() == [date(2025, 1, 4)]


def test_repairs_are_listed() -> None:
    assert [fix.rule for fix in read(["45385", "Feb-13"]).fixes] == ["DATE_MONTH_ONLY", "DATE_SERIAL_NUMBER"]


def test_an_empty_column() -> None:
    assert read([]).days.is_empty()


@pytest.mark.parametrize("text", ["Apr-03-2024", "Apr/03/2024", "April-03-2024"])
def test_a_month_before_the_day_is_no_range(text: str) -> None:
    assert read([text]).days.select("day", "repair").row(0) == (date(2024, 4, 3), "")


@pytest.mark.parametrize("text", ["１３/04/2024", "٠٣/٠٤/٢٠٢٤", "٤٥٣٨٥"])
def test_digits_of_another_script_are_held_back(text: str) -> None:
    assert read([text, "13/04/2024"]).days["rule"].to_list() == ["DATE_NOT_A_DAY", ""]


NO_YEAR = [
    ("in a stated quarter", (date(2023, 10, 1), date(2023, 12, 31)), "27-Oct", "2023-10-27", ""),
    ("after the turn of a financial year", (date(2023, 4, 1), date(2024, 3, 31)), "5 January", "2024-01-05", ""),
    ("outside the period", (date(2023, 10, 1), date(2023, 12, 31)), "5 January", "None", "DATE_WITHOUT_YEAR"),
    ("in two years of the period", (date(2023, 1, 1), date(2024, 6, 30)), "5 January", "None", "DATE_WITHOUT_YEAR"),
    ("no period", None, "27-Oct", "None", "DATE_WITHOUT_YEAR"),
    ("no such day", (date(2023, 10, 1), date(2023, 12, 31)), "31-Nov", "None", "DATE_NOT_A_DAY"),
    ("no month", (date(2023, 10, 1), date(2023, 12, 31)), "2 CARE", "None", "DATE_NOT_A_DAY"),
]


@pytest.mark.parametrize(
    ("period", "text", "day", "rule"), [row[1:] for row in NO_YEAR], ids=[row[0] for row in NO_YEAR]
)
def test_a_day_without_its_year(period: tuple[date, date] | None, text: str, day: str, rule: str) -> None:
    read = dates.read(pl.Series([text]), date(2026, 11, 24), period)
    assert read.days.select(pl.col("day").cast(pl.String()).fill_null("None"), "rule").row(0) == (day, rule)


@pytest.mark.parametrize(
    ("text", "day", "rule"),
    [
        ("03/04/2024; 10/04/2024", date(2024, 4, 10), ""),
        ("10/04/2024 & 03/04/2024", date(2024, 4, 10), ""),
        ("3 April 2024, 1 May 2024 and 17/04/2024", date(2024, 5, 1), ""),
        ("03/04/2024; 31/02/2024", None, "DATE_NOT_A_DAY"),
        ("03/04/2024; 25/11/2026", None, "DATE_IN_FUTURE"),
    ],
    ids=["in order", "the last first", "three", "one is no day", "one has not come yet"],
)
def test_of_several_dates_in_a_cell_the_last_day_counts(text: str, day: date | None, rule: str) -> None:
    found = dates.read(pl.Series([text, "13/04/2024", text]), TODAY)
    row = found.days.row(by_predicate=pl.col("text") == text, named=True)
    assert (row["day"], row["rule"], row["repair"]) == (day, rule, "" if rule else "DATE_LIST")
    assert found.days.height == 2
    assert [fix.lines for fix in found.fixes if fix.rule == "DATE_LIST"] == ([] if rule else [2])


@pytest.mark.parametrize(
    ("heading", "texts", "days", "asked"),
    [
        ("Date Paid (MM/DD/YYYY)", ["05/03/2024", "05/04/2024"], [date(2024, 5, 3), date(2024, 5, 4)], 0),
        ("Date (dd-mm-yy)", ["05/03/2024", "05/04/2024"], [date(2024, 3, 5), date(2024, 4, 5)], 0),
        ("Date (MM/DD/YYYY)", ["05/03/2024", "14/05/2024"], [date(2024, 3, 5), date(2024, 5, 14)], 0),
        (
            "Date (DD/MM/YYYY)",
            ["05/03/2024", "05/14/2024", "05/15/2024"],
            [date(2024, 5, day) for day in (3, 14, 15)],
            0,
        ),
    ],
    ids=["month first", "day first", "a day that cannot be a month", "a month that cannot be a day"],
)
def test_a_heading_that_states_the_order_is_believed_unless_a_date_denies_it(
    heading: str, texts: list[str], days: list[date], asked: int
) -> None:
    found = read(texts, heading=heading)
    assert (found.days["day"].to_list(), len(found.questions)) == (days, asked)
