"""Which sheet of a workbook holds the payments; where several do, a person is asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from procurement.spend.counting import counted
from procurement.spend.findings import Choice, Fix, Question, Refused
from procurement.spend.text_limits import cell_columns, is_blank

SHEET, HIDDEN_SHEET = "SHEET", "HIDDEN_SHEET"
DATE = r"^\s*(\d{4}-\d{2}-\d{2}|\d{1,2}[/.\- ](\d{1,2}|[A-Za-z]{3,9})[/.\- ]\d{2,4})"
MONEY = r"^\s*[-(]?\s*£?\s*-?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?\)?-?\s*$"
RIVAL_SHARE = 0.2
RIVAL_ROWS = 5


@dataclass(frozen=True)
class Sheet:
    """A sheet's rows as TEXT_ROWS, whether it is hidden, how many rows hold something, and how many of them look like
    payments: a date and a number, in a row of three cells or more."""

    name: str
    cells: pl.DataFrame
    is_hidden: bool
    rows: int
    payment_like: int


def measured(name: str, cells: pl.DataFrame, *, is_hidden: bool) -> Sheet:
    """A sheet with its rows counted."""
    columns = cell_columns(cells)
    if not columns:
        return Sheet(name, cells, is_hidden, 0, 0)
    filled = pl.sum_horizontal(~is_blank(column) for column in columns)
    has_date = pl.any_horizontal(pl.col(column).str.contains(DATE) for column in columns).fill_null(False)
    has_money = pl.any_horizontal(pl.col(column).str.contains(MONEY) for column in columns).fill_null(False)
    counts = cells.select(rows=(filled > 0).sum(), payment_like=((filled >= 3) & has_date & has_money).sum())
    return Sheet(name, cells, is_hidden, *counts.row(0))


def choose(sheets: Sequence[Sheet], answers: Mapping[str, str]) -> tuple[Sheet, tuple[Question, ...], tuple[Fix, ...]]:
    """The sheet to read, the question where several could be meant, and a note on what was left out.

    The suggestion is the sheet with most rows like payments. Raises Refused where no sheet holds anything.
    """
    filled = [sheet for sheet in sheets if sheet.rows]
    if not filled:
        raise Refused("No sheet of the workbook holds anything. Check that it opens in Excel and upload it again.")
    likely = likely_sheets(filled)
    if len(likely) == 1:
        hidden = (hidden_sheet(likely[0]).answered_from(dict(answers)),) if likely[0].is_hidden else ()
        return likely[0], hidden, notes(likely[0], filled)
    asked = question(likely).answered_from(dict(answers))
    chosen = next(sheet for sheet in likely if sheet.name == asked.chosen)
    return chosen, (asked,), notes(chosen, filled)


def likely_sheets(filled: Sequence[Sheet]) -> list[Sheet]:
    """The sheets that may be meant, likeliest first: those with rows like payments, else the large ones."""
    ranked = sorted(filled, key=lambda sheet: (sheet.payment_like, sheet.rows), reverse=True)
    with_payments = [sheet for sheet in ranked if sheet.payment_like]
    if with_payments:
        return with_payments
    return [sheet for sheet in ranked if sheet.rows >= max(RIVAL_ROWS, RIVAL_SHARE * ranked[0].rows)] or ranked[:1]


def question(likely: Sequence[Sheet]) -> Question:
    """Which of these sheets is the one to read."""
    choices = tuple(Choice(sheet.name, sheet_label(sheet), f"{counted(sheet.rows, 'row')} read") for sheet in likely)
    sentence = (
        f"{len(likely)} sheets of the workbook may hold payments. Which one is to be read? "
        "To have more than one, save each as a file of its own."
    )
    return Question(SHEET, sentence, choices, likely[0].name)


def hidden_sheet(sheet: Sheet) -> Question:
    """Whether the only sheet with payments counts, though Excel would not show it."""
    return Question(
        HIDDEN_SHEET,
        f'The payments are on sheet "{sheet.name}", which is hidden in the workbook. Do they count?',
        (
            Choice(
                "include",
                "Yes, read the hidden sheet",
                f"{counted(sheet.rows, 'hidden row is', 'hidden rows are')} included",
            ),
            Choice("stop", "No, do not take this file", "nothing is stored"),
        ),
        "include",
    )


def sheet_label(sheet: Sheet) -> str:
    """A sheet as a choice: its name, what it holds, and whether it is hidden."""
    hidden = ", hidden" if sheet.is_hidden else ""
    rows = counted(sheet.rows, "row")
    return f'"{sheet.name}": {rows}, {sheet.payment_like:,} of them with a date and an amount{hidden}'


def notes(chosen: Sheet, filled: Sequence[Sheet]) -> tuple[Fix, ...]:
    """What a person should know of the choice: sheets that were left out, a sheet that Excel would not show."""
    left = [f'"{sheet.name}" ({counted(sheet.rows, "row")})' for sheet in filled if sheet is not chosen]
    found: list[Fix] = []
    if left:
        found.append(Fix("SHEETS_LEFT_OUT", f'Sheet "{chosen.name}" was read; left out: {", ".join(left)}.'))
    if chosen.is_hidden:
        found.append(Fix("HIDDEN_SHEET", f'Sheet "{chosen.name}", which was read, is hidden in the workbook.'))
    return tuple(found)
