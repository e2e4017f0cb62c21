"""Files as publishers' systems write them, invented: each is read for what it says, asked about, or truly refused."""

import json
from datetime import date

import pytest

from procurement.spend import headings, judge, read, receive
from procurement.spend.findings import Refused
from procurement.spend.judged import Judged
from procurement.spend.limits import Limits
from tests.spend.reading_texts import ALIASES, REDACTIONS, TODAY

HEADINGS = ("Payment Date", "Supplier Name", "Department", "Net Amount")
ROWS = (
    ("03/04/2025", "Alder Paving Ltd", "Highways", "1250.50"),
    ("14/04/2025", "Birch Care, Homes Ltd", "Adults", "640.00"),
    ("25/04/2025", "Cedar IT Services Ltd", "ICT", "-99.99"),
    ("30/04/2025", "Dogwood Legal LLP", "Legal", "2,000.00"),
)
RECORDS = [dict(zip(HEADINGS, row, strict=True)) for row in ROWS]
ALL = (4, 379_051)


def judged(content: str | bytes, answers: dict[str, str] | None = None, name: str = "spend.csv") -> Judged:
    """One file read with these answers."""
    (received,) = receive.check(name, content.encode() if isinstance(content, str) else content, Limits())
    table = read.as_text(received, Limits(), answers or {}, ALIASES)
    named = headings.apply(table, ALIASES, REDACTIONS, answers or {}, name)
    return judge.rows(named, TODAY, answers or {}, REDACTIONS)


def delimited(delimiter: str, rows: tuple[tuple[str, ...], ...] = (HEADINGS, *ROWS)) -> str:
    return "".join(delimiter.join(f'"{cell}"' if "," in cell else cell for cell in row) + "\n" for row in rows)


def told(column: int, change: dict[str, str]) -> str:
    """The usual rows with some cells of one column written otherwise."""
    rows = [[change.get(cell, cell) if at == column else cell for at, cell in enumerate(row)] for row in ROWS]
    return delimited(",", (HEADINGS, *map(tuple, rows)))


def page() -> str:
    cells = "".join("<tr>" + "".join(f"<td class=xl65>{cell}</td>" for cell in row) + "</tr>\n" for row in ROWS)
    head = "".join(f"<th>{name}</th>" for name in HEADINGS)
    menu = "<table><tr><td>Home</td><td>News</td></tr></table>"
    return (
        f"<html><head><style>td {{}}</style></head><body>{menu}<table>\n<tr>{head}</tr>\n{cells}</table></body></html>"
    )


def spreadsheet(*attributes: str) -> str:
    """An XML spreadsheet of Excel 2003 whose rows have these attributes in turn."""
    row = "<Row{}>{}</Row>".format
    data = '<Cell><Data ss:Type="String">{}</Data></Cell>'.format
    more = [*attributes, *[""] * 5]
    rows = "".join(row(more[at], "".join(map(data, cells))) for at, cells in enumerate((HEADINGS, *ROWS)))
    urn = "urn:schemas-microsoft-com:office:spreadsheet"
    return (
        f'<?xml version="1.0"?><Workbook xmlns="{urn}" xmlns:ss="{urn}"><Worksheet ss:Name="April"><Table>'
        f"{rows}</Table></Worksheet></Workbook>"
    )


def elements() -> str:
    fields = ("PaymentDate", "SupplierName", "Department", "NetAmount")
    record = "".join(
        "<Payment>" + "".join(f"<{name}>{cell}</{name}>" for name, cell in zip(fields, row, strict=True)) + "</Payment>"
        for row in ROWS
    )
    return f'<?xml version="1.0"?><Spend><About><Body>Bury</Body></About><Payments>{record}</Payments></Spend>'


def features(inside: str) -> str:
    return json.dumps({"features": [{"type": "Feature", inside: record, "geometry": None} for record in RECORDS]})


