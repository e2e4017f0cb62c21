"""Files in every bad state: taken, held or refused as promised, and never read as something else in silence."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
import xlsxwriter

from procurement.spend import read, receive
from procurement.spend.findings import Refused
from procurement.spend.limits import Limits
from procurement.spend.text_table import TextTable
from tests.spend import workbooks

ROWS = "Date,Supplier,Amount\n01/04/2025,Acorn Paving,1.00\n02/04/2025,Birch Ltd,2.00\n"
CSV = ROWS.encode()
WORKBOOK = workbooks.sheets(April=workbooks.PAYMENTS)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def with_row(row: bytes) -> bytes:
    """A good file with one more row, and a good row after it."""
    return CSV + row + "\n03/04/2025,Café Cedar,3.00\n".encode()


def locked() -> bytes:
    """A workbook that Excel has encrypted."""
    return OLE + "EncryptedPackage".encode("utf-16-le") + b"\x00\x00"


def bomb() -> bytes:
    """A workbook of 27 times its size once unpacked, as 5.4 MB that become 148 MB are."""
    return workbooks.with_part(WORKBOOK, "xl/worksheets/sheet1.xml", lambda _: b" " * 110 * 1024 * 1024)


def billion_laughs() -> bytes:
    """A workbook whose shared texts are built of entities."""
    laughs = (
        b'<?xml version="1.0"?><!DOCTYPE sst [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><sst><si><t>&b;</t></si></sst>'
    )
    return workbooks.with_part(WORKBOOK, "xl/sharedStrings.xml", lambda _: laughs)


def last_row() -> bytes:
    """A workbook with one cell in the last row that Excel has."""

    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Date", "Amount"])
        sheet.write(1_048_575, 0, "stray")

    return workbooks.xlsx(fill)


def hidden_rows() -> bytes:
    """A workbook with a hidden row."""

    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        for row, cells in enumerate(workbooks.PAYMENTS):
            sheet.write_row(row, 0, cells)
        sheet.set_row(1, None, None, {"hidden": True})

    return workbooks.xlsx(fill)


@dataclass(frozen=True)
class Case:
    """A bad input, and part of the sentence that must refuse it."""

    title: str
    content: Callable[[], bytes]
    sentence: str
    limits: Limits = field(default_factory=Limits)


REFUSED = [
    Case("1 no bytes at all", lambda: b"", "The file is empty"),
    Case("4 a program called .csv", lambda: b"MZ\x90\x00\x03\x00\x00\x00", "This is a program"),
    Case("5 an error page called .csv", lambda: b"<!doctype html><title>404</title>", "This is a web page"),
    Case("6 a PDF called .csv", lambda: b"%PDF-1.4\n%\xe2\xe3", "This is a PDF document"),
    Case("9 in no encoding", lambda: b"a,\x81\x8d\nb,\x90\x9d\n", "byte 3 is the first"),
    Case("15 larger than the limit", lambda: CSV, "the limit is", Limits(max_bytes=10)),
    Case("16 too many rows", lambda: CSV, "the limit is 1", Limits(max_rows=1)),
    Case("16 too many columns", lambda: CSV, "the limit is 2", Limits(max_columns=2)),
    Case("17 a zip bomb", bomb, "times its size"),
    Case("18 billion laughs", billion_laughs, "document type"),
    Case("20 a password", locked, "Remove the password"),
    Case("21 a workbook cut short", lambda: WORKBOOK[: len(WORKBOOK) // 2], "did not arrive whole"),
]


def read_file(content: bytes, limits: Limits | None = None, name: str = "april.csv") -> TextTable:
    limits = limits or Limits()
    (received,) = receive.check(name, content, limits)
    return read.as_text(received, limits, {})


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case.title)
def test_refused_with_a_sentence_that_says_how_to_mend_it(case: Case) -> None:
    with pytest.raises(Refused, match=case.sentence) as refused:
        read_file(case.content(), case.limits)
    assert len(str(refused.value).split(". ")) >= 2, "the sentence says what is wrong, a second one what to do"


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        pytest.param(b"\xef\xbb\xbf" + CSV, "BYTE_ORDER_MARK", id="7 UTF-8 mark"),
        pytest.param(ROWS.encode("utf-16"), "ENCODING", id="8 UTF-16"),
        pytest.param(CSV.replace(b"\n", b"\r"), "LINE_ENDS", id="12 CR alone"),
        pytest.param(CSV.replace(b"\n", b"\r\n", 1), "LINE_ENDS", id="13 mixed line ends"),
        pytest.param(CSV.replace(b",", b";"), "DELIMITER", id="14 semicolons"),
        pytest.param(CSV.replace(b",", b"\t"), "DELIMITER", id="14 tabs"),
    ],
)
def test_mended_into_the_very_same_rows_and_said_so(content: bytes, rule: str) -> None:
    table = read_file(content)
    assert table.cells.equals(read_file(CSV).cells)
    assert [fix.rule for fix in table.fixes] == [rule]


def test_9_a_windows_pound_sign_is_read_and_the_encoding_named() -> None:
    table = read_file("Date,Net Amount (£)\n01/04/2025,£1.00\n".encode("cp1252"))
    assert table.cells.rows() == [(1, "Date", "Net Amount (£)"), (2, "01/04/2025", "£1.00")]
    assert "read as Windows-1252" in table.fixes[0].sentence


def test_3_a_workbook_called_csv_is_read_as_the_workbook_it_is() -> None:
    table = read_file(WORKBOOK)
    assert (table.kind, table.cells.height) == ("xlsx", 3)
    assert [fix.rule for fix in table.fixes] == ["KIND_BY_CONTENT"]


@pytest.mark.parametrize(
    ("row", "rule", "column"),
    [
        pytest.param(b"04/04/2025,Caf\xe9,9.00", "NOT_IN_ENCODING", "column 2 (B)", id="10 mixed encodings"),
        pytest.param(b"04/04/2025,Dog\x00wood,9.00", "NUL_BYTE", "column 2 (B)", id="11 a NUL"),
        pytest.param(b"04/04/2025," + b"x" * 10_001 + b",9.00", "CELL_TOO_LONG", "column 2 (B)", id="16 a long cell"),
        pytest.param(b'04/04/2025,"Dogwood,9.00', "UNCLOSED_QUOTE", "", id="38 a quote that never closes"),
        pytest.param(b'04/04/2025,"19" Rack, tall",9.00,', "STRAY_QUOTE", "", id="39 a quote where cells are unclear"),
    ],
)
def test_the_row_is_held_and_later_rows_are_read(row: bytes, rule: str, column: str) -> None:
    table = read_file(with_row(row))
    assert table.unreadable.select("line", "rule", "column").rows() == [(4, rule, column)]
    assert table.cells["line"].to_list() == [1, 2, 3, 5]


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        pytest.param(b"04/04/2025,Smith, Jones Ltd,9.00", 4, id="36 an extra comma"),
        pytest.param(b"04/04/2025,Dogwood", 2, id="37 a short row"),
        pytest.param(b'04/04/2025,19" Rack,9.00', 3, id="39 an inch mark"),
        pytest.param(b",,", 3, id="41 a row of commas"),
        pytest.param(b"", 1, id="41 a blank row"),
    ],
)
def test_the_row_is_passed_on_with_the_cells_it_has(row: bytes, cells: int) -> None:
    table = read_file(with_row(row))
    there = [cell for cell in table.cells.row(3)[1:] if cell is not None]
    assert (len(there), there) == (cells, [cell.strip() for cell in row.decode().split(",")])
    assert table.cells["line"].to_list() == [1, 2, 3, 4, 5]


def test_40_a_line_break_inside_quotes_keeps_true_numbers() -> None:
    table = read_file(with_row(b'04/04/2025,"Dog\nwood",9.00'))
    assert table.cells["line"].to_list() == [1, 2, 3, 4, 6]


def test_19_a_cell_in_the_last_row_keeps_its_number_and_no_row_is_made_up() -> None:
    assert read_file(last_row(), name="april.xlsx").cells["line"].to_list() == [1, 1_048_576]


def test_22_a_hostile_name_is_only_shown() -> None:
    (received,) = receive.check("../../\u202eCON" + "x" * 300, CSV, Limits())
    assert "/" not in received.name
    assert "\u202e" not in received.name
    assert len(received.name) <= 120
    assert received.content == CSV


@pytest.mark.parametrize(
    ("content", "code"),
    [
        pytest.param(workbooks.sheets(April=workbooks.PAYMENTS, May=workbooks.PAYMENTS), "SHEET", id="26 two sheets"),
        pytest.param(hidden_rows(), "HIDDEN", id="27 hidden rows"),
    ],
)
def test_a_person_is_asked(content: bytes, code: str) -> None:
    table = read_file(content, name="april.xlsx")
    assert [question.code for question in table.questions] == [code]
    assert table.lines == 3


def test_28_macros_are_never_run_and_the_values_are_taken() -> None:
    content = workbooks.with_part(WORKBOOK, "xl/vbaProject.bin", lambda _: b"macros")
    table = read_file(content, name="april.xlsm")
    assert (table.cells.height, [fix.rule for fix in table.fixes]) == (3, ["MACROS_IGNORED"])
