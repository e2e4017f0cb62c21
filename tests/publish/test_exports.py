"""Tables leave with their formulas disarmed, their numbers whole, and what they are made from."""

import csv
import io
from datetime import date, datetime

import fastexcel
import polars as pl
import pytest

from procurement.publish import exports
from procurement.publish.provenance import Provenance

SAID = Provenance(
    "Payments", "one payment; pounds", "v12", date(2026, 11, 24), "Invented data", {"Filter": "=cmd|' /C calc'!A0"}
)


def read_back(made: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(made.decode("utf-8-sig"))))


@pytest.mark.parametrize(
    ("given", "left"),
    [
        pytest.param('=HYPERLINK("http://x")', '\'=HYPERLINK("http://x")', id="formula"),
        pytest.param("+44 20", "'+44 20", id="plus"),
        pytest.param("-1+cmd|' /C calc'!A0", "'-1+cmd|' /C calc'!A0", id="minus with a command"),
        pytest.param("@SUM(A1)", "'@SUM(A1)", id="at sign"),
        pytest.param("\t=1", "'\t=1", id="tab"),
        pytest.param("\r=1", "'\r=1", id="carriage return"),
        pytest.param("  =1", "'  =1", id="blanks first"),
        pytest.param("＝1", "'＝1", id="wide equals"),
        pytest.param("-12.50", "-12.50", id="a negative amount as text"),
        pytest.param("-1,234.50", "-1,234.50", id="a negative amount with commas"),
        pytest.param("A=B Ltd", "A=B Ltd", id="equals inside"),
        pytest.param("", "", id="blank"),
    ],
)
def test_text_that_would_run_is_disarmed(given: str, left: str) -> None:
    assert read_back(exports.csv_rows(pl.DataFrame({"supplier": [given]})))[1:] in (
        [[left]],
        [[]] if not left else None,
    )


def test_a_heading_that_would_run_is_disarmed() -> None:
    assert read_back(exports.csv_rows(pl.DataFrame({"=1+1": ["x"]})))[0] == ["'=1+1"]


def test_negative_amounts_stay_numbers_in_csv_and_workbook() -> None:
    frame = pl.DataFrame({"amount_pence": [-1250, None]})
    assert read_back(exports.csv_rows(frame))[1] == ["-1250"]
    sheet = fastexcel.read_excel(exports.workbook({"Payments": frame}, SAID)).load_sheet("Payments").to_polars()
    assert sheet["amount_pence"].to_list()[0] == -1250


def test_lists_are_joined_and_dates_are_iso() -> None:
    frame = pl.DataFrame({"codes": [["E1", "E2"]], "day": [date(2026, 1, 2)], "at": [datetime(2026, 1, 2, 3, 4, 5)]})
    assert read_back(exports.csv_rows(frame))[1] == ["E1;E2", "2026-01-02", "2026-01-02T03:04:05Z"]


def test_provenance_stands_above_the_table_and_is_disarmed_too() -> None:
    rows = read_back(exports.csv_with_provenance(pl.DataFrame({"a": [1]}), SAID))
    said = dict(row for row in rows if row and row[0].startswith("# "))
    assert said["# Demonstration"] == "Invented data"
    assert said["# Data version"] == "v12"
    assert said["# Made on"] == "2026-11-24"
    assert said["# Filter"].startswith("'=cmd")
    assert rows[-2:] == [["a"], ["1"]]


def test_a_real_store_has_no_banner() -> None:
    plain = Provenance("Payments", "one payment", "v1", date(2026, 11, 24))
    assert b"Demonstration" not in exports.csv_with_provenance(pl.DataFrame({"a": [1]}), plain)


def test_a_workbook_says_where_it_is_from_and_names_no_sheet_twice() -> None:
    tables = {"A/B": pl.DataFrame({"x": ["=1"]}), "A:B": pl.DataFrame({"x": [True]}), "n" * 40: pl.DataFrame()}
    book = fastexcel.read_excel(exports.workbook(tables, SAID))
    assert book.sheet_names == ["Where this is from", "A B", "A B 2", "n" * 31]
    assert book.load_sheet("A B").to_polars()["x"].to_list() == ["'=1"]
    first = book.load_sheet("Where this is from", header_row=None).to_polars()
    assert first.row(0) == ("Demonstration", "Invented data")


def test_a_table_too_long_for_a_sheet_is_refused_in_words() -> None:
    frame = pl.DataFrame({"a": pl.int_range(exports.MOST_ROWS + 1, eager=True)})
    with pytest.raises(exports.TooManyRows, match="Download it as CSV"):
        exports.workbook({"Long": frame}, SAID)
