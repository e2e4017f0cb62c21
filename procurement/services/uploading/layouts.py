"""What an answer hangs on: the parts of a file that must be the same next month for the answer to hold again."""

import re

import polars as pl

from procurement.services.uploading.reading import ReadFile
from procurement.services.uploading.remembered import AMOUNT_BASIS, COLUMN
from procurement.spend.days.date_shapes import MONTH_NUMBERS
from procurement.spend.findings import Question
from procurement.spend.workbooks.sheet_choice import SHEET, TOGETHER

BY_CHOICES = ("AMOUNT_COLUMN", "SUPPLIER_COLUMN", "DATE_COLUMN", SHEET)
BY_WORDS = ("HEADINGS", "PERIOD_CALENDAR")
FOR_ANY_FILE = ("SAME_PERIOD",)


def of_question(question: Question, file: ReadFile) -> tuple[str, ...]:
    """What an answer to `question`, as this file raises it, hangs on; empty where it holds for every file.

    Which column: the same ones offered (and as many columns, where they have no headings). Which sheets: the same
    ones offered, whatever months they are named by. Day or month
    first: the same date column, and dates that point the same way. Other bodies: the same bodies. All else: the same
    headings in the same order.
    """
    if question.code in FOR_ANY_FILE:
        return ()
    if question.code in BY_CHOICES:
        return _offered(question, file)
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


def _offered(question: Question, file: ReadFile) -> tuple[str, ...]:
    offered = sorted(choice.value for choice in question.choices)
    if question.code == SHEET:
        offered = sorted({_without_month(name) for name in offered if name != TOGETHER})
    return (*offered, *_without_headings(file))


def _without_month(sheet: str) -> str:
    """A sheet's name with its month, and the figures of one so named, set aside: "Apr 25" and "May 25" are alike."""
    words = re.findall(r"[A-Za-z]+|[0-9]+|[^A-Za-z0-9]+", sheet)
    if not any(word.lower() in MONTH_NUMBERS for word in words):
        return sheet
    kept = [word for word in words if word.lower() not in MONTH_NUMBERS and not word.isdigit()]
    return " ".join(["(month)", *"".join(kept).split()])


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
