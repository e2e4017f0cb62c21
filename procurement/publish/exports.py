"""Tables as CSV and as workbooks, with formulas disarmed and, where asked, what they are made from."""

import csv
import io
import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import polars as pl
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from procurement.publish import disarming
from procurement.publish.provenance import Provenance

MOST_ROWS = 1_048_575
SHEET_NAME_LIMIT = 31
WIDEST, NARROWEST = 60, 10
PROVENANCE_SHEET = "Where this is from"
QUIET = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "nan_inf_to_errors": True}


class TooManyRows(ValueError):
    """The table does not fit on a sheet; the message says how many rows do, and what to do."""


def csv_rows(frame: pl.DataFrame) -> bytes:
    """The table alone as UTF-8 CSV with a heading row; formulas disarmed, lists joined by semicolons."""
    return disarming.disarm(frame).write_csv(datetime_format="%Y-%m-%dT%H:%M:%SZ").encode()


def csv_with_provenance(frame: pl.DataFrame, provenance: Provenance) -> bytes:
    """As `csv_rows`, after a line for each thing to know of it ("# label", text) and a blank line.

    A byte-order mark goes first, so that a spreadsheet shows £ as £.
    """
    top = io.StringIO()
    lines = csv.writer(top, lineterminator="\n")
    lines.writerows((f"# {label}", disarming.text(words)) for label, words in provenance.lines)
    return top.getvalue().encode("utf-8-sig") + b"\n" + csv_rows(frame)


def workbook(tables: Mapping[str, pl.DataFrame], provenance: Provenance) -> bytes:
    """An .xlsx with a sheet for each table (by its name) and one that says where they are from, which comes first.

    Numbers, dates and true/false stay what they are. Raises TooManyRows where a table does not fit on a sheet.
    """
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True, **QUIET}) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        _write_provenance(book.add_worksheet(PROVENANCE_SHEET), provenance, bold)
        used = {PROVENANCE_SHEET.casefold()}
        for name, frame in tables.items():
            _write_table(book.add_worksheet(_sheet_name(name, used)), disarming.disarm(frame), bold, day)
    return kept.getvalue()


def _write_provenance(sheet: Worksheet, provenance: Provenance, bold: Format) -> None:
    sheet.set_column(0, 0, 20)
    sheet.set_column(1, 1, 100)
    for row, (label, words) in enumerate(provenance.lines):
        sheet.write_string(row, 0, disarming.text(label), bold)
        sheet.write_string(row, 1, disarming.text(words))


def _write_table(sheet: Worksheet, frame: pl.DataFrame, bold: Format, day: Format) -> None:
    if frame.height > MOST_ROWS:
        raise TooManyRows(f"A sheet holds {MOST_ROWS:,} rows and this table has {frame.height:,}. Download it as CSV.")
    sheet.freeze_panes(1, 0)
    for column, name in enumerate(frame.columns):
        values = frame[name].to_list()
        longest = max((len(str(value)) for value in values[:200]), default=0)
        sheet.set_column(column, column, min(max(longest, len(name), NARROWEST), WIDEST))
        sheet.write_string(0, column, name, bold)
        for row, value in enumerate(values, start=1):
            _write_cell(sheet, row, column, value, day)


def _write_cell(sheet: Worksheet, row: int, column: int, value: Any, day: Format) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value)
    elif isinstance(value, datetime):
        sheet.write_datetime(row, column, value.replace(tzinfo=None), day)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), day)
    else:
        sheet.write_string(row, column, str(value))


def _sheet_name(name: str, used: set[str]) -> str:
    """A name that a workbook takes: 31 characters, none of []:*?/\\, and no name twice."""
    plain = re.sub(r"[\[\]:*?/\\']", " ", name).strip()[:SHEET_NAME_LIMIT] or "Table"
    given, number = plain, 2
    while given.casefold() in used:
        given = f"{plain[: SHEET_NAME_LIMIT - 4]} {number}"
        number += 1
    used.add(given.casefold())
    return given
