"""Sheets that hold a whole CSV line in each cell of one column, as where a file was pasted and never cut."""

from itertools import zip_longest

import polars as pl

from procurement.spend.text_limits import cell_columns, is_blank
from procurement.spend.texts import delimiter

FEWEST_LINES, FEWEST_COLUMNS, NEARLY_ALL = 3, 3, 0.8


def split(cells: pl.DataFrame) -> pl.DataFrame:
    """TEXT_ROWS of a sheet, its lines cut into cells where one column alone is filled, by lines of text that one
    delimiter cuts alike; else as they are."""
    columns = cell_columns(cells)
    if cells.is_empty() or not columns:
        return cells
    filled = cells.select((~is_blank(column)).any() for column in columns).row(0)
    if sum(filled) != 1:
        return cells
    texts: list[str] = cells[columns[filled.index(True)]].fill_null("").to_list()
    written = [text for text in texts if text.strip()]
    layout = delimiter.find_layout(written)
    cut = [delimiter.cells_of(text, layout.delimiter) or [text] for text in texts]
    alike = sum(len(row) == layout.width for row in cut)
    if layout.width < FEWEST_COLUMNS or alike < max(FEWEST_LINES, NEARLY_ALL * len(written)):
        return cells
    by_column = {f"column_{place}": list(column) for place, column in enumerate(zip_longest(*cut))}
    frame = pl.DataFrame(by_column, schema=dict.fromkeys(by_column, pl.String()))
    return frame.insert_column(0, cells["line"])
