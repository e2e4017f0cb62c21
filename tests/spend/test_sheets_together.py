"""Workbooks with a sheet a month, a service or a body: which sheets are one list, and what becomes of each row."""

from datetime import date

import pytest

from procurement.spend import headings, judge, read, receive
from procurement.spend.days import periods
from procurement.spend.judged import Judged
from procurement.spend.limits import Limits
from procurement.spend.workbooks import sheet_lines
from tests.spend import workbooks
from tests.spend.reading_texts import ALIASES, REDACTIONS, TODAY
from tests.spend.workbooks import ods_row, ods_sheets, sheets, xlsx

HEADINGS = ["Date", "Supplier", "Amount", "Department"]
Rows = list[list[object]]


def month(number: int, lines: int, headings: list[str] = HEADINGS) -> Rows:
    """A month's payments: on day 1, 2, 3 … pounds of 100 times the day and the month as pence."""
    days = range(1, lines + 1)
    return [
        list(headings),
        *[
            [f"2025-{number:02}-{day:02}", f"Supplier {number}-{day} Ltd", 100 * day + number / 100, "Adults"]
            for day in days
        ],
    ]


def moved(rows: Rows) -> Rows:
    """The same rows with their columns in another order."""
    return [[row[2], row[3], row[0], row[1]] for row in rows]


def judged(content: bytes, answers: dict[str, str] | None = None, name: str = "spend.xlsx") -> Judged:
    """A workbook read as an upload is."""
    (received,) = receive.check(name, content, Limits())
    table = read.as_text(received, Limits(), answers or {}, ALIASES)
    named = headings.apply(table, ALIASES, REDACTIONS, answers or {}, name)
    return judge.rows(named, TODAY, answers or {}, REDACTIONS)


def places(found: Judged) -> list[str]:
    """Where each payment stands, in words."""
    return [sheet_lines.row(line, found.sheets) for line in found.payments["line"]]


def rules(found: Judged) -> set[str]:
    return {fix.rule for fix in found.fixes}


def test_a_sheet_a_month_is_one_list_whose_every_row_is_traced() -> None:
    april = [["Spend over £500"], [], *month(4, 4), ["Total", None, 1000.16]]
    june = [
        *month(6, 2, ["Payment Date", "Supplier Name", "Amount", "Directorate"]),
        ["2025-06-09", "Elm Ltd", "#REF!", ""],
        [None, None, 1.0],
    ]
    book = sheets(
        Notes=[["About"], ["these"]], Apr=april, May=moved(month(5, 3)), Jun=june, Codes=[["A", "Adults"]] * 9
    )
    found = judged(book)
    assert found.sheets == ("Apr", "May", "Jun")
    assert places(found)[:2] + places(found)[4:6] == [
        '4 of sheet "Apr"', '5 of sheet "Apr"', '2 of sheet "May"', '3 of sheet "May"',
    ]  # fmt: skip
    assert found.accepted_pence == 100_016 + 60_015 + 30_012
    assert set(found.payments["department"]) == {"Adults"}
    (held,) = found.held_back.select("line", "advice").rows()
    assert held[0] == 3 * sheet_lines.A_SHEET + 4
    assert held[1].startswith('Row 4 of sheet "Jun", column "Amount": "#REF!"')
    said = dict(found.issues.select("rule", "sentence").rows())
    assert 'on line 8 of sheet "Apr" agrees' in said["TOTAL_AGREES"]
    assert 'on line 5 of sheet "Jun" differs' in said["TOTAL_DIFFERS"]
    assert found.questions == ()
    assert (found.lines, found.blank, found.headings, found.totals) == (17, 1, 4, 2)
    together = next(fix.sentence for fix in found.fixes if fix.rule == "SHEETS_TOGETHER")
    assert '"Apr" (7 rows), "May" (4 rows), "Jun" (5 rows)' in together
    assert "SHEETS_LEFT_OUT" in rules(found)


