"""Files and sheets that are named as credits alone; beside other sheets such a one has its own signs settled."""

import re
from collections.abc import Sequence

import polars as pl

from procurement.spend.columns import heading_words
from procurement.spend.columns.column_draft import Draft
from procurement.spend.findings import Choice, Question
from procurement.spend.money import amounts, credit_marks
from procurement.spend.workbooks.sheet_lines import SheetPart

OF_CREDITS = re.compile(
    r"\bcredits\b|\bcredit (?:notes?|memos?)\b"
    r"|\bcredit(?= (?:\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|q\d|csv|xls|ods)|$)"
)
OF_MORE = re.compile(
    r"\bcredits? cards?\b|\bcard\b|\b(?:tax|pension|carbon|universal|social) credits?\b|\bcredits? unions?\b"
    r"|\b(?:includ|exclud)\w*\b|\b(?:without|net of|less|no|and|plus) credits?\b|\bcredits? and\b"
)
"""Names that speak of credits and are not those of a file of credits alone: "Invoices and Credits", "Credit Cards"."""


def says_credits(name: str) -> bool:
    """Whether a file or a sheet is named as one of credits alone.

    >>> says_credits("Over £500 Credits April 2023.xlsx"), says_credits("Credit card spend.csv")
    (True, False)
    """
    words = heading_words.normalise(name.replace("_", " "))
    return bool(OF_CREDITS.search(words)) and not OF_MORE.search(words)


def among(parts: Sequence[SheetPart]) -> list[SheetPart]:
    """Of sheets read together those of credits alone; none where all of them are, or none is."""
    found = [part for part in parts if says_credits(part.name)]
    return found if len(found) < len(parts) else []


def are_on(parts: Sequence[SheetPart]) -> pl.Expr:
    """Whether a `line` is on one of the sheets."""
    return pl.any_horizontal(part.holds() for part in parts)


def settle(draft: Draft, parts: Sequence[SheetPart]) -> None:
    """The signs of credits that stand on sheets of their own, beside payments: with a minus as written; without one a
    person is asked whether they are money that came back, and the amounts of these sheets alone get a minus."""
    column = draft.columns["amount"][0]
    cell = draft.rewritten.get(column, pl.col(column))
    texts = draft.cells.select(text=cell, is_credit=are_on(parts)).filter(pl.col("is_credit"))["text"]
    pence = amounts.pence(texts)
    names = " and ".join(f'"{part.name}"' for part in parts)
    if (pence < 0).any():
        draft.fix("CREDITS_FILE", f"What is negative on sheet {names} is money that came back, as written.")
        return
    back = int(pence.sum())
    whole = int(amounts.pence(draft.cells.select(text=cell)["text"]).sum())
    if back and draft.ask(_question(names, whole, back)) == credit_marks.TURN:
        above = texts.filter(pence > 0).unique()
        turned = are_on(parts) & cell.is_in(above.implode())
        draft.rewritten[column] = pl.when(turned).then(pl.concat_str(pl.lit("-"), cell)).otherwise(cell)
        draft.fix("CREDITS_SHEET", f"Sheet {names} has credits without a minus, so its amounts are taken off.")


def _question(names: str, whole: int, back: int) -> Question:
    """whole: pence of all sheets as written; back: of those of credits."""
    return Question(
        "CREDITS_FILE",
        f"Sheet {names} speaks of credits, and no amount on it is negative. Are these money that came back?",
        (
            Choice(credit_marks.TURN, "Money that came back: take them off", credit_marks.comes_to(whole - 2 * back)),
            Choice(credit_marks.AS_WRITTEN, "Payments, as written", credit_marks.comes_to(whole)),
        ),
        credit_marks.TURN,
    )