WHOLE_LINES = "".join('"' + line.replace('"', '""') + '"\n' for line in delimited(",").splitlines())
READ = {
    "semicolons": delimited(";"),
    "a line that names the delimiter": "sep=;\n" + delimited(";"),
    "tabs in UTF-16": delimited("\t").encode("utf-16"),
    "bars": delimited("|"),
    "whole lines in quotation marks": WHOLE_LINES,
    "a space before each quotation mark": delimited(", "),
    "an apostrophe between thousands": told(3, {"2,000.00": "2'000.00"}),
    "an apostrophe before a text": told(3, {"640.00": "'640.00"}),
    "a space between thousands": told(3, {"2,000.00": "2 000.00"}),
    "brackets": told(3, {"-99.99": "(99.99)"}),
    "CR behind": told(3, {"-99.99": "99.99CR"}),
    "serials as text": told(0, {"03/04/2025": "45750"}),
    "a day with its weekday": told(0, {"14/04/2025": "Monday 14 April 2025"}),
    "empty columns between": "".join(",,".join(f'"{cell}"' for cell in row) + "\n" for row in (HEADINGS, *ROWS)),
    "two lines of headings": "Payment,Supplier,,Net\nDate,Name,Department,Amount\n" + delimited(",", ROWS),
    "headings on each page": delimited(",", (HEADINGS, *ROWS[:2], ("Page 2", "", "", ""), HEADINGS, *ROWS[2:])),
    "a total in the suppliers' column": delimited(",", (HEADINGS, *ROWS, ("", "Grand Total", "", "3,790.51"))),
    "notes below": delimited(",") + "\nNotes:,,,\n1. Amounts exclude VAT,,,\n",
    "a web page": page(),
    "a spreadsheet of Excel 2003": spreadsheet(),
    "XML records": elements(),
    "JSON records": json.dumps(RECORDS),
    "a data portal's answer": json.dumps({"success": True, "result": {"records": RECORDS, "fields": [{"id": "a"}]}}),
    "JSON rows below their names": json.dumps({"range": "S!A1:D5", "values": [HEADINGS, *ROWS]}),
    "JSON rows and their names apart": json.dumps({"columns": HEADINGS, "data": ROWS}),
    "JSON rows and records of their names": json.dumps(
        {"meta": {"view": {"columns": [{"name": name, "id": at} for at, name in enumerate(HEADINGS)]}}, "data": ROWS}
    ),
    "JSON records under numbers": json.dumps({str(at): record for at, record in enumerate(RECORDS)}),
    "a JSON list a column": json.dumps({name: [record[name] for record in RECORDS] for name in RECORDS[0]}),
    "numbered JSON cells of columns": json.dumps(
        {"spend": {name: {str(at): record[name] for at, record in enumerate(RECORDS)} for name in RECORDS[0]}}
    ),
    "NULs behind the last line": delimited(",") + "\0" * 512,
    "JSON lines": "\n".join(map(json.dumps, RECORDS)),
    "GeoJSON": features("properties"),
    "a map server's features": features("attributes"),
}


@pytest.mark.parametrize("content", READ.values(), ids=READ.keys())
def test_the_same_payments_however_they_are_written(content: str | bytes) -> None:
    found = judged(content)
    assert (found.accepted, found.accepted_pence, found.questions) == (*ALL, ())
    assert found.held_back.is_empty()
    assert found.payments["paid_on"].to_list() == [date(2025, 4, day) for day in (3, 14, 25, 30)]
    assert set(found.payments["department"]) == {"Highways", "Adults", "ICT", "Legal"}


DAYS = {
    "three columns": ("Day,Month,Year,Supplier,Amount", "3,4,2025,Alder Ltd,1", [date(2025, 4, 3)]),
    "a month by name": ("Supplier,Amount,Day,Month,Year", "Alder Ltd,1,3,April,2025", [date(2025, 4, 3)]),
    "a financial year": ("Day,Month,Financial Year,Supplier,Amount", "3,Feb,2024/25,A Ltd,1", [date(2025, 2, 3)]),
    "the year beside the month": ("Day,Month,Supplier,Amount", "3,Apr-25,Alder Ltd,1", [date(2025, 4, 3)]),
    "a period of a financial year": (
        "Financial Year,Period,Supplier,Amount",
        "2024/25,10,A Ltd,1",
        [date(2025, 1, 31)],
    ),
    "no day": ("Month,Year,Supplier,Amount", "4,2025,Alder Ltd,1", [date(2025, 4, 30)]),
    "thousandths of seconds": ("PaymentDate,SupplierName,Amount", "1743638400000,Alder Ltd,1", [date(2025, 4, 3)]),
    "midnight in summer time": ("PaymentDate,SupplierName,Amount", "1743634800000,Alder Ltd,1", [date(2025, 4, 3)]),
    "seconds": ("payment_date,supplier,amount", "1743638400,Alder Ltd,1", [date(2025, 4, 3)]),
    "no day of the calendar": ("Day,Month,Year,Supplier,Amount", "31,6,2025,Alder Ltd,1", []),
}


