"""Delimited text becomes rows of text: nothing dropped, every row with its true line number."""

import pytest

from procurement.spend import read, receive
from procurement.spend.findings import Refused
from procurement.spend.limits import Limits
from procurement.spend.text_table import TextTable

ROWS = "Date,Supplier,Amount\n01/04/2025,Acorn Paving,1.00\n02/04/2025,Birch Ltd,2.00\n"


def read_text(content: bytes, limits: Limits | None = None) -> TextTable:
    limits = limits or Limits()
    (received,) = receive.check("april.csv", content, limits)
    return read.as_text(received, limits, {})


def test_rows_keep_their_lines_cells_and_kind() -> None:
    table = read_text(ROWS.encode())
    assert table.cells.rows() == [
        (1, "Date", "Supplier", "Amount"),
        (2, "01/04/2025", "Acorn Paving", "1.00"),
        (3, "02/04/2025", "Birch Ltd", "2.00"),
    ]
    assert (table.kind, table.encoding, table.delimiter, table.sheet) == ("csv", "utf-8", ",", "")
    assert (table.fixes, table.questions, table.unreadable.height, table.lines) == ((), (), 0, 3)


@pytest.mark.parametrize(
    ("end", "rules"), [("\n", []), ("\r\n", []), ("\r", ["LINE_ENDS"])], ids=["LF", "CRLF", "CR alone"]
)
def test_line_ends_of_every_kind_give_the_same_rows(end: str, rules: list[str]) -> None:
    table = read_text(ROWS.replace("\n", end).encode())
    assert table.cells.equals(read_text(ROWS.encode()).cells)
    assert [fix.rule for fix in table.fixes] == rules


def test_mixed_line_ends_are_each_one_line() -> None:
    table = read_text(b"a,b\r\nc,d\ne,f\r\n")
    assert table.cells["line"].to_list() == [1, 2, 3]
    assert [(fix.rule, fix.lines) for fix in table.fixes] == [("LINE_ENDS", 1)]


def test_the_last_line_may_lack_its_end() -> None:
    assert read_text(ROWS.rstrip("\n").encode()).cells.equals(read_text(ROWS.encode()).cells)


def test_ragged_and_blank_rows_are_kept() -> None:
    table = read_text(b"Title\n\na,b,c\n1,2\n1,2,3,4\n,,\n\n")
    assert table.cells.rows() == [
        (1, "Title", None, None, None),
        (2, "", None, None, None),
        (3, "a", "b", "c", None),
        (4, "1", "2", None, None),
        (5, "1", "2", "3", "4"),
        (6, "", "", "", None),
        (7, "", None, None, None),
    ]


def test_empty_columns_at_the_right_are_left_out() -> None:
    assert read_text(b"a,,b,,,\n1,,2,, ,\n").columns == ["column_0", "column_1", "column_2"]


def test_a_line_break_inside_quotes_keeps_the_numbers_of_later_lines_true() -> None:
    table = read_text(ROWS.encode() + b'03/04/2025,"Cedar\r\nand Sons",3.00\n04/04/2025,Dogwood,4.00\n')
    assert table.cells.rows()[3:] == [
        (4, "03/04/2025", "Cedar\nand Sons", "3.00"),
        (6, "04/04/2025", "Dogwood", "4.00"),
    ]


@pytest.mark.parametrize(
    ("row", "rule", "column", "value"),
    [
        pytest.param(b'03/04/2025,"Cedar,3.00', "UNCLOSED_QUOTE", "", '03/04/2025,"Cedar,3.00', id="unclosed quote"),
        pytest.param(b'03/04/2025,"19" a, b,3', "STRAY_QUOTE", "", '03/04/2025,"19" a, b,3', id="stray quote"),
        pytest.param(b"03/04/2025,Ce\x00dar,3", "NUL_BYTE", "column 2 (B)", "03/04/2025,Ce\\x00dar,3", id="NUL"),
        pytest.param(
            b"03/04/2025,Caf\xe9,3", "NOT_IN_ENCODING", "column 2 (B)", "03/04/2025,Caf\\xe9,3", id="encoding"
        ),
    ],
)
def test_a_row_that_cannot_be_cut_is_held_and_later_rows_are_read(
    row: bytes, rule: str, column: str, value: str
) -> None:
    table = read_text(ROWS.encode() + row + "\n04/04/2025,Café Dogwood,4.00\n".encode())
    ((line, *held, advice),) = table.unreadable.rows()
    assert (line, held) == (4, [rule, column, value])
    assert "upload" in advice
    assert table.cells["line"].to_list() == [1, 2, 3, 5]
    assert table.lines == 5


