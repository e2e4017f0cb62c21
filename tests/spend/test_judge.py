"""Rows: accepted, held back with a reason that a person can act on, or no payment; lines and pence balance."""

# ruff: noqa: E501 -- the lines of a file are kept whole

from dataclasses import replace

import polars as pl
import pytest

from procurement.spend import judge
from procurement.spend.judged import Judged, Unbalanced, check_balance
from procurement.tables import HELD_BACK, ISSUE, PAYMENT_FACTS
from tests.spend.reading_texts import judged

HEADING = "Date,Supplier,Amount,Description,Reference\n"
GOOD = "02/05/2024,Alder Paving Ltd,1250.50,Paving,1\n"

HELD = [
    ("an amount in dollars", "02/05/2024,Alder Paving Ltd,$500.00,x,2", "CURRENCY_NOT_STERLING", None),
    ("a broken formula", "02/05/2024,Alder Paving Ltd,#REF!,x,2", "AMOUNT_ERROR", None),
    ("a dash for an amount", "02/05/2024,Alder Paving Ltd,-,x,2", "AMOUNT_PLACEHOLDER", None),
    ("no amount", "02/05/2024,Alder Paving Ltd,,x,2", "AMOUNT_MISSING", None),
    ("half pennies", "02/05/2024,Alder Paving Ltd,10.005,x,2", "AMOUNT_TOO_PRECISE", None),
    ("no supplier", "02/05/2024,,500.00,x,2", "SUPPLIER_MISSING", 50_000),
    ("not available as a supplier", "02/05/2024,N/A,500.00,x,2", "SUPPLIER_MISSING", 50_000),
    ("a day that does not exist", "31/02/2024,Alder Paving Ltd,500.00,x,2", "DATE_NOT_A_DAY", 50_000),
    ("a day to come", "02/05/2030,Alder Paving Ltd,500.00,x,2", "DATE_IN_FUTURE", 50_000),
    ("no date", ",Alder Paving Ltd,500.00,x,2", "DATE_MISSING", 50_000),
    ("a comma without quotes", "02/05/2024,Smith, Jones Ltd,99.10,x,2", "ROW_TOO_LONG", None),
    ("a short row", "02/05/2024,Alder Paving Ltd,500.00,x", "ROW_TOO_SHORT", 50_000),
    (
        "an e-mail address",
        "02/05/2024,Alder Paving Ltd,500.00,refund to a.person@example.org,2",
        "PERSONAL_NUMBER",
        50_000,
    ),
    (
        "a National Insurance number",
        "02/05/2024,Alder Paving Ltd,500.00,ref AB 12 34 56 C,2",
        "PERSONAL_NUMBER",
        50_000,
    ),
]
NO_PAYMENT = [
    ("a blank row", ",,,,", "blank"),
    ("a total", "Total,,1250.50,,", "totals"),
    ("a grand total in the supplier's place", ",Grand Total,1250.50,,", "totals"),
    ("a bare sum at the foot", ",,1250.50,,", "totals"),
    ("a footnote", '"Prepared by the finance team, with thanks",,,,', "headings"),
    ("a footnote in the amount's place", ",,© Elmshire 2024,,", "headings"),
    ("the headings again", "Date,Supplier,Amount,Description,Reference", "headings"),
]
KEPT = [
    ("a company called Total", "03/05/2024,TOTAL GAS & POWER LIMITED,10.00,x,2"),
    ("a supplier whose name ends in total", "03/05/2024,Care In Total,10.00,x,2"),
    ("a purpose that begins with total", "03/05/2024,Alder Paving Ltd,10.00,Total Reward Statement,2"),
    ("a formula's first sign", '03/05/2024,"=HYPERLINK(""x"")",10.00,@SUM,2'),
    ("a script", "03/05/2024,<script>alert(1)</script>,10.00,x,2"),
    ("an amount of nothing", "03/05/2024,Alder Paving Ltd,0.00,x,2"),
    ("a credit", "03/05/2024,Alder Paving Ltd,(10.00),x,2"),
    ("a shortened number", "03/05/2024,Alder Paving Ltd,10.00,x,6.33505E+15"),
]


