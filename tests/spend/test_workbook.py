"""A workbook becomes rows of text, numbered as its sheet numbers them."""

import datetime as dt
from typing import Any

import pytest
import xlsxwriter

from procurement.spend import read, receive
from procurement.spend.findings import Refused
from procurement.spend.limits import Limits
from procurement.spend.text_table import TextTable
from tests.spend import workbooks
from tests.spend.workbooks import PAYMENTS, ods, ods_row, sheets, with_part, xlsx

SHEET = "xl/worksheets/sheet1.xml"


def read_book(content: bytes, limits: Limits | None = None, name: str = "april.xlsx", **answers: str) -> TextTable:
    limits = limits or Limits()
    (received,) = receive.check(name, content, limits)
    return read.as_text(received, limits, answers)


def one_cell(write: Any, **options: object) -> str | None:
    """What the first cell reads as, where `write` writes it."""
    return read_book(xlsx(lambda book: write(book, book.add_worksheet()), **options)).cells["column_0"][0]


@pytest.mark.parametrize(
    ("write", "text"),
    [
        pytest.param(lambda _, sheet: sheet.write(0, 0, 1234.5), "1234.5", id="a number with a fraction"),
        pytest.param(lambda _, sheet: sheet.write(0, 0, 41758), "41758", id="a whole number"),
        pytest.param(lambda _, sheet: sheet.write(0, 0, 0.1 + 0.2), "0.3", id="what a computer makes of 0.1 + 0.2"),
        pytest.param(lambda _, sheet: sheet.write(0, 0, 1234567.89), "1234567.89", id="a million"),
        pytest.param(lambda _, sheet: sheet.write(0, 0, 123456789012345), "123456789012345", id="a long number"),
        pytest.param(lambda _, sheet: sheet.write(0, 0, -0.01), "-0.01", id="a penny owed"),
        pytest.param(lambda _, sheet: sheet.write(0, 0, "£1,200.00"), "£1,200.00", id="an amount as text"),
        pytest.param(lambda _, sheet: sheet.write(0, 0, "000123"), "000123", id="leading zeros as text"),
        pytest.param(lambda _, sheet: sheet.write(0, 0, True), "true", id="a truth value"),
        pytest.param(lambda _, sheet: sheet.write_formula(0, 0, "=1+1", None, 2), "2", id="a formula with its result"),
        pytest.param(lambda _, sheet: sheet.write_formula(0, 0, "=1+1", None, ""), "=1+1", id="a formula without"),
        pytest.param(
            lambda _, sheet: sheet.write_formula(0, 0, "=A2", None, "#REF!"), "#REF!", id="a broken reference"
        ),
        pytest.param(lambda _, sheet: sheet.write_formula(0, 0, "=1/0", None, "#DIV/0!"), "#DIV/0!", id="a division"),
        pytest.param(lambda _, sheet: sheet.write_formula(0, 0, "=NA()", None, "#N/A"), "#N/A", id="not available"),
    ],
)
def test_a_cell_comes_as_it_stands(write: Any, text: str) -> None:
    assert one_cell(lambda book, sheet: (write(book, sheet), sheet.write(1, 0, "x"))) == text


@pytest.mark.parametrize("is_1904", [False, True])
def test_a_date_comes_as_a_day_in_either_calendar(is_1904: bool) -> None:
    def write(book: xlsxwriter.Workbook, sheet: Any) -> None:
        sheet.write_datetime(0, 0, dt.datetime(2025, 4, 3), book.add_format({"num_format": "dd/mm/yyyy"}))

    content = xlsx(lambda book: write(book, book.add_worksheet()), date_1904=is_1904)
    table = read_book(content)
    assert table.cells.rows() == [(1, "2025-04-03 00:00:00")]
    assert table.serial_day_zero == ("1904" if is_1904 else "1900")


def test_row_numbers_are_those_of_the_sheet_where_rows_and_columns_are_blank() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write_row(3, 2, ["Date", "Amount"])
        sheet.write_row(5, 2, ["2025-04-03", 1])

    assert read_book(xlsx(fill)).cells.rows() == [
        (1, None, None),
        (2, None, None),
        (3, None, None),
        (4, "Date", "Amount"),
        (5, None, None),
        (6, "2025-04-03", "1"),
    ]