def test_the_order_of_columns_and_one_more_of_them_change_no_payment() -> None:
    wider = [["Ref", *HEADINGS], *[[f"R{at}", *row] for at, row in enumerate(month(6, 3)[1:])]]
    found = judged(sheets(Apr=month(4, 3), May=moved(month(5, 3)), Jun=wider))
    alone = [judged(sheets(One=rows)) for rows in (month(4, 3), month(5, 3), month(6, 3))]
    facts = ["paid_on", "supplier_name", "amount_pence", "department"]
    assert found.payments.select(facts).rows() == [row for one in alone for row in one.payments.select(facts).rows()]
    assert found.payments["transaction_number"].to_list()[-3:] == ["R0", "R1", "R2"]


@pytest.mark.parametrize("take", [1, 2])
def test_a_list_beside_its_months_is_read_once(take: int) -> None:
    months = {"Apr": month(4, 6), "May": month(5, 7)}
    everything = [*months["Apr"], *months["May"][1:]]
    book = sheets(**{"All": everything, **dict(list(months.items())[:take])})
    found = judged(book)
    assert (found.accepted, found.questions, found.sheets) == (13, (), ())
    assert "SHEET_REPEATED" in rules(found)


def test_sheets_that_share_some_payments_are_asked_about_and_none_is_suggested_twice() -> None:
    corrected = [HEADINGS, *[[*row[:2], float(str(row[2])) + 1, row[3]] for row in month(4, 6)[1:]]]
    found = judged(sheets(April=month(4, 6), Corrected=corrected, May=month(5, 7)))
    (question,) = found.questions
    assert 'some of the same payments stand on "April" and "Corrected"' in question.sentence
    assert (question.suggested, [choice.value for choice in question.choices]) == (
        "May",
        ["all together", "May", "April", "Corrected"],
    )


def test_equal_payments_to_redacted_people_are_never_left_out_as_a_copy() -> None:
    paid: Rows = [[f"2025-04-{day:02}", "REDACTED PERSONAL DATA", 100] for day in range(1, 8)]
    rows: Rows = [["Date", "Supplier", "Amount"], *paid]
    (question,) = judged(sheets(Adults=rows, Children=rows)).questions
    assert [choice.value for choice in question.choices] == ["all together", "Adults", "Children"]


def test_headings_on_two_lines_of_each_sheet_are_no_moved_columns() -> None:
    months = {name: month(number, 3) for number, name in ((4, "Apr"), (5, "May"), (6, "Jun"))}
    first: list[object] = ["Payment", "Supplier", "Net", ""]
    second: list[object] = ["Date", "Name", "Amount", "Department"]
    doubled: dict[str, Rows] = {name: [first, second, *rows[1:]] for name, rows in months.items()}
    found = judged(sheets(**doubled))
    assert (found.accepted, "COLUMNS_MOVED" in rules(found)) == (9, False)


def test_sheets_of_services_are_asked_about_and_each_answer_is_read() -> None:
    book = sheets(Adults=month(4, 4), Children=[list(HEADINGS), ["2025-04-02", "Birch Ltd", 9.5, "Children"]])
    (question,) = judged(book).questions
    assert (question.code, question.suggested) == ("SHEET", "all together")
    assert [judged(book, {"SHEET": value}).accepted for value in ("all together", "Adults", "Children")] == [5, 4, 1]


def test_a_sheet_that_goes_on_without_headings_is_asked_about() -> None:
    found = judged(sheets(Sheet1=month(4, 6), Sheet2=month(5, 5)[1:]))
    assert '"Sheet2" has no headings' in found.questions[0].sentence
    assert found.accepted == 11
    assert places(found)[6] == '1 of sheet "Sheet2"'