def whole(text: str) -> Judged:
    """Judged, with the balance worked out by hand beside the software's own."""
    found = judged(text)
    assert found.lines == found.accepted + found.held_back.height + found.blank + found.headings + found.totals
    assert found.pence == found.accepted_pence + found.held_back_pence
    assert (found.payments.schema, found.held_back.schema, found.issues.schema) == (PAYMENT_FACTS, HELD_BACK, ISSUE)
    return found


@pytest.mark.parametrize(("row", "rule", "pence"), [row[1:] for row in HELD], ids=[row[0] for row in HELD])
def test_a_row_is_held_back(row: str, rule: str, pence: int | None) -> None:
    found = whole(HEADING + GOOD + row + "\n" + GOOD)
    assert found.held_back.select("line", "rule", "amount_pence").rows() == [(3, rule, pence)]
    assert found.held_back["advice"][0].startswith("Row 3")
    assert "upload" in found.held_back["advice"][0]
    assert found.accepted == 2


@pytest.mark.parametrize(("row", "count"), [row[1:] for row in NO_PAYMENT], ids=[row[0] for row in NO_PAYMENT])
def test_a_line_that_is_no_payment(row: str, count: str) -> None:
    plain = whole(HEADING + GOOD)
    found = whole(HEADING + GOOD + row + "\n")
    assert getattr(found, count) == getattr(plain, count) + 1
    assert (found.accepted, found.held_back.height) == (1, 0)


@pytest.mark.parametrize("row", [row[1] for row in KEPT], ids=[row[0] for row in KEPT])
def test_a_row_that_only_looks_odd_is_kept(row: str) -> None:
    assert whole(HEADING + GOOD + row + "\n").accepted == 2


def test_advice_says_where_what_and_why() -> None:
    advice = judged(HEADING + GOOD + "02/05/2024,Alder Paving Ltd,#REF!,x,2\n").held_back["advice"][0]
    assert advice == (
        'Row 3, column "Amount": "#REF!": a spreadsheet error is not an amount. The row is held back and in no figure. '
        "Open the file in the spreadsheet, mend the formula or widen the column, and upload it again."
    )


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        ("02/05/2024,Alder Paving Ltd,5.00,to a.person@example.org,2", "PERSONAL_NUMBER"),
        ("02/05/2024,Alder Paving Ltd,five,to a.person@example.org,2", "AMOUNT_NOT_MONEY"),
        ("02/05/2024,Alder Paving Ltd,5.00,to a.person@example.org,2,x,y", "ROW_TOO_LONG"),
        ("02/05/2024,Alder\x00 Paving Ltd,5.00,to a.person@example.org,2", "NUL_BYTE"),
    ],
    ids=["nothing else wrong", "no amount", "too long", "unreadable"],
)
def test_personal_numbers_are_masked(row: str, rule: str) -> None:
    held = judged(HEADING + GOOD + row + "\n").held_back
    assert held["rule"].to_list() == [rule]
    assert "example.org" not in "".join(held.select("value", "advice", "row_text").row(0))


def test_a_payment_of_nothing_is_remarked_upon_and_no_other() -> None:
    found = judged(HEADING + GOOD + "02/05/2024,Alder Paving Ltd,0.00,Paving,2\n")
    zero = found.issues.filter(rule="AMOUNT_ZERO")
    assert zero.select("line", "sentence").rows() == [
        (3, 'Row 3, column "Amount": "0.00": nothing was paid; the line is kept.')
    ]


def test_a_total_below_a_thousand_lines_of_remarks_closes_the_payments() -> None:
    found = judged(HEADING + GOOD + ",,,see the note above,\n" * 1_100 + ",,1250.50,,\n")
    assert (found.accepted, found.held_back.height, found.headings, found.totals) == (1, 0, 1_101, 1)


