"""Sheets that hold a whole CSV line in each cell of one column, as where a file was pasted and never cut."""

from itertools import zip_longest

import polars as pl

from procurement.spend.text_limits import cell_columns, is_blank
from procurement.spend.texts import delimiter, records

FEWEST_LINES, FEWEST_COLUMNS, NEARLY_ALL = 3, 3, 0.8


def split(cells: pl.DataFrame) -> pl.DataFrame:
    """TEXT_ROWS of a sheet, its lines cut into cells where one column alone is filled, by lines of text that one
    delimiter cuts alike; else as they are.

    A row of the text that breaks within quotation marks takes several cells; it stands on the first of them. One whose
    quotation mark is never closed is cut once, so that it lacks cells and is held back.
    """
    columns = cell_columns(cells)
    if cells.is_empty() or not columns:
        return cells
    filled = cells.select((~is_blank(column)).any() for column in columns).row(0)
    if sum(filled) != 1:
        return cells
    texts: list[str] = cells[columns[filled.index(True)]].fill_null("").to_list()
    written = [text for text in texts if text.strip()]
    layout = delimiter.find_layout(written)
    if layout.width < FEWEST_COLUMNS:
        return cells
    cut = [[""] for _ in texts]
    for record in records.records(texts, layout):
        cut[record.line - 1] = record.cells[0].split(layout.delimiter, 1) if record.trouble else record.cells
    alike = sum(len(row) == layout.width for row in cut)
    if alike < max(FEWEST_LINES, NEARLY_ALL * sum(any(map(str.strip, row)) for row in cut)):
        return cells
    by_column = {f"column_{place}": list(column) for place, column in enumerate(zip_longest(*cut))}
    frame = pl.DataFrame(by_column, schema=dict.fromkeys(by_column, pl.String()))
    return frame.insert_column(0, cells["line"])