def test_other_amounts_or_a_hidden_sheet_are_never_added_unasked() -> None:
    gross = [["Date", "Supplier", "Gross Amount"], *[row[:3] for row in month(5, 4)[1:]]]
    net = [["Date", "Supplier", "Net Amount"], *[row[:3] for row in month(4, 5)[1:]]]
    found = judged(sheets(April=net, May=gross))
    assert [choice.value for choice in found.questions[0].choices] == ["April", "May"]

    def fill(book: workbooks.xlsxwriter.Workbook) -> None:
        for number, name in ((4, "Apr"), (5, "May"), (6, "Jun")):
            sheet = book.add_worksheet(name)
            for at, row in enumerate(month(number, 3)):
                sheet.write_row(at, 0, row)
        sheet.hide()

    assert '"Jun" is hidden' in judged(xlsx(fill)).questions[0].sentence


def test_a_summary_without_suppliers_is_no_rival() -> None:
    summary: Rows = [["Month", "Total"], ["2025-04-30", 10.0], ["2025-05-31", 12.0]]
    found = judged(
        sheets(Summary=[["Month", "Lines", "Total"], *[[row[0], 1, row[1]] for row in summary[1:]]], Data=month(4, 6))
    )
    assert (found.accepted, found.questions) == (6, ())


def test_without_dates_each_sheet_gives_its_month() -> None:
    rows: Rows = [["Supplier", "Amount"], ["Alder Ltd", 5], ["Birch Ltd", 6]]
    names = ("April", "May", "January")
    found = judged(sheets(**dict.fromkeys(names, rows)), name="payments 2024-25.xlsx")
    days = [date(2024, 4, 30), date(2024, 5, 31), date(2025, 1, 31)]
    assert found.payments["paid_on"].to_list() == [day for day in days for _ in range(2)]
    assert "DATE_OUTSIDE_PERIOD" not in found.issues["rule"]


def test_a_single_sheet_named_by_its_month_gives_the_day() -> None:
    found = judged(sheets(**{"April 2025": [["Supplier", "Amount"], ["Alder Ltd", 5], ["Birch Ltd", 6]]}))
    assert set(found.payments["paid_on"]) == {date(2025, 4, 30)}


def test_an_opendocument_workbook_is_read_so_too() -> None:
    tables = {
        name: "".join(ods_row(*row) for row in month(number, 3)) for number, name in enumerate(("Apr", "May", "Jun"), 4)
    }
    found = judged(ods_sheets(**tables), name="spend.ods")
    assert (found.accepted, found.sheets) == (9, ("Apr", "May", "Jun"))


def test_hidden_rows_of_any_sheet_are_one_question() -> None:
    def fill(book: workbooks.xlsxwriter.Workbook) -> None:
        for number, name in ((4, "Apr"), (5, "May"), (6, "Jun")):
            sheet = book.add_worksheet(name)
            for at, row in enumerate(month(number, 3)):
                sheet.write_row(at, 0, row)
            sheet.set_row(2, None, None, {"hidden": number != 5})

    (question,) = judged(xlsx(fill)).questions
    assert "2 hidden rows" in question.sentence
    left = judged(xlsx(fill), {"HIDDEN": "leave out"})
    assert (left.accepted, left.held_back["line"].to_list()) == (7, [1_000_000_003, 3_000_000_003])


def test_the_limit_of_rows_is_for_all_sheets() -> None:
    (received,) = receive.check("a.xlsx", sheets(Apr=month(4, 4), May=month(5, 4), Jun=month(6, 4)), Limits())
    with pytest.raises(read.Refused, match="15 rows"):
        read.as_text(received, Limits(max_rows=10), {}, ALIASES)


def test_a_month_takes_its_year_from_a_financial_year_alone() -> None:
    assert periods.of_month("Feb", ("Payments 2024-25",)) == (date(2025, 2, 1), date(2025, 2, 28))
    assert periods.of_month("Feb", ("Payments 2024",)) is None
    assert periods.of_month("Adults", ("Payments 2024-25",)) is None


SPEND = [HEADINGS, ["2025-04-02", "Alder Ltd", 900.0, "Adults"], ["2025-04-03", "Birch Ltd", 1200.0, "Adults"]]
CREDITS = [HEADINGS, ["2025-04-20", "Alder Ltd", 100.0, "Adults"], ["2025-04-21", "Birch Ltd", 50.5, "Adults"]]
TOGETHER = {"SHEET": "all together"}