@pytest.mark.parametrize(
    ("total", "rule"), [("1890.50", "TOTAL_AGREES"), ("1900.50", "TOTAL_DIFFERS")], ids=["agrees", "differs"]
)
def test_a_total_checks_the_lines(total: str, rule: str) -> None:
    found = whole(HEADING + GOOD + "14/05/2024,Birch Care Homes,640.00,Care,2\n" + f"Grand Total,,{total},,\n")
    sentences = dict(found.issues.select("rule", "sentence").rows())
    assert rule in sentences
    assert ("£10.00" in sentences[rule]) is (rule == "TOTAL_DIFFERS")


def test_subtotals_check_their_part() -> None:
    care = "14/05/2024,Birch Care Homes,640.00,Care,2\n"
    found = whole(
        HEADING + GOOD + "Highways Total,,1250.50,,\n" + care + "Adults Total,,640.00,,\nGrand Total,,1890.50,,\n"
    )
    assert found.totals == 3
    assert found.issues.filter(pl.col("rule") == "TOTAL_AGREES").height == 3


def test_redactions_keep_their_money() -> None:
    found = whole(HEADING + GOOD + "02/05/2024,REDACTED PERSONAL DATA,75.00,x,2\n")
    assert found.payments.select("supplier_name", "is_redacted", "amount_pence").rows() == [
        ("Alder Paving Ltd", False, 125_050),
        ("REDACTED PERSONAL DATA", True, 7_500),
    ]


def test_identical_lines_are_kept_and_said() -> None:
    found = whole(HEADING + GOOD + GOOD)
    assert found.accepted == 2
    assert "IDENTICAL_LINES" in found.issues["rule"].to_list()


def test_rows_that_all_spill_to_the_right_are_kept() -> None:
    found = whole(
        HEADING + "".join(f"02/05/2024,Alder Paving Ltd,{n}.00,x,{n},4321,,W1\n" for n in range(1, 21)) + GOOD
    )
    assert found.accepted == 21
    assert "ROWS_SPILT" in found.issues["rule"].to_list()


def test_rows_that_are_all_cut_short_are_kept() -> None:
    found = whole(HEADING + "".join(f"02/05/2024,Alder Paving Ltd,{n}.00\n" for n in range(1, 21)) + GOOD)
    assert (found.accepted, found.payments["purpose"][0]) == (21, "")


def test_a_file_of_nothing_but_broken_rows_is_held_back_row_by_row() -> None:
    found = whole("Date,Supplier,Amount\n31/02/2024,Alder Paving Ltd,€5.00\n")
    assert (found.accepted, found.held_back.height) == (0, 1)


@pytest.mark.parametrize("amount", ["Amount", "Net Amount", "Gross Amount"])
def test_a_plain_file_is_neither_repaired_nor_asked_about(amount: str) -> None:
    found = whole(f"Date,Supplier,{amount}\n02/05/2024,Alder Paving Ltd,5.00\n")
    assert (found.fixes, found.questions) == ((), ())


def test_the_first_and_the_last_day_are_those_of_accepted_payments() -> None:
    rows = (
        "09/05/2024,Alder Ltd,5.00",
        "02/05/2024,Elm Ltd,6.00",
        "30/04/2024,Ash Ltd,#REF!",
        "07/05/2024,Oak Ltd,1.00",
    )
    found = whole("Date,Supplier,Amount\n" + "".join(f"{row}\n" for row in rows))
    assert (str(found.first_day), str(found.last_day)) == ("2024-05-02", "2024-05-09")
    assert (found.accepted_pence, found.held_back_pence, found.pence) == (1_200, 0, 1_200)


def test_a_column_of_credits_belongs_to_one_of_debits_alone() -> None:
    """Beside a plain amount nobody knows what it means, so nothing is taken off for it."""
    found = whole("Date,Supplier,Amount,Credit\n02/05/2024,Alder Paving Ltd,5.00,\n02/05/2024,Elm Ltd,9.00,7.00\n")
    assert found.payments["amount_pence"].to_list() == [500, 900]
    assert "credit" not in (found.columns or {})