@pytest.mark.parametrize(("heading", "row", "days"), DAYS.values(), ids=DAYS.keys())
def test_a_day_in_parts_or_counted_from_1970(heading: str, row: str, days: list[date]) -> None:
    found = judged(f"{heading}\n{row}\n")
    assert found.payments["paid_on"].to_list() == days
    assert found.accepted + found.held_back.height == 1


def test_a_long_number_among_other_dates_is_no_moment() -> None:
    found = judged(told(0, {"14/04/2025": "1743638400"}))
    assert found.held_back["rule"].to_list() == ["DATE_NOT_A_DAY"]


NUMBERED = {
    "a month of a financial year": (
        "Month,Financial Year",
        "2,2024/25",
        "calendar",
        "2024-05-31 2025-02-28 2024-05-26",
    ),
    "an accounting month": ("Accounting Month,Fin Year", "10,2024", "calendar", "2025-01-31 2024-10-31 2025-01-05"),
    "beside a day": ("Day,Accounting Month,Financial Year", "3,1,2024", "calendar", "2024-04-30 2024-01-31 2024-04-28"),
    "a period of a year": ("Year,Period", "2023,12", "financial", "2024-03-31 2023-12-31 2024-03-01"),
    "in one column": ("Period,Area", "P05 2024,Roads", "financial", "2024-08-31 2024-05-31 2024-08-18"),
    "a thirteenth": ("Accounting Year,Period", "24/25,13", "four weeks", "2025-03-31 2024-12-31 2025-03-31"),
}


@pytest.mark.parametrize(("heading", "cells", "suggested", "days"), NUMBERED.values(), ids=NUMBERED.keys())
def test_which_month_a_number_stands_for_is_asked(heading: str, cells: str, suggested: str, days: str) -> None:
    text = f"{heading},Supplier,Amount\n{cells},Alder Ltd,1\n"
    (question,) = judged(text).questions
    assert (question.code, question.suggested) == ("PERIOD_CALENDAR", suggested)
    answers = [judged(text, {"PERIOD_CALENDAR": choice.value}) for choice in question.choices]
    assert " ".join(str(found.payments["paid_on"].item()) for found in answers) == days


@pytest.mark.parametrize("year", ["2024/25", "24/25", "FY24-25", "202425"])
@pytest.mark.parametrize("period", ["P11", "Period 11", "Pd. 11", "11"])
def test_periods_of_financial_years_begin_in_april(year: str, period: str) -> None:
    found = judged(f"Accounting Year,Accounting Period,Supplier,Amount\n{year},{period},Alder Ltd,1\n")
    assert (found.questions, found.payments["paid_on"].to_list()) == ((), [date(2025, 2, 28)])


def test_a_row_without_its_period_is_held_back_alone() -> None:
    rows = "".join(f"2023,{at},Alder Ltd,1\n" for at in range(1, 13))
    found = judged(f"Year,Period,Supplier,Amount\n{rows}2023,,Birch Ltd,1\n2023,20,Cedar Ltd,1\n")
    assert found.held_back.select("line", "rule").rows() == [(14, "DATE_MISSING"), (15, "DATE_NOT_A_DAY")]


ORIGINALS = {
    "billed in pounds": ("Original Amount,Original Currency,Billing Amount", "60.00,EUR,52.10", 5_210),
    "paid in part": ("Original Amount,Amount Paid", "60.00,52.10", 5_210),
    "nothing else": ("Original Amount,Original Currency", "52.10,GBP", 5_210),
}


