from dataclasses import replace
from io import BytesIO

import fastexcel
import polars as pl
import pytest

from procurement.demonstration import container
from procurement.demonstration.layout import Layout
from procurement.demonstration.reference import Reference

ROWS = pl.DataFrame(
    {
        "column_0": ["Oldham", "Name", "Voskmoor, Sons", None],
        "column_1": [None, "Net Amount(£)", "1234.50", None],
        "column_2": [None, "Date", "2024-04-02", None],
        "payment": [None, None, 0, None],
    }
)
LAYOUT = Layout(ROWS, first_line_of_table=2)


@pytest.mark.parametrize(
    ("encoding", "delimiter", "line_ends", "content"),
    [
        pytest.param(
            "cp1252",
            "comma",
            "CR",
            b'Oldham\rName,Net Amount(\xa3),Date\r"Voskmoor, Sons",1234.50,2024-04-02\r,,\r',
            id="an old Macintosh with a pound sign",
        ),
        pytest.param(
            "utf-8-sig",
            "semicolon",
            "LF",
            b"\xef\xbb\xbfOldham\nName;Net Amount(\xc2\xa3);Date\nVoskmoor, Sons;1234.50;2024-04-02\n;;\n",
            id="semicolons behind a byte order mark",
        ),
    ],
)
def test_delimited_text(shape: Reference, encoding: str, delimiter: str, line_ends: str, content: bytes) -> None:
    style = replace(shape.styles["scheme"], encoding=encoding, delimiter=delimiter, line_ends=line_ends)
    assert container.pack(LAYOUT, style, 1, 2) == content


def test_a_workbook_holds_numbers_and_days(shape: Reference) -> None:
    content = container.pack(LAYOUT, shape.styles["workbook"], 1, 2)
    sheet = fastexcel.read_excel(content).load_sheet(0, header_row=None).to_polars()
    assert sheet["__UNNAMED__1"].to_list()[1:3] == ["Net Amount(£)", "1234.5"]
    assert sheet.filter(pl.col("__UNNAMED__0") == "Voskmoor, Sons")["__UNNAMED__2"].item().startswith("2024-04-02")


def test_a_workbook_is_the_same_bytes_each_time(shape: Reference) -> None:
    style = shape.styles["workbook"]
    first = container.pack(LAYOUT, style, 1, 2)
    assert first == container.pack(LAYOUT, style, 1, 2)
    assert BytesIO(first).read(2) == b"PK"