def test_another_currency_column_holds_the_row() -> None:
    text = "Date,Supplier,Amount,Currency\n02/05/2024,Alder Paving Ltd,5.00,GBP\n02/05/2024,Elm GmbH,5.00,EUR\n"
    assert whole(text).held_back.select("line", "rule").rows() == [(3, "CURRENCY_NOT_STERLING")]


def test_a_row_without_a_payment_date_takes_the_date_beside_it() -> None:
    text = "Invoice Date,Payment Date,Supplier,Amount\n01/04/2024,02/05/2024,Alder Paving Ltd,5.00\n03/04/2024,,Birch Care Homes,6.00\n"
    found = whole(text)
    assert [str(day) for day in found.payments["paid_on"].to_list()] == ["2024-05-02", "2024-04-03"]
    assert "DATE_FROM_ANOTHER_COLUMN" in [fix.rule for fix in found.fixes]


def test_numbered_periods_are_asked_about() -> None:
    text = "Period,Supplier,Amount\n202102,Alder Paving Ltd,5.00\n202103,Birch Care Homes,6.00\n"
    found = whole(text)
    assert ([question.code for question in found.questions], str(found.first_day)) == (
        ["PERIOD_CALENDAR"],
        "2021-05-31",
    )
    assert str(judged(text, {"PERIOD_CALENDAR": "calendar"}).first_day) == "2021-02-28"


@pytest.mark.parametrize(
    ("period", "file_name", "last_day"),
    [
        ("202101", "spend april 2021.csv", "2021-04-30"),
        ("202101", "spend january 2021.csv", "2021-01-31"),
        ("202103", "spend q1 2021-22.csv", "2021-06-30"),
    ],
)
def test_numbered_periods_are_not_asked_about_where_the_files_name_agrees(
    period: str, file_name: str, last_day: str
) -> None:
    text = f"Period,Supplier,Amount\n{period},Alder Paving Ltd,5.00\n"
    found = judged(text, file_name=file_name)
    assert (found.questions, str(found.first_day)) == ((), last_day)
    assert any("agrees with the period that the file states" in fix.sentence for fix in found.fixes)


def test_numbered_periods_are_asked_about_where_the_files_name_says_another_month() -> None:
    found = judged("Period,Supplier,Amount\n202101,Alder Paving Ltd,5.00\n", file_name="spend march 2021.csv")
    assert [question.code for question in found.questions] == ["PERIOD_CALENDAR"]


@pytest.mark.parametrize("written", ["2021/002", "002/2021", "002.2021", "2021.002"])
def test_periods_as_sap_has_them_are_numbered_periods(written: str) -> None:
    found = whole(f"Posting Period,Supplier,Amount\n{written},Alder Paving Ltd,5.00\n")
    assert [question.code for question in found.questions] == ["PERIOD_CALENDAR"]
    assert str(found.first_day) == "2021-05-31"


def test_closing_entries_of_sap_stand_with_the_last_month() -> None:
    found = whole("Posting Period,Supplier,Amount\n016/2021,Alder Paving Ltd,5.00\n")
    assert str(found.first_day) == "2022-03-31"


def test_a_thirteenth_period_makes_periods_of_four_weeks_likely() -> None:
    text = "Period,Supplier,Amount\n202102,Alder Paving Ltd,5.00\n202113,Birch Care Homes,6.00\n"
    found = judged(text)
    assert found.questions[0].suggested == "four weeks"
    assert [str(day) for day in found.payments["paid_on"]] == ["2021-05-26", "2022-03-31"]
    by_month = judged(text, {"PERIOD_CALENDAR": "financial"}).payments["paid_on"]
    assert [str(day) for day in by_month] == ["2021-05-31", "2022-03-31"], "closing entries stand with March"


def test_identifiers_keep_their_noughts() -> None:
    text = "Date,Supplier,Supplier ID,Amount,Company Number\n02/05/2024,Alder Paving Ltd,000123,5.00,02227962\n"
    assert whole(text).payments.select("supplier_ref", "company_number").row(0) == ("000123", "02227962")