@pytest.mark.parametrize(("heading", "cells", "pence"), ORIGINALS.values(), ids=ORIGINALS.keys())
def test_what_was_first_charged_gives_way_to_what_was_paid(heading: str, cells: str, pence: int) -> None:
    found = judged(f"Transaction Date,Merchant,{heading}\n03/04/2025,Alder Ltd,{cells}\n")
    assert (found.accepted_pence, found.accepted) == (pence, 1)
    is_alone = heading.count("Amount") == 1
    assert [fix.rule for fix in found.fixes] == ([] if is_alone else ["ORIGINAL_AMOUNT"])


ASKED = {
    "orders": (
        "PO Number,Order Date,Supplier,Order Value\nPO1,03/04/2025,Alder Ltd,5000.00\n",
        ("ORDERS", "stop"),
        {"take": 500_000},
    ),
    "orders by number and value": (
        "Purchase Order No,Date,Supplier,PO Value\nPO1,03/04/2025,Alder Ltd,5000.00\n",
        ("ORDERS", "stop"),
        {"take": 500_000},
    ),
    "pence": (
        "Payment Date,Supplier,Amount (pence)\n03/04/2025,Alder Ltd,125050\n04/04/2025,Birch Ltd,-5\n",
        ("AMOUNT_UNIT", "pence"),
        {"pence": 125_045, "pounds": 12_504_500},
    ),
    "fields of one length without a point": (
        "Payment Date,Supplier,Amount\n03/04/2025,Alder Ltd,0000125050\n04/04/2025,Birch Ltd,-0000000005\n"
        "05/04/2025,Cedar Ltd,0000000100\n",
        ("AMOUNT_UNIT", "pence"),
        {"pence": 125_145, "pounds": 12_514_500},
    ),
    "thousands": (
        "Payment Date,Supplier,Amount £000s\n03/04/2025,Alder Ltd,125.5\n04/04/2025,Birch Ltd,(2)\n",
        ("AMOUNT_UNIT", "thousands"),
        {"thousands": 12_350_000, "pounds": 12_350},
    ),
    "millions in a title": (
        "Payments April 2025 (all figures in £m),,\nPayment Date,Supplier,Amount\n03/04/2025,Alder Ltd,1.25\n",
        ("AMOUNT_UNIT", "millions"),
        {"millions": 125_000_000, "pounds": 125},
    ),
    "a space for the point": (
        "Payment Date,Supplier,Amount\n03/04/2025,Alder Ltd,888361 71\n04/04/2025,Birch Ltd,640 00\n"
        "05/04/2025,Cedar Ltd,12 50\n",
        ("AMOUNT_SPACES", "hold back"),
        {"point": 88_901_421, "hold back": 0},
    ),
    "invoices of other months than the period": (
        "Period,Invoice Date,Supplier,Amount\nApr-25,03/02/2025,Alder Ltd,1.00\nApr-25,14/03/2025,Birch Ltd,2.00\n",
        ("DATE_COLUMN", "Period"),
        {"Period": 300, "Invoice Date": 300},
    ),
    "names that were moved under another heading": (
        "Date,Service,Unit,Supplier Name,Amount\n03/02/2025,Roads,Alder Ltd,202411,1.00\n"
        "14/03/2025,Roads,Birch Ltd,202411,2.00\n15/03/2025,Care,Cedar Homes,202411,3.00\n",
        ("SUPPLIER_COLUMN", "Unit"),
        {"Unit": 600, "Supplier Name": 600},
    ),
    "invoices of other months than the numbered period": (
        "Period,Inv. Date,Supplier,Amount\n202502,03/02/2025,Alder Ltd,1.00\n202502,14/03/2025,Birch Ltd,2.00\n",
        ("DATE_COLUMN", "Period"),
        {"Inv. Date": 300},
    ),
}


@pytest.mark.parametrize(("content", "asked", "pence"), ASKED.values(), ids=ASKED.keys())
def test_what_is_in_doubt_is_asked_and_each_answer_is_read(
    content: str, asked: tuple[str, str], pence: dict[str, int]
) -> None:
    question = judged(content).questions[0]
    assert (question.code, question.suggested) == asked
    for value, total in pence.items():
        found = judged(content, {asked[0]: value})
        assert (found.accepted_pence, [one.answer for one in found.questions]) == (total, [value])


