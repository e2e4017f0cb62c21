"""Rows of text as the bytes of a file: delimited text in an old encoding, or a workbook."""

from datetime import UTC, datetime
from io import BytesIO, StringIO

import xlsxwriter

from procurement.demonstration.layout import Layout
from procurement.demonstration.reference import Style

DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t"}
LINE_ENDS = {"CRLF": "\r\n", "LF": "\n", "CR": "\r"}
MADE_ON = datetime(2026, 4, 30, tzinfo=UTC)
"""Written into every workbook, so that the same seed gives the same bytes."""


def pack(layout: Layout, style: Style, amount_column: int, day_column: int) -> bytes:
    """The file's bytes in the house's container; title lines have no spare delimiters in delimited text."""
    if style.container == "xlsx":
        return _workbook(layout, style, amount_column, day_column)
    return _delimited(layout, style)


def _delimited(layout: Layout, style: Style) -> bytes:
    cells = layout.rows.drop("payment")
    titles = cells.head(layout.first_line_of_table - 1)
    ends, mark = LINE_ENDS[style.line_ends], DELIMITERS[style.delimiter]
    above = "".join(mark.join(cell for cell in row if cell is not None) + ends for row in titles.iter_rows())
    table = StringIO()
    table_rows = cells.slice(layout.first_line_of_table - 1)
    text = table_rows.write_csv(include_header=False, separator=mark, line_terminator=ends, quote_style="necessary")
    table.write(above)
    table.write(text)
    return table.getvalue().encode(style.encoding)


def _workbook(layout: Layout, style: Style, amount_column: int, day_column: int) -> bytes:
    content = BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": MADE_ON})
    day_format = book.add_format({"num_format": "dd/mm/yyyy"})
    sheet = book.add_worksheet("Payments")
    is_typed = style.money_format == "number"
    rows = layout.rows.drop("payment")
    for line, row in enumerate(rows.iter_rows()):
        for column, cell in enumerate(row):
            typed = _typed(cell, column, amount_column, day_column) if is_typed else cell
            if isinstance(typed, datetime):
                sheet.write_datetime(line, column, typed, day_format)
            elif isinstance(typed, float):
                sheet.write_number(line, column, typed)
            elif isinstance(typed, str):
                sheet.write_string(line, column, typed)
    book.close()
    return content.getvalue()


def _typed(cell: str | None, column: int, amount_column: int, day_column: int) -> str | float | datetime | None:
    """A number or a day where the text is one; a workbook holds amounts as floating point whatever we do."""
    if cell is None or column not in (amount_column, day_column):
        return cell
    try:
        return float(cell) if column == amount_column else datetime.fromisoformat(cell)
    except ValueError:
        return cell