def test_holding_more_rows_back_keeps_the_balance() -> None:
    found = judge.hold_back(
        whole(HEADING + GOOD + GOOD), pl.col("line") == 3, "OTHER_BODY", "supplier_name", "Another body's."
    )
    assert (found.accepted, found.held_back_pence) == (1, 125_050)
    assert found.held_back.select("line", "rule", "value").rows() == [(3, "OTHER_BODY", "Alder Paving Ltd")]


def test_a_lost_line_or_penny_refuses_the_file() -> None:
    found = judged(HEADING + GOOD + GOOD)
    with pytest.raises(Unbalanced, match="lines"):
        check_balance(replace(found, blank=1))
    with pytest.raises(Unbalanced, match="£"):
        check_balance(replace(found, pence=1))


@pytest.mark.parametrize(
    ("text", "last_day"),
    [
        ("Quarter,Supplier,Amount\nQ1 2024/25,Alder Paving Ltd,5.00\n", "2024-06-30"),
        ("Month,Financial Year,Supplier,Amount\nJanuary,2024/25,Alder Paving Ltd,5.00\n", "2025-01-31"),
        ("Accounting Period,Supplier,Amount\n2024/05,Alder Paving Ltd,5.00\n", "2024-05-31"),
    ],
    ids=["a quarter", "a month beside a financial year", "a year and a month"],
)
def test_a_stated_period_stands_for_the_day(text: str, last_day: str) -> None:
    found = whole(text)
    assert (str(found.last_day), found.held_back.height, len(found.questions)) == (last_day, 0, 0)


def test_the_currency_of_the_billed_amount_counts() -> None:
    text = "TRANS DATE,ORIGINAL GROSS AMT,ORIGINAL CUR,BILLING GROSS AMT,BILLING CUR CODE,MERCHANT NAME\n02/04/2014,10.00,USD,8.00,GBP,Alder Books\n"
    assert whole(text).accepted_pence == 800


def test_amount_vat_and_total_that_add_up_are_net() -> None:
    found = whole("Date,Supplier,Amount,VAT,Total\n02/05/2024,Alder Paving Ltd,10.00,2.00,12.00\n")
    assert found.payments.select("amount_pence", "amount_basis").row(0) == (1_000, "net")


@pytest.mark.parametrize("name", ["Total", "TOTALS:", "Grand Total"])
def test_a_total_in_a_file_without_dates_is_no_payment(name: str) -> None:
    found = judged(f"Supplier,Amount\nAlder Ltd,10\nBirch Ltd,12\n{name},22\n", file_name="April 2024.csv")
    assert (found.accepted, found.totals, found.pence) == (2, 1, 2_200)


@pytest.mark.parametrize(
    ("name", "totals"), [("Grand Total", 1), ("Sub-total", 1), ("TOTAL", 0), ("Total Fuel Ltd", 0)]
)
def test_a_total_with_a_day_is_no_payment_where_it_can_be_nothing_else(name: str, totals: int) -> None:
    assert judged(f"{HEADING}{GOOD}03/05/2024,{name},1250.50,,\n").totals == totals


def test_a_payment_that_also_stands_above_the_headings_is_no_repeat_of_them() -> None:
    found = judged(f"Council,spend\n{GOOD}{HEADING}{GOOD}03/05/2024,Birch Ltd,12.00,x,2\n")
    assert found.payments["line"].to_list() == [4, 5]


def test_vat_that_is_counted_in_is_told_with_its_column_and_what_to_do() -> None:
    rows = "03/04/2024,Alder Paving Ltd,120.00,20.00\n"
    found = judged(f"Payment Date,Supplier,Gross Amount,VAT Amount\n{rows}")
    (said,) = found.issues.filter(pl.col("rule") == "AMOUNT_GROSS")["sentence"]
    assert said.startswith(
        'The amounts are read from "Gross Amount" and include VAT, because the file has no net amount'
    )
    assert '"VAT Amount" beside it is not taken off' in said
    assert said.endswith("add a column of them to the file and upload it again.")
    assert found.payments.select("amount_pence", "amount_basis").rows() == [(12_000, "gross")]


