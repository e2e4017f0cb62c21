"""Files whose amounts are nearly all negative: payments that a ledger writes with a minus, or money that came back.

Some councils publish the credits of a month in a file of their own, with or without a minus; its name says so.
"""

from collections.abc import Sequence

import polars as pl

from procurement.in_words import counted
from procurement.spend.columns.column_draft import Draft
from procurement.spend.findings import Choice, Question
from procurement.spend.money import amounts, credit_marks, credit_sheets
from procurement.spend.workbooks.sheet_lines import SheetPart

FEWEST = 5
"""Fewer negative lines than this may well be one supplier's refunds."""

LOOKED_INTO = 0.4
"""Share of a sample that must be written as negative before the whole column is added up."""

TURNED = "amount_turned"
"""The name under which the amount stands a second time where every sign of it is turned."""

SIDES = ("credit", "credit_mark", "debit_mark")


def settle(draft: Draft, names: Sequence[str] = (), parts: Sequence[SheetPart] = ()) -> None:
    """Ask what the minus means where most lines, and most of the money, are negative; turn the signs if a person says
    so. Where credits are told by a mark or a column of their own, the side is settled there.

    names: of the sheet and the file. One of credits alone explains the minus, and without one the question is whether
    they are money that came back. parts: the sheets that are read together; where some of them are of credits alone,
    their signs are settled by themselves, and no name speaks for the others.
    """
    if "amount" not in draft.columns or any(side in draft.columns for side in SIDES):
        return
    apart = credit_sheets.among(parts)
    named = "" if apart else next((name for name in names if credit_sheets.says_credits(name)), "")
    rows = draft.cells.filter(~credit_sheets.are_on(apart)) if apart else draft.cells
    _settle(draft, rows, named)
    if apart and TURNED not in draft.columns:
        credit_sheets.settle(draft, apart)


def _settle(draft: Draft, rows: pl.DataFrame, named: str) -> None:
    """Of the rows whose signs are not settled elsewhere. named: what says that they are credits alone, or ""."""
    column = draft.columns["amount"][0]
    if draft.contents[column].negatives < LOOKED_INTO and not named:
        return
    pence = _pence(draft, _unmarked(draft, rows))
    below, above = pence.filter(pence < 0), pence.filter(pence > 0)
    if named and below.is_empty():
        _ask_of_credits(draft, column, named, pence)
        return
    if below.len() < FEWEST or below.len() <= above.len() or -below.sum() <= above.sum():
        return
    if named:
        draft.fix("CREDITS_FILE", f'The amounts are negative in "{named}": money that came back, as written.')
        return
    total = int(_pence(draft, _unmarked(draft, draft.cells)).sum())
    if draft.ask(_question(draft.labels[column], below.len(), pence.len(), total)) == credit_marks.TURN:
        draft.columns[TURNED] = (column,)
        draft.fix("AMOUNT_SIGNS", f'"{draft.labels[column]}" writes payments with a minus, so every sign is turned.')


def _pence(draft: Draft, rows: pl.DataFrame) -> pl.Series:
    """The amounts of the rows that read as money."""
    column = draft.columns["amount"][0]
    cell = draft.rewritten.get(column, pl.col(column))
    return amounts.pence(rows.select(cell.alias(column))[column]).drop_nulls()


def _ask_of_credits(draft: Draft, column: str, named: str, pence: pl.Series) -> None:
    """Positive amounts in a file of credits: most likely money that came back, but a person must say so."""
    if not pence.sum():
        return
    total = int(pence.sum())
    choices = (
        Choice(credit_marks.TURN, "Money that came back: turn every sign", credit_marks.comes_to(-total)),
        Choice(credit_marks.AS_WRITTEN, "Payments, as written", credit_marks.comes_to(total)),
    )
    sentence = f'"{named}" speaks of credits, and no amount in it is negative. Are these money that came back?'
    if draft.ask(Question("CREDITS_FILE", sentence, choices, credit_marks.TURN)) == credit_marks.TURN:
        draft.columns[TURNED] = (column,)
        draft.fix("AMOUNT_SIGNS", f'"{named}" holds credits written without a minus, so every sign is turned.')


def _unmarked(draft: Draft, rows: pl.DataFrame) -> pl.DataFrame:
    """The rows but those that a mark beside the amount calls credits: their minus is explained."""
    marks = [pl.col(column) for column in draft.matching("credit_mark")]
    are_credits = [credit_marks.is_marked(mark, credit_marks.CREDIT_MARKS) for mark in marks]
    return rows.filter(~pl.any_horizontal(are_credits)) if are_credits else rows


def read(columns: dict[str, tuple[str, ...]], money: pl.DataFrame) -> pl.DataFrame:
    """`money` (as of amounts.read) with the other signs where they are turned; unchanged elsewhere."""
    return money.with_columns(-pl.col("pence")) if TURNED in columns else money


def _question(label: str, below: int, lines: int, total: int) -> Question:
    """below: how many of the lines are negative; total: pence of the file as written."""
    return Question(
        "AMOUNT_SIGNS",
        f'{counted(below, "amount")} of {lines:,} in "{label}" are negative. Are these payments, or money '
        "that came back?",
        (
            Choice(credit_marks.TURN, "Payments, written with a minus: turn every sign", credit_marks.comes_to(-total)),
            Choice(credit_marks.AS_WRITTEN, "Money that came back, as written", credit_marks.comes_to(total)),
        ),
        credit_marks.TURN,
    )
