"""What an answer hangs on: the parts of a file that must be the same next month for the answer to hold again."""

import polars as pl

from procurement.services.reading import ReadFile
from procurement.services.remembered import AMOUNT_BASIS, COLUMN
from procurement.spend.findings import Question

BY_CHOICES = ("AMOUNT_COLUMN", "SUPPLIER_COLUMN", "DATE_COLUMN", "SHEET")
BY_WORDS = ("HEADINGS", "PERIOD_CALENDAR")
FOR_ANY_FILE = ("SAME_PERIOD",)


def of_question(question: Question, file: ReadFile) -> tuple[str, ...]:
    """What an answer to `question`, as this file raises it, hangs on; empty where it holds for every file.

    Which column or sheet: the same ones offered (and as many columns, where they have no headings). Day or month
    first: the same date column, and dates that point the same way. Other bodies: the same bodies. All else: the same
    headings in the same order.
    """
    if question.code in FOR_ANY_FILE:
        return ()
    if question.code in BY_CHOICES:
        offered = sorted(choice.value for choice in question.choices)
        return (*offered, *_without_headings(file))
    if question.code in BY_WORDS:
        return (question.sentence,)
    if question.code == "MONTH_FIRST":
        return (_heading(file, "paid_on") or _heading(file, "period"), question.suggested)
    if question.code == "OTHER_BODY":
        return _bodies(file)
    return of_statement(question.code, file) or file.publisher_headings


def of_statement(code: str, file: ReadFile) -> tuple[str, ...]:
    """What a correction hangs on: the heading that the reader would choose by itself, "" where it finds none."""
    if code == AMOUNT_BASIS:
        return (_heading(file, "amount"),)
    return (_heading(file, code.removeprefix(COLUMN)),) if code.startswith(COLUMN) else ()


def _heading(file: ReadFile, ours: str) -> str:
    return file.receipt.columns.get(ours, "")


def _without_headings(file: ReadFile) -> tuple[str, ...]:
    is_headless = all(heading == f"column {at}" for at, heading in enumerate(file.publisher_headings, 1))
    return (f"{len(file.publisher_headings)} columns without headings",) if is_headless else ()


def _bodies(file: ReadFile) -> tuple[str, ...]:
    if file.judged is None:
        return ()
    theirs = file.judged.held_back.filter(pl.col("rule") == "OTHER_BODY")["value"].to_list()
    return tuple(sorted({*file.judged.payments["body_name"].to_list(), *theirs} - {"", None}))