def test_a_stray_quote_is_kept_where_the_row_has_the_right_number_of_cells() -> None:
    table = read_text(ROWS.encode() + b'03/04/2025,"19" Rack",3.00\n')
    assert table.cells.row(3) == (4, "03/04/2025", '19" Rack', "3.00")
    assert [(fix.rule, fix.lines) for fix in table.fixes] == [("STRAY_QUOTE_KEPT", 1)]


@pytest.mark.parametrize(("delimiter", "word"), [(";", "semicolons"), ("\t", "tabs"), ("|", "vertical bars")])
def test_another_delimiter_is_noted(delimiter: str, word: str) -> None:
    table = read_text(ROWS.replace(",", delimiter).encode())
    assert table.cells.equals(read_text(ROWS.encode()).cells)
    assert [(fix.rule, word in fix.sentence) for fix in table.fixes] == [("DELIMITER", True)]


def test_a_cell_beyond_the_limit_holds_its_row_only() -> None:
    table = read_text(ROWS.encode() + b"03/04/2025," + b"x" * 101 + b",3\n", Limits(max_cell_characters=100))
    assert table.unreadable.select("line", "rule", "column").rows() == [(4, "CELL_TOO_LONG", "column 2 (B)")]
    assert table.lines == 4


@pytest.mark.parametrize(
    ("limits", "is_refused"),
    [
        (Limits(max_rows=1), True),
        (Limits(max_rows=2), False),
        (Limits(max_columns=2), True),
        (Limits(max_columns=3), False),
    ],
)
def test_a_file_beyond_the_limits_is_refused(limits: Limits, is_refused: bool) -> None:
    content = ROWS.encode() + b"\n\n,,,,,\n"
    if not is_refused:
        assert read_text(content, limits).lines == 6
        return
    with pytest.raises(Refused, match="the limit is"):
        read_text(content, limits)


@pytest.mark.parametrize("delimiter", [",", "|"])
def test_rows_whose_every_text_runs_over_two_lines_are_as_wide_as_their_headings(delimiter: str) -> None:
    rows = ["Date,Supplier,Amount", *(f'"0{day}/04/2025","Alder\nPaving Ltd","{day}2.50"' for day in (1, 2, 3))]
    table = read_text("\n".join(rows).replace(",", delimiter).encode())
    assert table.cells["column_1"].to_list() == ["Supplier", *["Alder\nPaving Ltd"] * 3]
    assert (table.cells["line"].to_list(), table.unreadable.height) == ([1, 2, 4, 6], 0)


@pytest.mark.parametrize("separator", [",", ";"])
def test_lines_as_wide_as_a_whole_sheet_end_where_their_texts_do(separator: str) -> None:
    wide = separator * 16_383
    rows = [f"REPORT{wide}", wide, "Date,Supplier,Amount", "03/04/2025,Alder Ltd,12.50" + wide, "04/04/2025,Birch Ltd,"]
    table = read_text("\n".join(rows).replace(",", separator).encode())
    assert table.cells.rows()[2:] == [
        (3, "Date", "Supplier", "Amount"),
        (4, "03/04/2025", "Alder Ltd", "12.50"),
        (5, "04/04/2025", "Birch Ltd", ""),
    ]
    assert table.unreadable.is_empty()


def test_a_line_of_separators_between_texts_is_refused() -> None:
    with pytest.raises(Refused, match="16,383 separators; the limit is 200 columns"):
        read_text(b"Date" + b"," * 16_383 + b"Supplier\n")


def test_marks_of_a_web_page_are_read_as_themselves() -> None:
    table = read_text(b"Supplier,Amount\nHazel &amp; Sons,5.00\nCedar&#39;s Taxis,6.00\nFish &chips,7.00\n")
    assert table.cells["column_0"].to_list() == ["Supplier", "Hazel & Sons", "Cedar's Taxis", "Fish &chips"]
    assert [fix.lines for fix in table.fixes if fix.rule == "ENTITIES"] == [2]


def test_semicolons_behind_every_line_of_a_file_of_commas_are_set_aside() -> None:
    text = "".join(f"{line};;;;;;\n" for line in ROWS.splitlines())
    table = read_text(text.encode())
    assert (table.delimiter, [fix.rule for fix in table.fixes]) == (",", ["EMPTY_TAILS"])
    assert table.cells.equals(read_text(ROWS.encode()).cells)


def test_empty_cells_at_the_end_of_lines_that_the_same_mark_cuts_stay() -> None:
    table = read_text(b"Date;Supplier;Amount;;\n02/05/2024;Alder Ltd;1.00;;\n")
    assert (table.delimiter, "EMPTY_TAILS" in {fix.rule for fix in table.fixes}) == (";", False)
