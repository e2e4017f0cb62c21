"""The cells of one sheet as text, with what a reader of values leaves out put back in its place."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Literal, Protocol

import fastexcel
import polars as pl

from procurement.in_words import counted
from procurement.spend.findings import Fix
from procurement.spend.workbooks import sheet_markup
from procurement.spend.workbooks.sheet_markup import CellText
from procurement.tables import TEXT_ROWS

ERRORS = {
    "Div0": "#DIV/0!",
    "NA": "#N/A",
    "Name": "#NAME?",
    "Null": "#NULL!",
    "Num": "#NUM!",
    "Ref": "#REF!",
    "Value": "#VALUE!",
    "GettingData": "#GETTING_DATA",
}
ERROR_NAME = re.compile(r"Error\((\w+)\)")


class SheetReader(Protocol):
    """What is used of fastexcel.ExcelReader, whose own types are partly unknown."""

    def load_sheet(self, name: str, *, header_row: None, skip_rows: int, dtypes: Literal["string"]) -> "SheetValues":
        """The values of one sheet."""
        ...


class SheetValues(Protocol):
    """What is used of fastexcel.ExcelSheet."""

    visible: str

    def to_arrow_with_errors(self) -> tuple[Any, fastexcel.CellErrors | None]:
        """The values as a record batch, and the cells that are errors."""
        ...


def load(reader: SheetReader, name: str) -> tuple[pl.DataFrame, bool]:
    """TEXT_ROWS of a sheet from its first row, and whether it is hidden.

    column_0 is the first column that holds anything. An error such as #REF! stands as its text.
    """
    sheet = reader.load_sheet(name, header_row=None, skip_rows=0, dtypes="string")
    batch, errors = sheet.to_arrow_with_errors()
    values = pl.DataFrame(batch)
    cells = values.rename({column: f"column_{place}" for place, column in enumerate(values.columns)})
    found = [] if errors is None else errors.errors
    texts = [CellText(error.position[0] + 1, error.position[1], error_text(error.detail)) for error in found]
    return with_texts(
        cells.with_row_index("line", offset=1).cast({"line": pl.Int64}), texts
    ), sheet.visible != "visible"


def error_text(detail: str) -> str:
    """An error value as Excel shows it, from what the reader says of it."""
    name = ERROR_NAME.search(detail)
    return ERRORS.get(name[1], "#ERROR!") if name else "#ERROR!"


def with_texts(cells: pl.DataFrame, texts: Sequence[CellText]) -> pl.DataFrame:
    """The cells with these texts in their places; `column` is the number in column_0 … . Places outside are made."""
    if not texts:
        return cells
    rows = max(cells.height, *(text.row for text in texts))
    grown = pl.DataFrame({"line": pl.int_range(1, rows + 1, eager=True)}).join(
        cells, on="line", how="left", validate="1:1", maintain_order="left"
    )
    for column in sorted({text.column for text in texts}):
        name = f"column_{column}"
        there = {text.row: text.text for text in texts if text.column == column}
        old = grown[name] if name in grown.columns else pl.Series(name, [None] * rows, dtype=pl.String)
        patch = grown.select(pl.col("line").replace_strict(there, default=None, return_dtype=pl.String).alias(name))
        grown = grown.with_columns(pl.coalesce(patch[name], old).alias(name))
    return grown.select(*TEXT_ROWS, *sorted(set(grown.columns) - set(TEXT_ROWS), key=place_of))


def place_of(column: str) -> int:
    """The number in column_7."""
    return int(column.removeprefix("column_"))


def with_formulas(cells: pl.DataFrame, markup: bytes) -> tuple[pl.DataFrame, tuple[Fix, ...]]:
    """The cells with a formula that was never worked out shown as the formula, and a note of how many there are.

    The columns are numbered anew from the first that holds anything, such a formula included.
    """
    formulas = list(sheet_markup.formulas_without_value(markup))
    if not formulas:
        return cells, ()
    first = min(sheet_markup.columns_used(markup), default=0)
    left = min(first, *(formula.column for formula in formulas))
    names = {name: f"column_{place_of(name) + first - left}" for name in cells.columns if name not in TEXT_ROWS}
    texts = [CellText(formula.row, formula.column - left, formula.text) for formula in formulas]
    sentence = (
        f"{counted(len(formulas), 'formula')} had no saved result, so the formula itself is shown. "
        "Open the workbook in Excel, save it, and upload it again."
    )
    note = Fix("FORMULA_WITHOUT_VALUE", sentence, len({formula.row for formula in formulas}))
    return with_gaps_filled(with_texts(cells.rename(names), texts)), (note,)


def with_gaps_filled(cells: pl.DataFrame) -> pl.DataFrame:
    """The cells with a column of nulls wherever a number is missing between column_0 and the last."""
    columns = [name for name in cells.columns if name not in TEXT_ROWS]
    every = [f"column_{place}" for place in range(max((place_of(name) for name in columns), default=-1) + 1)]
    missing = [pl.lit(None, dtype=pl.String).alias(name) for name in every if name not in columns]
    return cells.with_columns(missing).select(*TEXT_ROWS, *every)


def renumbered(cells: pl.DataFrame, true_rows: Mapping[int, int]) -> pl.DataFrame:
    """The rows with the numbers that the sheet gives them, where some had been moved near."""
    if not true_rows:
        return cells
    return cells.with_columns(pl.col("line").replace(dict(true_rows)))