@pytest.mark.parametrize(
    "names", [("Spend", "Credits"), ("Credit Notes", "Payments")], ids=["spend first", "credits first"]
)
@pytest.mark.parametrize(
    "name", ["april.xlsx", "Payments Credits April 2025.xlsx"], ids=["plain name", "name of credits"]
)
def test_a_sheet_of_credits_is_taken_off_and_no_payment_with_it(names: tuple[str, str], name: str) -> None:
    """Read together with payments, credits without a minus are asked about, and only their own signs are turned."""
    of_credits = ["credit" in sheet.lower() for sheet in names]
    book = sheets(**{sheet: CREDITS if is_one else SPEND for sheet, is_one in zip(names, of_credits, strict=True)})
    found = judged(book, TOGETHER, name)
    question = next(question for question in found.questions if question.code == "CREDITS_FILE")
    assert (question.suggested, [choice.effect for choice in question.choices]) == (
        "turn",
        ["the file comes to £1,949.50", "the file comes to £2,250.50"],
    )
    assert sorted(found.payments["amount_pence"]) == [-10_000, -5_050, 90_000, 120_000]
    assert rules(found) & {"CREDITS_SHEET", "AMOUNT_SIGNS"} == {"CREDITS_SHEET"}
    written = judged(book, {**TOGETHER, "CREDITS_FILE": "as written"}, name)
    assert written.payments["amount_pence"].sum() == 225_050


def test_a_sheet_of_credits_with_a_minus_is_taken_as_written() -> None:
    back = [[*row[:2], -row[2], row[3]] if isinstance(row[2], float) else row for row in CREDITS]
    found = judged(sheets(Spend=SPEND, Credits=back), TOGETHER, "Payments Credits April 2025.xlsx")
    assert [question.code for question in found.questions] == ["SHEET"]
    assert sorted(found.payments["amount_pence"]) == [-10_000, -5_050, 90_000, 120_000]
    assert "CREDITS_FILE" in rules(found)


def test_where_payments_have_a_minus_credits_without_one_are_turned_with_them() -> None:
    many = [HEADINGS, *[[f"2025-04-{day:02}", f"Alder {day} Ltd", -900.0, "Adults"] for day in range(1, 8)]]
    found = judged(sheets(Spend=many, Credits=CREDITS), TOGETHER)
    assert [question.code for question in found.questions] == ["SHEET", "AMOUNT_SIGNS"]
    assert found.questions[1].choices[0].effect == "the file comes to £6,149.50"
    assert found.payments["amount_pence"].sum() == 614_950


def test_a_sheet_of_settings_is_no_rival_where_days_are_bare_numbers() -> None:
    """No row of either looks like a payment, whose day is 45415.75; the headings of one say what it is."""
    settings: Rows = [["This sheet is made by a tool"], ["Version", 3], ["Report", "Over500"], ["Period", 202402]] * 2
    payments: Rows = [["Supplier", "Date", "Net Amount"], *[[f"Alder {at} Ltd", 45415.75, at] for at in range(1, 5)]]
    found = judged(sheets(Settings=settings, Payments=payments))
    assert (found.accepted_pence, found.questions) == (1_000, ())


def test_a_sheet_named_as_income_is_left_out_beside_payments() -> None:
    rows = [["2025-04-03", "Acorn Paving Ltd", 1234.5], ["2025-04-04", "Birch Ltd", 99]]
    hire = [["2025-04-05", "Cedar Club", 20], ["2025-04-06", "Elm Club", 30]]
    head = ["Date", "Name", "Amount"]
    content = workbooks.sheets(Income=[head, *hire], Expenditure=[head, *rows])
    file = judged(content)
    assert (file.accepted_pence, file.questions) == (133_350, ())
    assert any("Income" in fix.sentence for fix in file.fixes if fix.rule == "SHEETS_LEFT_OUT")
