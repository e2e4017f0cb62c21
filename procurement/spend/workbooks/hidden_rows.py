"""What a workbook hides from the eye: rows and columns that hold something are asked about, never just dropped."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from procurement.in_words import counted
from procurement.spend import text_limits
from procurement.spend.findings import Choice, Question
from procurement.spend.workbooks import sheet_markup
from procurement.tables import TEXT_ROWS, UNREADABLE_ROWS

HIDDEN = "HIDDEN"
INCLUDE, LEAVE_OUT = "include", "leave out"
HIDDEN_ROW = "HIDDEN_ROW"
ADVICE = (
    "The row is hidden in the workbook and was left out as you asked. Show it and upload the file again to have it."
)


@dataclass(frozen=True)
class Hidden:
    """What a sheet hides: row numbers from 1, column places from 0, and the place of its first column with a value."""

    rows: frozenset[int] = frozenset()
    columns: frozenset[int] = frozenset()
    first: int = 0


def of_markup(markup: bytes) -> Hidden:
    """What a sheet of an .xlsx hides."""
    rows, columns = sheet_markup.hidden_rows(markup), sheet_markup.hidden_columns(markup)
    first = min(sheet_markup.columns_used(markup), default=0) if columns else 0
    return Hidden(frozenset(rows), frozenset(columns), first)


def settle(
    sheets: Sequence[tuple[pl.DataFrame, Hidden]], answers: Mapping[str, str]
) -> tuple[list[tuple[pl.DataFrame, pl.DataFrame]], tuple[Question, ...]]:
    """For each sheet the cells to go on with and the hidden rows held back (UNREADABLE_ROWS), and the one question
    where anything is hidden.

    Hidden and blank is no matter. Until somebody answers, all is included; left out, hidden rows are held back and
    hidden columns are not read.
    """
    places = [hidden_places(cells, hidden) for cells, hidden in sheets]
    rows, columns = sum(len(lines) for lines, _ in places), sum(len(names) for _, names in places)
    none_held = pl.DataFrame(schema=UNREADABLE_ROWS)
    as_they_are = [(cells, none_held) for cells, _ in sheets]
    if not rows and not columns:
        return as_they_are, ()
    asked = question(rows, columns).answered_from(dict(answers))
    if asked.chosen == INCLUDE:
        return as_they_are, (asked,)
    return [_left_out(cells, *there) for (cells, _), there in zip(sheets, places, strict=True)], (asked,)


def _left_out(cells: pl.DataFrame, lines: set[int], columns: list[str]) -> tuple[pl.DataFrame, pl.DataFrame]:
    is_hidden = pl.col("line").is_in(sorted(lines))
    return cells.filter(~is_hidden).drop(columns), held(cells.filter(is_hidden))


def hidden_places(cells: pl.DataFrame, hidden: Hidden) -> tuple[set[int], list[str]]:
    """The hidden rows and columns in which some cell holds something."""
    names = text_limits.cell_columns(cells)
    if not names or not (hidden.rows or hidden.columns):
        return set(), []
    is_filled = pl.any_horizontal(~text_limits.is_blank(name) for name in names)
    filled = cells.filter(pl.col("line").is_in(sorted(hidden.rows)) & is_filled)["line"]
    placed = [name for place, name in enumerate(names) if place + hidden.first in hidden.columns]
    used = [name for name in placed if cells.select((~text_limits.is_blank(name)).any()).item()]
    return set(filled), used


def question(rows: int, columns: int) -> Question:
    """Whether what is hidden counts."""
    parts = [counted(count, f"hidden {word}") for count, word in ((rows, "row"), (columns, "column")) if count]
    what = " and ".join(parts)
    return Question(
        HIDDEN,
        f"The sheet has {what} with something in them. Do they count?",
        (
            Choice(INCLUDE, "Yes, read them like the others", f"{what} are included"),
            Choice(LEAVE_OUT, "No, leave them out", f"{what} are left out; the rows are held back"),
        ),
        INCLUDE,
    )


def held(rows: pl.DataFrame) -> pl.DataFrame:
    """Hidden rows as UNREADABLE_ROWS."""
    text = pl.concat_str([pl.col(name).fill_null("") for name in text_limits.cell_columns(rows)], separator=",")
    return rows.select(*TEXT_ROWS, rule=pl.lit(HIDDEN_ROW), column=pl.lit(""), value=text, advice=pl.lit(ADVICE)).cast(
        UNREADABLE_ROWS
    )
