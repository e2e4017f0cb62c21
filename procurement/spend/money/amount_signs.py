"""Files whose amounts are nearly all negative: payments that a ledger writes with a minus, or money that came back."""

import polars as pl

from procurement.spend.columns.column_draft import Draft
from procurement.spend.counting import counted
from procurement.spend.findings import Choice, Question
from procurement.spend.money import amounts, credit_marks

FEWEST = 5
"""Fewer negative lines than this may well be one supplier's refunds."""

LOOKED_INTO = 0.4
"""Share of a sample that must be written as negative before the whole column is added up."""

TURNED = "amount_turned"
"""The name under which the amount stands a second time where every sign of it is turned."""

SIDES = ("credit", "credit_mark", "debit_mark")


def settle(draft: Draft) -> None:
    """Ask what the minus means where most lines, and most of the money, are negative; turn the signs if a person says
    so. Where credits are told by a mark or a column of their own, the side is settled there."""
    if "amount" not in draft.columns or any(side in draft.columns for side in SIDES):
        return
    column = draft.columns["amount"][0]
    if draft.contents[column].negatives < LOOKED_INTO:
        return
    cell = draft.rewritten.get(column, pl.col(column))
    pence = amounts.pence(_unmarked(draft).select(cell.alias(column))[column]).drop_nulls()
    below, above = pence.filter(pence < 0), pence.filter(pence > 0)
    if below.len() < FEWEST or below.len() <= above.len() or -below.sum() <= above.sum():
        return
    if draft.ask(_question(draft.labels[column], below, pence)) == credit_marks.TURN:
        draft.columns[TURNED] = (column,)
        draft.fix("AMOUNT_SIGNS", f'"{draft.labels[column]}" writes payments with a minus, so every sign is turned.')


def _unmarked(draft: Draft) -> pl.DataFrame:
    """The rows but those that a mark beside the amount calls credits: their minus is explained."""
    marks = [pl.col(column) for column in draft.matching("credit_mark")]
    are_credits = [credit_marks.is_marked(mark, credit_marks.CREDIT_MARKS) for mark in marks]
    return draft.cells.filter(~pl.any_horizontal(are_credits)) if are_credits else draft.cells


def read(columns: dict[str, tuple[str, ...]], money: pl.DataFrame) -> pl.DataFrame:
    """`money` (as of amounts.read) with the other signs where they are turned; unchanged elsewhere."""
    return money.with_columns(-pl.col("pence")) if TURNED in columns else money


def _question(label: str, below: pl.Series, pence: pl.Series) -> Question:
    total = int(pence.sum())
    return Question(
        "AMOUNT_SIGNS",
        f'{counted(below.len(), "amount")} of {pence.len():,} in "{label}" are negative. Are these payments, or money '
        "that came back?",
        (
            Choice(credit_marks.TURN, "Payments, written with a minus: turn every sign", credit_marks.comes_to(-total)),
            Choice(credit_marks.AS_WRITTEN, "Money that came back, as written", credit_marks.comes_to(total)),
        ),
        credit_marks.TURN,
    )
