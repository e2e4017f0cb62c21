"""What each answer to an open question would do to the total, found by judging the file under that answer."""

from dataclasses import replace
from datetime import date

from procurement.services.desk import Desk
from procurement.services.uploading.reading import Reader, ReadFile, SpendFile
from procurement.spend.findings import Choice, Question
from procurement.ui.words import count, day, pounds_exactly

FIGURES_STAY = ("BLANK_HEADING:", "AMOUNT_BASIS")
"""Questions whose answers change no figure, so that the file need not be judged once more for each."""

WORKED_OUT_ELSEWHERE = ("SAME_PERIOD",)


def shown(file: ReadFile, upload: SpendFile, desk: Desk) -> ReadFile:
    """The file with the effect of each choice of its open questions in words; without one it comes back as it is.

    Other open questions stand at their suggestion meanwhile. Each choice but the one that the file stands at costs one
    reading of it.
    """
    if file.judged is None or not file.unanswered:
        return file
    reader = Reader(file.received, upload, desk)
    return file.with_questions(
        tuple(question if question.answer else _with_effects(question, file, reader) for question in file.questions)
    )


def _with_effects(question: Question, file: ReadFile, reader: Reader) -> Question:
    if question.code in WORKED_OUT_ELSEWHERE:
        return question
    choices = tuple(
        replace(choice, effect=_effect(choice, question, file, reader, choice.effect)) for choice in question.choices
    )
    return replace(question, choices=choices)


def _effect(choice: Choice, question: Question, file: ReadFile, reader: Reader, known: str) -> str:
    if choice.value == "stop":
        return known
    if choice.value == question.suggested or question.code.startswith(FIGURES_STAY):
        return in_words(file)
    standing = {open_one.code: open_one.suggested for open_one in file.unanswered}
    return in_words(reader.read({**file.answers, **standing, question.code: choice.value}))


def in_words(file: ReadFile) -> str:
    """What a reading of a file would count.

    Such as "would count £1,250.00 from 2 rows, paid 3 April 2024 to 5 April 2024; 1 row (£0.00) would be held back".
    """
    if file.judged is None:
        return f"the file would be refused: {file.receipt.reason}"
    judged = file.judged
    counted = f"{pounds_exactly(judged.accepted_pence)} from {count(judged.accepted, 'row')}"
    days = f", paid {_days(judged.first_day, judged.last_day)}" if judged.first_day and judged.last_day else ""
    held = f"{count(judged.held_back.height, 'row')} ({pounds_exactly(judged.held_back_pence)})"
    return f"would count {counted}{days}{f'; {held} would be held back' if judged.held_back.height else ''}"


def _days(first: date, last: date) -> str:
    return f"on {day(first)}" if first == last else f"{day(first)} to {day(last)}"