def test_a_column_of_formulas_without_results_is_shown_as_formulas() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        for row in range(3):
            sheet.write(row, 2, f"supplier {row}")
            sheet.write_formula(row, 1, "=X1", None, "")
            sheet.write_formula(row, 4, f'=F{row + 1}&"<"', None, "")

    table = read_book(xlsx(fill))
    assert table.cells.row(2) == (3, "=X1", "supplier 2", None, '=F3&"<"')
    assert [(fix.rule, fix.lines) for fix in table.fixes] == [("FORMULA_WITHOUT_VALUE", 3)]


def test_one_sheet_with_payments_is_read_without_a_question() -> None:
    table = read_book(sheets(Notes=[["About"], ["this"]], April=PAYMENTS, Empty=[], Codes=[["A", "Adults"]] * 50))
    assert (table.sheet, table.questions, table.cells.height) == ("April", (), 3)
    assert [fix.rule for fix in table.fixes] == ["SHEETS_LEFT_OUT"]
    assert '"Notes" (2 rows), "Codes" (50 rows)' in table.fixes[0].sentence


def test_several_sheets_with_payments_are_asked_about_and_the_answer_is_read() -> None:
    content = sheets(April=PAYMENTS, May=[*PAYMENTS, ["2025-05-05", "Cedar", 3]])
    asked = read_book(content)
    (question,) = asked.questions
    assert (question.code, question.suggested, question.answer, asked.sheet) == ("SHEET", "May", "", "May")
    assert [choice.label for choice in question.choices] == [
        '"May": 4 rows, 3 of them with a date and an amount',
        '"April": 3 rows, 2 of them with a date and an amount',
    ]
    answered = read_book(content, SHEET="April")
    assert (answered.sheet, answered.questions[0].answer, answered.cells.height) == ("April", "April", 3)


def test_sheets_without_dates_are_asked_about_where_they_are_alike_in_size() -> None:
    alike = read_book(sheets(A=[["x", 1]] * 20, B=[["y", 2]] * 30, C=[["z", 3]]))
    assert [choice.value for choice in alike.questions[0].choices] == ["B", "A"]
    assert read_book(sheets(A=[["x", 1]] * 20, B=[["y", 2]])).questions == ()


def hidden_book() -> bytes:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("April")
        for row, cells in enumerate([*PAYMENTS, ["2025-04-05", "Cedar", 3]]):
            sheet.write_row(row, 1, cells)
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_row(9, None, None, {"hidden": True})
        sheet.set_column(2, 2, None, None, {"hidden": True})

    return xlsx(fill)


def test_hidden_rows_and_columns_are_included_until_somebody_says_otherwise() -> None:
    table = read_book(hidden_book())
    (question,) = table.questions
    assert (question.code, question.suggested) == ("HIDDEN", "include")
    assert "1 hidden row and 1 hidden column" in question.sentence
    assert (table.cells.shape, table.lines) == ((4, 4), 4)


def test_hidden_rows_left_out_are_held_and_counted() -> None:
    table = read_book(hidden_book(), HIDDEN="leave out")
    assert table.cells.rows() == [(1, "Date", "Amount"), (2, "2025-04-03", "1234.5"), (4, "2025-04-05", "3")]
    assert table.unreadable.select("line", "rule", "value").rows() == [(3, "HIDDEN_ROW", "2025-04-04,Birch Ltd,99")]
    assert table.lines == 4


def test_a_hidden_sheet_that_is_read_is_noted() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        book.add_worksheet("Cover").write(0, 0, "Spend")
        sheet = book.add_worksheet("April")
        for row, cells in enumerate(PAYMENTS):
            sheet.write_row(row, 0, cells)
        sheet.hide()

    table = read_book(xlsx(fill))
    assert table.sheet == "April"
    assert "HIDDEN_SHEET" in [fix.rule for fix in table.fixes]


@pytest.mark.parametrize(("shown_rows", "suggested"), [(3, "Shown"), (1, "Hidden")])
def test_a_sheet_that_is_shown_is_proposed_before_a_larger_hidden_one(shown_rows: int, suggested: str) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        shown, hidden = book.add_worksheet("Shown"), book.add_worksheet("Hidden")
        for sheet, rows in ((shown, shown_rows), (hidden, 12)):
            for row in range(rows):
                sheet.write_row(row, 0, ["2025-04-03", f"{sheet.name} {row} Ltd", row + 1])
        hidden.hide()

    (question,) = read_book(xlsx(fill)).questions
    assert (question.code, question.suggested) == ("SHEET", suggested)


