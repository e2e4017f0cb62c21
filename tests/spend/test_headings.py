"""Headings: what is refused, what is asked, and what a person may correct."""

# ruff: noqa: E501 -- the lines of a file are kept whole

import re
from datetime import date

import pytest

from procurement.spend.findings import ColumnMissing, Refused
from tests.spend.reading_texts import judged, named

ROWS = "02/05/2024,Alder Paving Ltd,1250.50\n14/05/2024,Birch Care Homes,640.00\n"

REFUSED = [
    ("headings only", "Date,Supplier,Amount\n", "There are no payments below the headings"),
    ("headings and blank rows", "Date,Supplier,Amount\n,,\n,,\n", "There are no payments below the headings"),
    (
        "no amount",
        "Date,Supplier,Ward\n02/05/2024,Alder Paving Ltd,North\n",
        "No column holds the amount; the nearest headings",
    ),
    (
        "no date and no month anywhere",
        "Supplier,Amount,Ward\nAlder Paving Ltd,12.50,North\n",
        "No column holds the date of payment",
    ),
    ("a nil return", "Department family,Entity,,\nDfX,Agency,,\n,Nil Return,,\n", "This is a nil return"),
    (
        "a register of contracts",
        "Contract Title,Supplier,Start Date,End Date,Annual Value\nRoads,Alder Paving Ltd,01/04/2024,31/03/2025,500000.00\n",
        "This is a register of contracts",
    ),
    (
        "a column a month",
        "Supplier,Apr-24,May 2024,June 24,Total\nAlder Paving Ltd,12.50,13.50,14.50,40.50\n",
        'This looks like a table of sums ("Apr-24", "May 2024", "June 24"), not like a list of payments',
    ),
    (
        "a column a month, without a year",
        "Supplier Name,April,May,June\nAlder Paving Ltd,12.50,13.50,14.50\n",
        'This looks like a table of sums ("April", "May", "June"), not like a list of payments',
    ),
    (
        "a column a quarter",
        "Supplier,Q1,Q2,Q3,Total\nAlder Paving Ltd,12.50,13.50,14.50,40.50\n",
        'This looks like a table of sums ("Q1", "Q2", "Q3"), not like a list of payments',
    ),
    (
        "a column a year",
        "Supplier,2021/22,2022/23,2023/24\nAlder Paving Ltd,12.50,13.50,14.50\n",
        'This looks like a table of sums ("2021/22", "2022/23", "2023/24"), not like a list of payments',
    ),
    (
        "a pivot table",
        "Row Labels,Sum of Net Amount\nAlder Paving Ltd,12.50\n",
        'This looks like a table of sums ("Row Labels", "Sum of Net Amount"), not like a list of payments',
    ),
    (
        "a summary without lines",
        "SUMMARY OF EXPENDITURE,\n,Oct-11\nSTATIONERY CONTRACT,107.50\nPAPER CONTRACT,73.97\n",
        "No row of headings was found",
    ),
    (
        "a remark under the headings",
        "Date,Supplier,Amount,Purpose\nNothing to see,,,\n",
        "No line below the headings is a payment",
    ),
]


