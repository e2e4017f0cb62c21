"""Answers that a person gives without a file at hand: which questions there are, and what each may be answered."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from procurement.services.problems import WrongWords
from procurement.services.uploading.reading import CORRECTABLE
from procurement.services.uploading.remembered import AMOUNT_BASIS, COLUMN, NAMES, Remembered, name, value_of
from procurement.spend.findings import Choice, Question
from procurement.spend.money.amount_basis import BASES

LINE_ABOVE = (
    Choice("hold back", "It is not known: hold them back"),
    Choice("the one above", "They belong to the text above them"),
)
FIXED = {
    "MONTH_FIRST": (Choice("day-first", "3 April (day first)"), Choice("month-first", "4 March (month first)")),
    "PERIOD_CALENDAR": (
        Choice("financial", "Period 2 is May: the year begins in April"),
        Choice("calendar", "Period 2 is February"),
        Choice("four weeks", "Period 2 is the second of 13 times four weeks from 1 April"),
    ),
    "HIDDEN": (Choice("include", "Yes, read them like the others"), Choice("leave out", "No, leave them out")),
    "OTHER_BODY": (
        Choice("own", "Take only our own rows"),
        Choice("all", "Count every row as ours"),
        Choice("stop", "Do not take such a file"),
    ),
    "SAME_PERIOD": (
        Choice("replace", "A corrected version: replace the earlier upload"),
        Choice("add", "Other payments: add them"),
    ),
    "ORDERS": (Choice("stop", "Do not take such a file"), Choice("take", "Count each order as a payment")),
    "ORDER_DATES": (
        Choice("take", "Count each payment on the day of its order"),
        Choice("stop", "Do not take such a file"),
    ),
    "AMOUNT_UNIT": (
        Choice("pounds", "In pounds, as written"),
        Choice("thousands", "In thousands of pounds, as the file says"),
        Choice("millions", "In millions of pounds, as the file says"),
        Choice("pence", "In pence, as the file says"),
    ),
    "AMOUNT_SPACES": (Choice("hold back", "Hold such rows back"), Choice("point", "It is the decimal point")),
    "AMOUNT_SIGNS": (
        Choice("turn", "Payments are written with a minus: turn every sign"),
        Choice("as written", "A minus is money that came back, as written"),
    ),
    "CREDITS_FILE": (
        Choice("turn", "Credits are money that came back: turn every sign"),
        Choice("as written", "They are payments, as written"),
    ),
    "SUPPLIER_ABOVE": LINE_ABOVE,
    "DATE_ABOVE": LINE_ABOVE,
    AMOUNT_BASIS: BASES,
}
OF_ONE_PART = ("BLANK_HEADING", "SECTION")
"""Questions of which a file may raise several, each of a column or of a part of the sheet that its code names."""

OF_ONE_LAYOUT = ("HEADINGS", "BLANK_HEADING:", "SECTION:")
"""These hang on what a file's columns hold, so that they can be answered with a file alone."""


def question_code(given: str) -> str:
    """The code of a question, however it was typed; raises WrongWords, naming the codes, where there is none.

    >>> question_code("amount_column"), question_code("column:Paid_On")
    ('AMOUNT_COLUMN', 'COLUMN:paid_on')
    """
    head, colon, rest = given.strip().partition(":")
    code = head.upper()
    if code == "COLUMN" and rest.strip().lower() in CORRECTABLE:
        return f"{COLUMN}{rest.strip().lower()}"
    if (code in OF_ONE_PART and colon) or (code in NAMES and not colon):
        return f"{code}{colon}{rest}"
    known = ", ".join([*NAMES, *(f"{COLUMN}{ours}" for ours in CORRECTABLE)])
    raise WrongWords(f'"{given}" is no question that a file can raise. The questions are {known}.')


def pair(given: str) -> tuple[str, str]:
    """CODE=VALUE as its two parts; raises WrongWords where it is none."""
    code, equals, value = given.partition("=")
    if not equals or not value.strip():
        raise WrongWords(f'"{given}" is no answer; write it as CODE=VALUE, such as AMOUNT_COLUMN="Net Amount".')
    return question_code(code), value.strip()


def answers_of(pairs: Iterable[str]) -> dict[str, str]:
    """Several CODE=VALUE as answers; raises WrongWords where one is none, or answers what it can't."""
    said = [checked(*pair(one), may_be_of_a_layout=True) for one in pairs]
    return {one.code: one.value for one in said}


def checked(code: str, value: str, may_be_of_a_layout: bool = False) -> Remembered:
    """The answer as a profile keeps it, without who and when; raises WrongWords where it can't be one."""
    known = question_code(code)
    if known.startswith(OF_ONE_LAYOUT) and not may_be_of_a_layout:
        raise WrongWords(f"{known} hangs on the columns of one file, so it can only be answered with that file.")
    offered = FIXED.get(known, ())
    meant = value_of(Question(known, "", offered, ""), value) if offered else value.strip()
    if not meant:
        raise WrongWords(f'"{value}" does not answer {known}; choose from {", ".join(one.value for one in offered)}.')
    labels = tuple((choice.value, choice.label) for choice in offered)
    return Remembered(known, meant, f"{name(known)}?", "", "", choices=labels)


def exported_answer(row: Mapping[str, Any]) -> Remembered:
    """An exported answer, its lists as JSON has them or as text in a cell; raises WrongWords where it is none."""
    code, value, question, file = (_text(row, part) for part in ("code", "value", "question", "file"))
    hangs_on = tuple(_text({"hangs_on": one}, "hangs_on") for one in _list(row, "hangs_on"))
    choices = tuple(_choice(one) for one in _list(row, "choices"))
    known = checked(code, value, may_be_of_a_layout=bool(hangs_on))
    told = {"question": question or known.question, "choices": choices or known.choices}
    return replace(known, file=file, hangs_on=hangs_on, **told)


def _text(row: Mapping[str, Any], part: str) -> str:
    cell = row.get(part, "")
    if not isinstance(cell, str):
        raise _damaged(part, cell)
    return cell


def _list(row: Mapping[str, Any], part: str) -> list[Any]:
    """The list in a cell; a cell that is empty or not there holds none."""
    cell = row.get(part) or "[]"
    try:
        found = json.loads(cell) if isinstance(cell, str) else cell
    except ValueError:
        found = None
    if not isinstance(found, list):
        raise _damaged(part, cell)
    return found


def _choice(cell: Any) -> tuple[str, str]:
    match cell:
        case [str() as value, str() as label]:
            return value, label
    raise _damaged("choices", cell)


def _damaged(part: str, cell: object) -> WrongWords:
    return WrongWords(f'"{cell}" is nothing that an exported profile has under "{part}". Export it once more.')