def test_headings_that_stand_again_in_other_words_move_no_columns() -> None:
    text = (
        "Supplier (Beneficiary),Supplier ID,Date,Net Amount,Purpose\nAlder Paving Ltd,12,02/05/2024,5.00,Kerbs\n"
        "Vendor Name for Publication,,Payment Date,Net Amount,\nBirch Care Homes,13,03/05/2024,6.00,Care\n"
    )
    found = judged(text)
    assert (found.accepted, found.held_back.height, found.headings) == (2, 0, 2)


def test_an_amount_equal_to_one_with_vat_on_every_line_includes_it() -> None:
    lines = [f"1{at}/05/2024,Cedar Taxis,{at}.50,{at}.50" for at in range(5)]
    found = whole("\n".join(["Date,Merchant,Transaction Amount,Billing Amount", *lines]) + "\n")
    assert (found.questions, set(found.payments["amount_basis"])) == ((), {"gross"})


@pytest.mark.parametrize(
    ("share", "codes", "basis"),
    [
        (0.2, [], "net"),
        (0.05, [], "net"),
        (1 / 6, [], "gross"),
        (5 / 105, [], "gross"),
        (0.175, ["AMOUNT_BASIS"], "unstated"),
    ],
)
def test_vat_at_a_rate_of_the_amount_says_that_it_is_net_and_within_it_gross(
    share: float, codes: list[str], basis: str
) -> None:
    lines = [
        f"{day:02d}/05/2024,Alder Paving Ltd,{37 * day}.50,{(37 * day + 0.5) * share if day > 2 else 0:.2f}\n"
        for day in range(1, 12)
    ]
    found = judged("Date,Supplier,Amount,VAT\n" + "".join(lines))
    assert [question.code for question in found.questions] == codes
    assert set(found.payments["amount_basis"]) == {basis}


@pytest.mark.parametrize(
    "said",
    [
        "Balance brought forward",
        "BALANCE B/F",
        "Opening balance",
        "Closing Balance as at 31 May",
        "Brought forward",
        "c/f",
    ],
)
def test_what_is_in_the_ledger_is_no_payment_though_the_line_has_a_day(said: str) -> None:
    found = judged(f"Date,Supplier,Amount\n01/05/2024,{said},9000.00\n02/05/2024,Alder Paving Ltd,12.50\n")
    assert (found.accepted, found.accepted_pence, found.held_back.height) == (1, 1_250, 0)
    assert "NOTE_LINE" in found.issues["rule"].to_list()


@pytest.mark.parametrize("name", ["Balance Recruitment Ltd", "New Balance", "Work Life Balance CIC", "Forward Housing"])
def test_a_firm_with_balance_in_its_name_is_paid(name: str) -> None:
    found = judged(f"Date,Supplier,Amount\n01/05/2024,{name},9000.00\n02/05/2024,Alder Paving Ltd,12.50\n")
    assert found.accepted == 2


@pytest.mark.parametrize(
    ("heading", "basis"),
    [("Payment (ex VAT)", "net"), ("Payment incl VAT", "gross"), ("Payment", "unstated"), ("Cost exVAT", "net")],
)
def test_a_heading_says_what_it_says_of_vat(heading: str, basis: str) -> None:
    found = judged(f"Date,Supplier,{heading}\n02/05/2024,Alder Paving Ltd,12.50\n")
    assert set(found.payments["amount_basis"]) == {basis}


@pytest.mark.parametrize("said", ["Count:", "Record count", "Number of payments", "No. of invoices:", "Total VAT"])
def test_a_figure_that_is_no_sum_of_money_is_a_remark_where_it_has_no_day(said: str) -> None:
    found = judged(f"Date,Supplier,Amount\n02/05/2024,Alder Paving Ltd,12.50\n,Total,12.50\n,{said},1\n")
    assert (found.accepted, found.held_back.height, found.totals) == (1, 0, 1)
    assert "NOTE_LINE" in found.issues["rule"].to_list()
