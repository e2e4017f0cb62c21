"""What the limits make of rows of text: too many rows or columns refuse the file, too long a cell holds its row."""

from collections.abc import Iterable

import polars as pl

from procurement.in_words import counted
from procurement.spend.findings import Refused
from procurement.spend.limits import Limits
from procurement.tables import TEXT_ROWS, UNREADABLE_ROWS

SHOWN_CHARACTERS = 200
FIRST_ROWS = 1_000
CELL_TOO_LONG = "CELL_TOO_LONG"


def cell_columns(cells: pl.DataFrame) -> list[str]:
    """The columns of TEXT_ROWS that are cells, left to right."""
    return [name for name in cells.columns if name not in TEXT_ROWS]


def is_blank(column: str) -> pl.Expr:
    """Whether a cell is absent, empty, or nothing but space."""
    return pl.col(column).fill_null("").str.strip_chars() == ""


def place_name(place: int) -> str:
    """A column as people name it, from its place counted from 0.

    >>> place_name(2), place_name(27)
    ('column 3 (C)', 'column 28 (AB)')
    """
    letters, left = "", place + 1
    while left:
        left, letter = divmod(left - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"column {place + 1} ({letters})"


def refuse_too_many_rows(rows: int, limits: Limits) -> None:
    """Raise Refused where a file has more rows with something in them than the limit and one heading row."""
    if rows > limits.max_rows + 1:
        raise Refused(
            f"The file has {counted(rows, 'row')} or more; the limit is {limits.max_rows:,}. "
            "Split it, for example by month, and upload the parts."
        )


def without_endless_ends(lines: pl.Series, separators: Iterable[str], limits: Limits) -> pl.Series:
    """The lines; one too long for its cells keeps, of a run of separators at its end, as many as there may be columns.

    A sheet saved as CSV at its full width ends each line with 16,383 commas, behind which nothing stands.
    """
    is_long = lines.str.len_bytes() > limits.max_columns + limits.max_cell_characters
    if not is_long.any():
        return lines
    text = pl.col("line")
    for separator in separators:
        text = text.str.replace(rf"\{separator}{{{limits.max_columns},}}\s*$", separator * limits.max_columns)
    return lines.alias("line").to_frame().select(pl.when(is_long).then(text).otherwise("line")).to_series()


def refuse_endless_lines(lines: pl.Series, separators: Iterable[str], limits: Limits) -> None:
    """Raise Refused, before any line is cut, where one has more separators than cells and their texts could hold.

    A line of a million commas would otherwise become a table of a million columns.
    """
    most = limits.max_columns + limits.max_cell_characters
    long = lines.filter(lines.str.len_bytes() > most)
    worst = max((line.count(separator) for line in long for separator in separators), default=0)
    if worst > most:
        raise Refused(
            f"A line of the file has {worst:,} separators; the limit is {limits.max_columns:,} columns. "
            "Remove the columns that are not about payments and upload it again."
        )


def without_empty_ends(cells: pl.DataFrame) -> pl.DataFrame:
    """The rows without the columns at the right in which no row has anything."""
    columns = cell_columns(cells)
    if not columns or not cells.height:
        return cells
    while len(columns) > 1 and not _holds_something(cells.head(FIRST_ROWS), columns[-1]):
        if _holds_something(cells, columns[-1]):
            break
        columns.pop()
    return cells.select([*TEXT_ROWS, *columns])


def _holds_something(cells: pl.DataFrame, column: str) -> bool:
    return bool(cells.select((~is_blank(column)).any()).item())


def refuse_too_many_columns(cells: pl.DataFrame, limits: Limits) -> None:
    """Raise Refused where more columns hold something than the limit."""
    columns = cell_columns(cells)
    if len(columns) <= limits.max_columns or not cells.height:
        return
    used = sum(cells.select((~is_blank(column)).any() for column in columns).row(0))
    if used > limits.max_columns:
        raise Refused(
            f"The file has {counted(used, 'column')} with something in them; the limit is {limits.max_columns:,}. "
            "Remove the columns that are not about payments and upload it again."
        )


def hold_long_cells(cells: pl.DataFrame, limits: Limits) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The rows whose every cell is within the limit, and the others as UNREADABLE_ROWS; together they are all rows."""
    columns = cell_columns(cells)
    longest = cells.select(pl.max_horizontal(0, *(pl.col(column).str.len_bytes().max() for column in columns))).item()
    if longest <= limits.max_cell_characters:  # no text has more characters than bytes
        return cells, pl.DataFrame(schema=UNREADABLE_ROWS)
    too_long = {column: pl.col(column).str.len_chars() > limits.max_cell_characters for column in columns}
    is_held = pl.any_horizontal(too_long.values()).fill_null(False) if columns else pl.lit(False)
    marked = cells.with_columns(is_held=is_held)
    if not marked["is_held"].any():
        return cells, pl.DataFrame(schema=UNREADABLE_ROWS)
    which = pl.coalesce(
        pl.when(is_long).then(pl.lit(place_name(place))) for place, is_long in enumerate(too_long.values())
    )
    text = pl.concat_str([pl.col(column).fill_null("").str.head(SHOWN_CHARACTERS) for column in columns], separator=",")
    held = marked.filter("is_held").select(
        "line",
        rule=pl.lit(CELL_TOO_LONG),
        column=which,
        value=text,
        advice=pl.lit(
            f"A cell holds more than {limits.max_cell_characters:,} characters, perhaps several rows run together. "
            "Shorten it and upload the file again."
        ),
    )
    return cells.filter(~is_held), held.cast(UNREADABLE_ROWS)