@pytest.mark.parametrize(("text", "begins"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_refused_with_a_true_reason(text: str, begins: str) -> None:
    with pytest.raises(Refused, match=re.escape(begins)):
        judged(text)


def test_a_refusal_names_the_nearest_heading() -> None:
    with pytest.raises(Refused, match='"Charge to fund"'):
        judged("Date,Supplier,Charge to fund,Ward\n02/05/2024,Alder Paving Ltd,x,North\n")


def test_two_amounts_are_asked_about_with_their_effect() -> None:
    text = "Date,Supplier,Amount,Amount\n02/05/2024,Alder Paving Ltd,1250.50,1.00\n14/05/2024,Birch Care Homes,640.00,2.00\n"
    question = named(text).questions[0]
    assert question.code == "AMOUNT_COLUMN"
    assert [choice.value for choice in question.choices] == ["Amount (column 3)", "Amount (column 4)"]
    assert [choice.effect for choice in question.choices] == ["the file comes to £1,890.50", "the file comes to £3.00"]
    assert judged(text, {"AMOUNT_COLUMN": "Amount (column 4)"}).accepted_pence == 300


def test_the_same_amount_twice_is_no_question() -> None:
    found = judged("Date,Supplier,Amount,Amount\n02/05/2024,Alder Paving Ltd,12.50,12.50\n")
    assert not found.questions
    assert "SAME_AMOUNT_TWICE" in [fix.rule for fix in found.fixes]


def test_two_supplier_columns_are_asked_about() -> None:
    found = named("Date,Supplier,Payee,Amount\n02/05/2024,Alder Paving Ltd,Bank of Elm,12.50\n")
    assert [question.code for question in found.questions] == ["SUPPLIER_COLUMN"]


def test_no_headings_are_asked_about() -> None:
    text = "HIGHWAYS,Alder Paving Ltd,02/05/2024,1250.50\nADULTS,Birch Care Homes Ltd,14/05/2024,640.00\n"
    found = judged(text)
    assert [question.code for question in found.questions] == ["HEADINGS"]
    assert found.payments["supplier_name"].to_list() == ["Alder Paving Ltd", "Birch Care Homes Ltd"]
    assert judged(text, {"HEADINGS": "as suggested"}).questions[0].answer == "as suggested"


def test_text_under_a_blank_heading_is_asked_about() -> None:
    text = "Date,Supplier,Amount,\n02/05/2024,Alder Paving Ltd,1250.50,Footways\n14/05/2024,Birch Care Homes,640.00,Placement\n"
    assert [question.code for question in named(text).questions] == ["BLANK_HEADING:column 4"]
    answered = judged(text, {"BLANK_HEADING:column 4": "purpose"})
    assert answered.payments["purpose"].to_list() == ["Footways", "Placement"]


def test_an_empty_column_under_a_blank_heading_is_no_question() -> None:
    assert not named("Date,Supplier,Amount,\n" + ROWS.replace("\n", ",\n")).questions


def test_a_marker_under_a_blank_heading_is_left_out() -> None:
    rows = "".join(f"detail,{day:02}/05/2024,Alder Paving Ltd,1.00\n" for day in range(1, 26))
    found = named(",Date,Supplier,Amount\n" + rows)
    assert not found.questions
    assert "BLANK_HEADING" in [fix.rule for fix in found.fixes]


def test_a_column_under_a_blank_heading_that_counts_the_lines_is_left_out() -> None:
    found = named(",Date,Supplier,Amount\n7,02/05/2024,Alder Paving Ltd,1.00\n8,03/05/2024,Birch Care Homes,2.00\n")
    assert not found.questions
    assert "BLANK_HEADING" in [fix.rule for fix in found.fixes]


def test_a_heading_over_a_code_is_that_of_its_texts_beside_it() -> None:
    rows = "02/05/2024,Alder Paving Ltd,1.00,270000,Highways,271510,Kerbs\n" + (
        "03/05/2024,Birch Care Homes,2.00,310000,Social Care,311520,Beds\n"
    )
    found = judged("Date,Supplier,Amount,Procurement Classification,,,\n" + rows)
    assert found.questions == ()
    assert found.payments["publisher_category"].to_list() == [
        "270000 > Highways > Kerbs",
        "310000 > Social Care > Beds",
    ]
    assert not {"department", "purpose"} & set(found.columns or {})
    assert [fix.rule for fix in found.fixes] == ["BLANK_HEADING"] * 3


def test_words_beside_a_heading_over_words_are_proposed_and_asked_about() -> None:
    rows = "02/05/2024,Alder Ltd,1.00,Highways,Kerbs\n03/05/2024,Birch Ltd,2.00,Social Care,Beds\n"
    (question,) = named("Date,Supplier,Amount,Procurement Classification,\n" + rows).questions
    assert (question.code, question.suggested) == ("BLANK_HEADING:column 5", "publisher_category")


def test_numbers_beside_a_code_are_asked_about() -> None:
    rows = "02/05/2024,Alder Ltd,1.00,270000,17\n03/05/2024,Birch Ltd,2.00,310000,35\n"
    (question,) = named("Date,Supplier,Amount,Procurement Classification,\n" + rows).questions
    assert (question.code, question.suggested) == ("BLANK_HEADING:column 5", "leave out")


FAMILIES = ["Roads", "Parks", "Housing", "Care", "Schools", "Waste", "Legal", "Finance"]


def test_many_families_are_departments_where_no_column_names_the_body() -> None:
    rows = "".join(f"{name},0{at}/05/2024,Alder {at} Ltd,{at}.00\n" for at, name in enumerate(FAMILIES, 1))
    found = judged("Department Family,Date,Supplier,Amount\n" + rows)
    assert found.payments["department"].to_list() == FAMILIES
    assert set(found.payments["body_name"]) == {""}


def test_families_beside_a_body_are_none() -> None:
    rows = "".join(f"{name},Elmshire,0{at}/05/2024,Alder {at} Ltd,{at}.00\n" for at, name in enumerate(FAMILIES, 1))
    found = judged("Department Family,Entity,Date,Supplier,Amount\n" + rows)
    assert set(found.payments["body_name"]) == {"Elmshire"}


def test_one_family_is_the_body() -> None:
    rows = "".join(f"Elmshire,0{at}/05/2024,Alder {at} Ltd,{at}.00\n" for at in range(1, 9))
    found = judged("Department Family,Date,Supplier,Amount\n" + rows)
    assert set(found.payments["body_name"]) == {"Elmshire"}


FIVE = [f"{day:02}/05/2024,{name},{day}.00" for day, name in enumerate(["Alder", "Birch", "Cedar", "Elm", "Fir"], 2)]


def test_what_says_the_same_on_every_line_names_no_supplier() -> None:
    marked = "".join(f"DETAIL,{row},{700 + at}\n" for at, row in enumerate(FIVE))
    found = named("columns supplier,Date,Supplier ID(T),Amount,Supplier ID\n" + marked).published()
    assert (found["supplier_name"], found["supplier_ref"]) == ("Supplier ID(T)", "Supplier ID")
    same = named("Date,Payee,Amount,Supplier No\n" + "".join(f"{row},Invoice\n" for row in FIVE))
    assert "supplier_ref" not in same.columns
    one = named("Date,Supplier,Amount\n" + "".join(f"{day:02}/05/2024,Alder Paving,{day}.00\n" for day in range(2, 9)))
    assert one.published()["supplier_name"] == "Supplier", "a file of one supplier is still read"


def test_what_is_of_capital_or_revenue_is_no_department() -> None:
    kinds = ["Revenue Expenditure", "Capital Expenditure", "Revenue Income", "Revenue Expenditure", "Capital"]
    rows = "".join(f"{row},Parks,{kind}\n" for row, kind in zip(FIVE, kinds, strict=True))
    assert (
        named("Date,Supplier,Amount,Directorate,Group Description\n" + rows).published()["department"] == "Directorate"
    )


def test_a_remark_in_brackets_takes_nothing_from_a_heading() -> None:
    text = (
        "Date,Payment Number,Voucher Number (Internal Classification),Supplier,Amount\n02/05/2024,9,4711,Alder,5.00\n"
    )
    swapped = (
        "Date,Voucher Number (Internal Classification),Payment Number,Supplier,Amount\n02/05/2024,4711,9,Alder,5.00\n"
    )
    assert [named(one).published()["transaction_number"] for one in (text, swapped)] == [
        "Payment Number",
        "Voucher Number (Internal Classification)",
    ]


def test_the_date_of_an_order_is_no_day_of_payment() -> None:
    text = "PO Date,Invoice No,Supplier,Amount\n01/03/2024,I1,Alder Paving Ltd,5.00\n"
    by_order = judged(text)
    assert [(question.code, question.suggested) for question in by_order.questions] == [("ORDER_DATES", "take")]
    assert str(by_order.first_day) == "2024-03-01"
    of_may = judged(text, file_name="payments May 2024.csv")
    assert str(of_may.first_day) == "2024-05-31"
    assert "DATE_OF_ORDER" in [fix.rule for fix in of_may.fixes]
    pointed_at = judged(text, {"COLUMN:paid_on": "PO Date"})
    assert (str(pointed_at.first_day), pointed_at.questions) == ("2024-03-01", ())
    both = "PO Date,Invoice Date,Supplier,Amount\n01/03/2024,04/04/2024,Alder Paving Ltd,5.00\n"
    assert str(judged(both).first_day) == "2024-04-04"


def test_a_person_corrects_the_mapping() -> None:
    text = "Date,Supplier,Amount,Ward\n" + ROWS.replace("\n", ",North\n")
    found = judged(text, {"COLUMN:department": "Ward"})
    assert found.payments["department"].to_list() == ["North", "North"]
    assert "COLUMN_BY_ANSWER" in [fix.rule for fix in found.fixes]


def test_a_person_corrects_the_amount_and_the_question_goes() -> None:
    text = "Date,Supplier,Amount,Amount\n02/05/2024,Alder Paving Ltd,1250.50,1.00\n"
    found = judged(text, {"COLUMN:amount": "Amount (column 4)"})
    assert (found.accepted_pence, found.questions) == (100, ())


def test_a_person_names_a_column_that_no_rule_would_take() -> None:
    text = "Date,Supplier,Xyz\n02/05/2024,Alder Paving Ltd,500\n"
    assert judged(text, {"COLUMN:amount": "Xyz"}).accepted_pence == 50_000


def test_a_person_leaves_a_column_out() -> None:
    text = "Date,Supplier,Amount,Purpose\n" + ROWS.replace("\n", ",secret\n")
    assert judged(text, {"COLUMN:purpose": "-"}).payments["purpose"].to_list() == ["", ""]


def test_a_heading_that_is_not_there_is_refused() -> None:
    with pytest.raises(Refused, match="No column of this file is headed"):
        named("Date,Supplier,Amount\n" + ROWS, {"COLUMN:amount": "Wages"})


def test_net_is_preferred_and_said() -> None:
    found = named("Date,Supplier,Gross,VAT,Net\n02/05/2024,Alder Paving Ltd,1500.60,250.10,1250.50\n")
    assert (found.amount_basis, [fix.rule for fix in found.fixes]) == ("net", ["NET_PREFERRED"])


def test_payments_above_a_second_row_with_more_headings_are_not_taken_for_titles() -> None:
    text = "Date,Supplier,Amount\n13/04/2024,Alder Ltd,10.00\nDate,Supplier,Amount,Purpose\n14/04/2024,Ash Ltd,5.00,x\n"
    found = named(text)
    assert (found.heading_row.last_line if found.heading_row else 0, found.notes) == (1, ())


def test_a_vat_column_without_vat_leaves_nothing_to_ask() -> None:
    found = judged("Payment Date,Beneficiary,Amount,VAT\n02/05/2024,Alder Paving Ltd,1250.50,0.0\n")
    assert (found.questions, set(found.payments["amount_basis"])) == ((), {"unstated"})


def test_an_amount_to_which_the_gross_beside_it_adds_vat_is_net() -> None:
    rows = "02/05/2024,Alder Paving Ltd,1000.00,1200.00\n14/05/2024,Birch Care Homes,640.00,640.00\n"
    rows += "21/05/2024,Cedar Fuel Ltd,10.01,10.51\n"
    found = judged(f"Payment Date,Supplier Name,Line Value,Inclusive Amount\n{rows}")
    assert (found.columns["amount"], set(found.payments["amount_basis"])) == ("Line Value", {"net"})
    assert found.questions == ()


def test_a_column_of_dates_headed_like_an_amount_is_the_date() -> None:
    found = judged(f"Payment,Supplier,Amount\n{ROWS}", file_name="expenditure-april-2023.csv")
    assert found.columns["paid_on"] == "Payment"
    assert (str(found.first_day), str(found.last_day)) == ("2024-05-02", "2024-05-14")


def test_the_day_of_publication_is_no_day_of_payment() -> None:
    heading = "PublishedDate,EffectiveDate,BeneficiaryName,Amount\n"
    rows = "2024-06-15,02/05/2024,Alder Paving Ltd,1250.50\n2024-06-15,14/05/2024,Birch Care Homes,640.00\n"
    found = judged(heading + rows)
    assert found.columns["paid_on"] == "EffectiveDate"


@pytest.mark.parametrize("heading", ["Amended Supplier Name", "Updated Supplier Name", "Supplier Name (Redacted)"])
def test_a_name_amended_for_publication_comes_before_the_name_itself(heading: str) -> None:
    row = "02/05/2024,Alder Paving Ltd,Redacted Personal Data,1250.50\n"
    found = judged(f"Date,Supplier Name,{heading},Amount\n{row}")
    assert found.payments["supplier_name"].to_list() == ["Redacted Personal Data"]


def test_two_columns_that_take_turns_in_naming_the_supplier_are_read_as_one() -> None:
    rows = "02/05/2024,Alder Paving Ltd,,1250.50\n14/05/2024,,Birch Care Homes,640.00\n"
    found = judged(f"Invoice Date,Supplier Name(T),Supplier Name,Amount\n{rows}")
    assert found.payments["supplier_name"].to_list() == ["Alder Paving Ltd", "Birch Care Homes"]
    assert "SUPPLIER_IN_TWO_COLUMNS" in {fix.rule for fix in found.fixes}
    assert found.questions == ()


def test_two_names_on_one_line_are_asked_about() -> None:
    rows = "02/05/2024,Alder Paving Ltd,Alder Roads Ltd,1250.50\n14/05/2024,,Birch Care Homes,640.00\n"
    found = judged(f"Invoice Date,Supplier Name(T),Supplier Name,Amount\n{rows}")
    assert [question.code for question in found.questions] == ["SUPPLIER_COLUMN"]


NO_DATES = "Supplier Name,Department,Purpose,Paid Amount\nAlder Paving Ltd,Roads,Kerbs,100.00\nTotal Gas & Power Limited,Roads,Gas,40.00\n"


@pytest.mark.parametrize(
    "total", ["Total,,,140.00", ",,,140.00", "Roads Total,,,140.00", ",Total for May 2024,,£140.00"]
)
def test_a_total_in_a_file_without_dates_is_no_payment(total: str) -> None:
    found = judged(f"{NO_DATES}{total}\n", file_name="spend-report-may-2024.csv")
    assert (found.accepted, found.accepted_pence, found.totals, found.held_back.height) == (2, 14_000, 1, 0)


def test_a_note_in_a_file_without_dates_is_no_payment() -> None:
    found = judged(f"{NO_DATES}Report run on 02/06/2024,,,\n", file_name="spend-report-may-2024.csv")
    assert (found.accepted, found.headings, found.held_back.height) == (2, 2, 0)


def test_without_headings_the_councils_own_name_is_not_taken_for_the_supplier() -> None:
    suppliers = ("Alder Paving Ltd", "Birch Care Homes", "Cedar IT Ltd", "Elm Foods", "Fir Ltd")
    rows = [f"Elmshire Council,{name},{day:02}/05/2024,{day}00.50" for day, name in enumerate(suppliers, 1)]
    assert (judged("\n".join(rows)).columns or {})["supplier_name"] == "column 2"


def test_labels_of_categories_come_before_their_codes_where_there_is_no_room_for_all() -> None:
    heading = "Date,Supplier,Amount,Catman,Catman(T),Thomclas,Thomclas(T),Subcatman,Subcatman(T)"
    row = "02/05/2024,Alder Paving Ltd,1250.50,CAT02,Works,12100,Paving,SUB7,Footway slabs"
    (category,) = judged(f"{heading}\n{row}\n").payments["publisher_category"]
    assert category == "CAT02 > Works > Paving > Footway slabs"


@pytest.mark.parametrize("counts", ["Number of Payments", "No. of Invoices", "Payment Count"])
def test_a_count_of_payments_is_no_number_of_a_payment(counts: str) -> None:
    found = named(f"Payment Date,Supplier,Amount,{counts}\n03/04/2024,Alder Paving Ltd,12.50,3\n")
    assert "transaction_number" not in found.columns


def test_net_gross_and_vat_are_told_in_one_sentence() -> None:
    found = named("Payment Date,Supplier,Net,Gross,VAT\n03/04/2024,Alder Paving Ltd,10.00,12.00,2.00\n")
    (said,) = [fix.sentence for fix in found.fixes if fix.rule == "NET_PREFERRED"]
    assert said == '"Net" is the amount; "Gross" and "VAT" beside it are left out, so net and gross never mix.'


@pytest.mark.parametrize(
    "pair",
    [
        ("Supplier name", "FINAL Supplier name"),
        ("Supplier Name Revised", "Supplier Name"),
        ("Supplier Name", "Supplier Name for publication"),
        ("Vendor Name", "Vendor Name 2"),
        ("SupplierName", "BeneficiaryName"),
    ],
)
@pytest.mark.parametrize("turned", [False, True])
def test_the_column_that_withholds_names_is_the_supplier(pair: tuple[str, str], turned: bool) -> None:
    published = next(
        heading for heading in pair if heading not in {"Supplier name", "Supplier Name", "Vendor Name", "SupplierName"}
    )
    names = [("Alder Ltd", "Alder Ltd"), ("W Quillmarsh", "REDACTED PERSONAL DATA"), ("Birch Ltd", "Birch Ltd")]
    headings = sorted(pair, key=lambda heading: (heading == published) != turned)
    rows = [",".join(name[::-1] if turned else name) for name in names]
    text = f"Date,{','.join(headings)},Amount\n" + "".join(
        f"03/04/2025,{row},{at}.50\n" for at, row in enumerate(rows, 1)
    )
    found = judged(text)
    assert (found.columns or {})["supplier_name"] == published
    assert found.payments["supplier_name"].to_list() == ["Alder Ltd", "REDACTED PERSONAL DATA", "Birch Ltd"]
    assert not found.questions


def test_a_name_that_either_column_withholds_is_withheld() -> None:
    rows = [
        "Alder Ltd,Alder Ltd",
        "Name withheld,W Quillmarsh",
        "Redacted,T Quillmarsh",
        "A Quillmarsh,REDACTED PERSONAL DATA",
        "Birch Ltd,",
    ]
    text = "Date,Supplier Name,Vendor Name 2,Amount\n" + "".join(f"03/04/2025,{row},1.50\n" for row in rows)
    found = judged(text)
    assert found.accepted == len(rows)
    read = found.payments["supplier_name"].to_list()
    assert not any("Quillmarsh" in name for name in read)
    assert read == ["Alder Ltd", "Name withheld", "Redacted", "REDACTED PERSONAL DATA", "Birch Ltd"]
    told = next(fix.sentence for fix in found.fixes if "on 1 line" in fix.sentence)
    assert told == '"Vendor Name 2" withholds names that "Supplier Name" gives on 1 line; they are withheld there.'


@pytest.mark.parametrize("replacement", ["Redacted", "Birch Renamed Ltd"])
def test_names_published_in_place_of_a_few_leave_the_others(replacement: str) -> None:
    rows = [f"0{at}/04/2025,Alder {at} Ltd,{replacement if at == 2 else ''},{at}.50\n" for at in range(1, 9)]
    found = judged("Date,Supplier Name,Supplier Name Revised,Amount\n" + "".join(rows))
    assert found.payments["supplier_name"].to_list()[:3] == ["Alder 1 Ltd", replacement, "Alder 3 Ltd"]
    assert (found.accepted, found.questions) == (8, ())


def test_a_few_blanks_among_names_as_published_may_be_withheld() -> None:
    rows = [f"0{at}/04/2025,Alder {at} Ltd,{'' if at == 2 else f'Alder {at} Ltd'},{at}.50\n" for at in range(1, 9)]
    found = judged("Date,Supplier Name,Published Supplier Name,Amount\n" + "".join(rows))
    assert found.held_back.select("line", "rule").rows() == [(3, "SUPPLIER_MISSING")]


def test_without_headings_the_days_are_told_from_the_months_beside_them() -> None:
    rows = "".join(f"0{at}/04/2025,Drugs,Alder {at} Ltd,{at}0.50,Apr-25\n" for at in range(1, 9))
    found = judged(rows, {"HEADINGS": "as suggested"})
    assert found.payments["paid_on"].to_list() == [date(2025, 4, day) for day in range(1, 9)]


PARTLY = "Who we paid,When,Amount,Department\n"
PAID = "".join(f"{firm},{day:02d}/05/2024,{day}.50,Place\n" for day, firm in enumerate(("Alder Ltd", "Birch Co"), 3))


def test_where_one_heading_is_known_what_the_others_hold_tells_the_rest() -> None:
    found = judged("Payments,,,\n" + PARTLY + PAID)
    assert (found.questions, found.accepted, found.held_back.height) == ((), 2, 0)
    columns = found.columns or {}
    assert (columns["supplier_name"], columns["paid_on"]) == ("Who we paid", "When")


def test_where_no_heading_is_known_the_question_names_them_and_their_row_is_no_payment() -> None:
    found = judged("Wen,Hoo,Mutch\n" + "".join(f"0{day}/05/2024,Alder Paving Ltd,{day}.50\n" for day in range(3, 9)))
    (question,) = found.questions
    assert question.code == "HEADINGS"
    assert question.sentence.startswith("The headings of this file are not known. From what the columns hold: the amo")
    assert 'the supplier from "Hoo"' in question.sentence
    assert (found.accepted, found.held_back.height) == (6, 0)


def test_headings_that_are_fewer_than_the_cells_below_name_none_of_them() -> None:
    rows = "".join(f"{day}/05/2024,Alder Paving Ltd,x,{day}.50,y\n" for day in range(10, 29))
    (question,) = judged(f"Wen,Amount,Place\n{rows}").questions
    assert question.sentence.startswith("This file has no row of headings.")


def test_a_column_for_each_month_is_a_table_of_sums() -> None:
    rows = "".join(f"Alder Paving Ltd,{day}/05/2024,{day}.50,,\n" for day in range(10, 29))
    with pytest.raises(ColumnMissing, match=r"table of sums .*each month has a column"):
        judged(f"Hoo,Wen,Apr-24,May-24,Jun-24\n{rows}")


@pytest.mark.parametrize("heading", ["Invoice Paid", "Payment Made", "Reference of payment"])
def test_days_under_a_heading_that_speaks_of_paying_are_the_days_of_payment(heading: str) -> None:
    rows = "".join(f"Alder Paving Ltd,{day}/05/2024,{day}.50\n" for day in range(10, 16))
    found = judged(f"Supplier,{heading},Amount\n{rows}", file_name="payments-may-2024.csv")
    assert found.payments["paid_on"].to_list() == [date(2024, 5, day) for day in range(10, 16)]


def test_accounts_payable_says_nothing_of_what_a_column_holds() -> None:
    found = judged("AP Supplier,AP Payment Date,AP Net,AP Tax\nAlder Paving Ltd,10/05/2024,12.50,2.50\n")
    assert (found.questions, set(found.payments["amount_basis"])) == ((), {"net"})


def test_a_list_of_firms_with_figures_and_no_days_is_no_list_of_payments() -> None:
    rows = "".join(f"Alder Paving Ltd,Quillmarsh,{10 * day}.25\n" for day in range(10, 16))
    with pytest.raises(ColumnMissing, match="the date of payment"):
        judged(f"Supplier,Department,Size\n{rows}", file_name="suppliers-may-2024.csv")


def test_a_column_that_only_says_where_a_name_is_withheld_names_nobody() -> None:
    """Two columns are headed alike: one is full, the other blank but for the mark, which holds for its line."""
    lines = "".join(f",0{day}/05/2024,10.00,Alder {day} Ltd\n" for day in range(1, 8))
    found = judged(
        f"SupplierName,Date,Amount,Supplier Name\n{lines}REDACTED PERSONAL DATA,09/05/2024,1.00,A N Invented\n"
    )
    assert found.payments["supplier_name"].to_list()[-2:] == ["Alder 7 Ltd", "REDACTED PERSONAL DATA"]
    assert (found.accepted, found.questions, found.held_back.height) == (8, (), 0)


def test_a_column_that_is_mostly_blank_and_names_others_is_asked_about() -> None:
    lines = "".join(f",0{day}/05/2024,10.00,Alder {day} Ltd\n" for day in range(1, 8))
    found = judged(f"SupplierName,Date,Amount,Supplier Name\n{lines}Birch Ltd,09/05/2024,1.00,Cedar Ltd\n")
    assert [question.code for question in found.questions] == ["SUPPLIER_COLUMN"]


@pytest.mark.parametrize(("heading", "asked"), [("Supper (T)", []), ("Check and edit", ["SUPPLIER_COLUMN"])])
def test_texts_of_codes_are_the_names_where_their_mark_says_so(heading: str, asked: list[str]) -> None:
    lines = "".join(f"{1000 + day},Alder {day} Ltd,0{day}/05/2024,10.00\n" for day in range(1, 6))
    found = judged(f"Supplier,{heading},Transaction Date,Amount\n{lines}")
    assert (found.columns or {})["supplier_name"] == heading
    assert [question.code for question in found.questions] == asked


def test_the_names_that_sap_gives_its_fields_are_known() -> None:
    found = judged("BUKRS,BELNR,BUDAT,LIFNR,NAME1,DMBTR,WAERS,SGTXT\n1000,51,20240502,77,Alder Ltd,12.50,GBP,Roads\n")
    columns = found.columns or {}
    assert (columns["supplier_name"], columns["amount"], columns["paid_on"]) == ("NAME1", "DMBTR", "BUDAT")
    assert (found.accepted_pence, found.questions) == (1_250, ())


def test_a_day_under_paid_comes_before_the_span_that_a_service_lasted() -> None:
    found = judged("Provider,Period Start,Period End,Paid,Net £\nAlder Ltd,01/04/2024,30/04/2024,03/05/2024,12.50\n")
    assert (found.columns or {})["paid_on"] == "Paid"


def test_the_names_of_a_tables_columns_that_nobody_headed_are_no_payment() -> None:
    rows = "".join(f"Alder {day} Ltd,0{day}/05/2024,10.00\n" for day in range(1, 4))
    found = judged(f"Column1,Column2,Column3\n{rows}")
    assert ([question.code for question in found.questions], found.held_back.height) == (["HEADINGS"], 0)


def test_lines_that_a_status_calls_cancelled_are_told_of_and_count_as_they_stand() -> None:
    rows = "".join(f"Alder {day} Ltd,0{day}/05/2024,10.00,{'Void' if day == 2 else 'Paid'}\n" for day in range(1, 5))
    found = judged(f"Supplier,Date Paid,Amount,Payment Status\n{rows}")
    said = [fix.sentence for fix in found.fixes if fix.rule == "STATUS_NOT_PAID"]
    assert (found.accepted, len(said)) == (4, 1)
    assert said[0].startswith('"Payment Status" says "Void" or the like on 1 line.')


@pytest.mark.parametrize("said", ["Unpaid", "Paid"], ids=["on every line", "on none"])
def test_a_status_that_tells_no_line_from_another_is_not(said: str) -> None:
    rows = "".join(f"Alder {day} Ltd,0{day}/05/2024,10.00,{said}\n" for day in range(1, 5))
    found = judged(f"Supplier,Date Paid,Amount,Status\n{rows}")
    assert "STATUS_NOT_PAID" not in {fix.rule for fix in found.fixes}


def test_what_a_card_was_charged_at_the_source_gives_way_to_what_was_billed() -> None:
    rows = "Alder Ltd,03/05/2024,12.00,EUR,10.50\nBirch Ltd,04/05/2024,20.00,GBP,20.00\n"
    found = judged(f"Merchant,Transaction Date,Source Amount,Source Currency,Billing Amount\n{rows}")
    assert ((found.columns or {})["amount"], found.accepted_pence) == ("Billing Amount", 3_050)


def test_marks_beside_totals_alone_under_a_blank_heading_are_no_question() -> None:
    """SAP marks sums with stars, and an accounting package writes Total in a column of its own."""
    for mark in ("*", "**", "Total"):
        found = judged(
            f",Date,Supplier,Amount,Currency\n,02/05/2024,Alder Ltd,1.00,GBP\n-----,,,,\n{mark},,,1.00,GBP\n"
        )
        assert (found.questions, found.totals, found.held_back.height) == ((), 1, 0)


def test_money_under_an_unknown_heading_is_asked_about_where_no_heading_speaks_of_paying() -> None:
    text = "Date,Supplier,Item,Levy\n02/05/2024,Alder Paving Ltd,Kerbs,12.50\n03/05/2024,Birch Books,Books,13.50\n"
    (question,) = judged(text).questions
    assert (question.code, [choice.value for choice in question.choices]) == ("AMOUNT_COLUMN", ["Levy", "stop"])
    assert judged(text.replace("Date", "Date Paid")).questions == ()
