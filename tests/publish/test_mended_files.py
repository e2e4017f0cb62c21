"""Rows go out to be mended, and come back as they were meant; every record stands on the line that it had."""

import csv
import io

import fastexcel
import openpyxl
import polars as pl
import pytest

from procurement.publish import disarming, mended_files


def test_each_record_begins_on_the_line_that_it_had() -> None:
    rows = [(1, ["a", "b"]), (4, ["two\nlines", "x"]), (7, ["c", ""]), (8, [""]), (9, ["d", "e"])]
    made = mended_files.as_csv(rows).decode()
    assert made.split("\n") == ["a,b", "", "", '"two', 'lines",x', "", "c,", "", "d,e", ""]
    assert [row for row in csv.reader(io.StringIO(made)) if row] == [
        ["a", "b"],
        ["two\nlines", "x"],
        ["c", ""],
        ["d", "e"],
    ]


def test_cells_stand_on_the_row_that_they_had_and_nothing_is_a_formula() -> None:
    long = "n" * 40
    sheets = [(long, [(2, ["=1+1", "", "-5"])]), (long.upper(), [(1, ["x" * 40_000])]), ("[a]:b?", [(1, ["45748"])])]
    content = mended_files.as_workbook(sheets, "1904")
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["n" * 31, "N" * 26 + " (2)", "a  b"]
    first = book["n" * 31]
    assert [[(cell.value, cell.data_type) for cell in row] for row in first.iter_rows(min_row=2)] == [
        [("=1+1", "s"), (None, "n"), ("-5", "s")]
    ]
    assert len(str(book[book.sheetnames[1]]["A1"].value)) == mended_files.LONGEST_CELL
    assert book.epoch == openpyxl.utils.datetime.CALENDAR_MAC_1904
    assert openpyxl.load_workbook(io.BytesIO(mended_files.as_workbook(sheets, "1900"))).epoch != book.epoch


TEXTS = ["=1+1", "+44 20", "-12.50", "'quoted", "'=1", "Tis Ltd", "'Tis Ltd", "", " @x", "''=x"]


def test_what_was_disarmed_on_its_way_out_comes_back_as_it_was() -> None:
    frame = pl.DataFrame({"text": TEXTS, "number": range(len(TEXTS))})
    assert mended_files.rearmed(disarming.disarm(frame)).equals(frame)
    assert [disarming.as_it_was(disarming.text(one)) for one in TEXTS] == TEXTS


@pytest.mark.parametrize("text", ["'Tis Ltd", "O'Hara", "'12.50"])
def test_an_apostrophe_of_its_own_stays(text: str) -> None:
    assert disarming.as_it_was(text) == text


def test_only_the_columns_to_be_filled_in_can_be_changed() -> None:
    frame = pl.DataFrame({"why": ["=bad"], "line": [7], "amount": ["12.00"]})
    content = mended_files.to_fill_in(frame, locked=2)
    read = fastexcel.read_excel(content).load_sheet(mended_files.SHEET_NAME).to_polars()
    assert read.row(0) == ("'=bad", "7", "12.00")
    sheet = openpyxl.load_workbook(io.BytesIO(content))[mended_files.SHEET_NAME]
    assert [cell.protection.locked for cell in sheet[2]] == [True, True, False]
    assert sheet.protection.sheet