def test_a_cell_at_the_foot_of_the_sheet_keeps_its_row_number_and_costs_no_memory() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["a", "b"])
        sheet.write_row(1_048_574, 0, ["c", "d"])
        sheet.write(1_048_575, 1, "e")

    assert read_book(xlsx(fill)).cells.rows() == [(1, "a", "b"), (1_048_575, "c", "d"), (1_048_576, None, "e")]


@pytest.mark.parametrize("rows", [1, 5_000])
def test_a_cell_at_the_far_right_of_the_sheet_is_refused(rows: int) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("April")
        sheet.write(0, 0, "a")
        sheet.write(rows, 16_383, "far")

    with pytest.raises(Refused, match=r'Sheet "April" spreads over .* 16,384 columns'):
        read_book(xlsx(fill))


def test_long_texts_repeated_beyond_measure_are_refused() -> None:
    content = sheets(April=[["x" * 5_000] * 10] * 100)
    with pytest.raises(Refused, match="repeats long texts"):
        read_book(content, Limits(max_unzipped_bytes=4_000_000))


@pytest.mark.parametrize(
    ("limits", "match"),
    [(Limits(max_rows=1), "3 rows or more; the limit is 1"), (Limits(max_columns=2), "3 columns .* the limit is 2")],
)
def test_a_sheet_beyond_the_limits_is_refused(limits: Limits, match: str) -> None:
    with pytest.raises(Refused, match=match):
        read_book(sheets(April=PAYMENTS), limits)


def test_a_workbook_of_empty_sheets_is_refused() -> None:
    with pytest.raises(Refused, match="No sheet of the workbook holds anything"):
        read_book(sheets(A=[], B=[]))


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", SHEET, "xl/sharedStrings.xml", "xl/styles.xml"]
)
def test_a_damaged_part_is_refused_and_never_read_as_nothing(part: str) -> None:
    content = with_part(sheets(April=PAYMENTS), part, lambda markup: markup[: len(markup) // 2])
    with pytest.raises(Refused, match="damaged"):
        read_book(content)


def test_an_old_workbook_cut_short_is_refused() -> None:
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "Workbook".encode("utf-16-le") + bytes(100)
    with pytest.raises(Refused, match="damaged"):
        read_book(content, name="april.xls")


def test_an_opendocument_spreadsheet_is_read() -> None:
    content = ods(ods_row(None, None) + ods_row("Date", "Amount") + ods_row("2025-04-03", 1234.5))
    table = read_book(content, name="april.ods")
    assert table.cells.rows() == [(1, None, None), (2, "Date", "Amount"), (3, "2025-04-03", "1234.5")]
    assert (table.kind, table.sheet) == ("ods", "April")


def test_an_opendocument_spreadsheet_may_end_in_a_million_blank_rows() -> None:
    content = ods(ods_row("Date", "Amount") + ods_row(None, repeated=1_048_570))
    assert read_book(content, name="april.ods").cells.height == 1


def test_an_opendocument_spreadsheet_that_repeats_its_cells_beyond_measure_is_refused() -> None:
    content = ods(ods_row(*["x"] * 100, repeated=1_000_000))
    with pytest.raises(Refused, match="spreads over 1,000,000 rows and 100 columns"):
        read_book(content, name="april.ods")


def test_other_prefixes_in_the_markup_make_no_difference() -> None:
    def prefixed(markup: bytes) -> bytes:
        for tag in (b"worksheet", b"sheetData", b"row", b"c", b"v", b"f"):
            for before in (b"<", b"</"):
                for after in (b">", b" ", b"/"):
                    markup = markup.replace(before + tag + after, before + b"x:" + tag + after)
        return markup.replace(b"<x:worksheet xmlns=", b"<x:worksheet xmlns:x=")

    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write(0, 1, 5)
        sheet.write_formula(0, 2, "=B1*2", None, "")

    changed = with_part(workbooks.xlsx(fill), SHEET, prefixed)
    assert read_book(changed).cells.rows() == [(1, "5", "=B1*2")]


@pytest.mark.parametrize("place", [b"A999999999", b"ZZZZ1", b"a1048577"])
def test_a_cell_that_says_it_stands_off_the_sheet_is_refused(place: bytes) -> None:
    content = with_part(
        sheets(April=PAYMENTS), SHEET, lambda markup: markup.replace(b'r="C3"', b"r = '" + place + b"'")
    )
    with pytest.raises(Refused, match="spreads over"):
        read_book(content)