def test_numbered_periods_in_place_of_invoices_days_are_asked_about_in_turn() -> None:
    content, _, _ = ASKED["invoices of other months than the numbered period"]
    found = judged(content, {"DATE_COLUMN": "Period"})
    assert [question.code for question in found.questions] == ["DATE_COLUMN", "PERIOD_CALENDAR"]
    assert set(found.payments["paid_on"].to_list()) == {date(2025, 5, 31)}


@pytest.mark.parametrize(
    "heading",
    [
        "Payment Date,Supplier,PO Number,Amount",
        "Invoice Date,Supplier,Order Value",
        "Date,Supplier,Amount over £5000",
        "Payment Date,Supplier,Amount £ over 25000",
        "Date,Supplier,Amount over £25 000",
        "Date Paid,Supplier,Order Date,Amount",
    ],
)
def test_usual_headings_with_an_order_or_a_threshold_are_not_asked_about(heading: str) -> None:
    values = {
        "Payment Date": "03/04/2025",
        "Invoice Date": "03/04/2025",
        "Date": "03/04/2025",
        "Date Paid": "03/04/2025",
    }
    values |= {"Order Date": "01/02/2025", "Supplier": "Alder Ltd", "PO Number": "PO1"}
    row = ",".join(values.get(name, "7.25") for name in heading.split(","))
    assert [one.code for one in judged(f"{heading}\n{row}\n").questions] == []


@pytest.mark.parametrize("heading", ["Pounds,Pence", "Paid £,Paid p", "Amount £,p"])
def test_pounds_and_pence_in_two_columns_are_put_together(heading: str) -> None:
    file = judged(f"Date,Supplier,{heading}\n03/04/2025,A Ltd,100,50\n04/04/2025,B Ltd,-20,5\n")
    assert file.accepted_pence == 8_045


def test_a_single_amount_with_a_space_is_held_and_says_why() -> None:
    found = judged(told(3, {"640.00": "640 00"}))
    assert found.held_back["rule"].to_list() == ["AMOUNT_SPACED"]
    assert "a space stands where the decimal point may be" in found.held_back["advice"][0]


def test_a_column_of_signs_turns_the_credits() -> None:
    assert judged("Date,Supplier,Amount,Sign\n03/04/2025,A Ltd,9.00,+\n04/04/2025,B Ltd,2.00,-\n").accepted_pence == 700


def test_hidden_rows_of_an_xml_spreadsheet_are_asked_about_and_places_kept() -> None:
    found = judged(spreadsheet("", "", ' ss:Hidden="1"', ' ss:Index="9"'))
    assert [one.code for one in found.questions] == ["HIDDEN"]
    assert found.payments["line"].to_list() == [2, 3, 9, 10]


def test_merged_cells_of_a_page_keep_their_columns() -> None:
    rows = "<tr><td rowspan=2>03/04/2025<td>Alder Ltd<td>1.00</tr><tr><td>Birch Ltd<td>2.00</tr>"
    found = judged(f"<table><tr><td>Date<td>Supplier<td>Amount</tr>{rows}</table>")
    assert (found.accepted_pence, found.payments["paid_on"].to_list()) == (300, [date(2025, 4, 3)] * 2)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("<html><body><h1>404</h1><table><tr><td>Home</td></tr></table></body></html>", "web page"),
        ("<table>" + "<tr><td colspan=1000>" * 1 + "<td colspan=1000><td colspan=1000></table>", "cells or more"),
        ('<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "document type"),
        ('<?xml version="1.0"?><a><b>1</b>', "damaged"),
        ('<?xml version="1.0"?><note><to>x</to></note>', "without a list"),
        ("[" * 100_000, "without a list"),
        ('{"a": [{"b": 1}', "damaged"),
        ('{"error": {"code": 404, "message": "not found"}}', "without a list"),
    ],
)
def test_marks_without_payments_are_refused(content: str, said: str) -> None:
    with pytest.raises(Refused, match=said):
        judged(content)
