"""Questions put to whoever sits at the terminal; what to write on the command line where nobody does."""

import shlex
import sys
from collections.abc import Mapping

from procurement.services.uploading.receipts import Receipt
from procurement.services.uploading.remembered import value_of
from procurement.spend.findings import Question

STOP = {"", "s", "skip"}


def is_somebody_there() -> bool:
    """Whether a person can answer: standard input is a terminal."""
    return sys.stdin.isatty()


def ask(file: str, question: Question) -> str:
    """Put a question with its numbered choices and their effects on standard error, and read the answer.

    A number, a choice's words, or Enter to leave the file for later ("" is returned).
    """
    _tell(f"\n{file}: {question.sentence}")
    for number, choice in enumerate(question.choices, 1):
        mark = " (suggested)" if choice.value == question.suggested else ""
        _tell(f"  {number}. {choice.label}{mark}{': ' + choice.effect if choice.effect else ''}")
    while True:
        _tell(f"Type a number from 1 to {len(question.choices)}, or press Enter to leave this file for later: ", end="")
        line = sys.stdin.readline()
        said = line.strip()
        if said.casefold() in STOP:
            return ""
        if said.isdigit() and 1 <= int(said) <= len(question.choices):
            return question.choices[int(said) - 1].value
        if meant := value_of(question, said):
            return meant
        _tell(f'"{said}" is none of the choices.')


def tell_how_to_answer(receipt: Receipt, were_given: Mapping[str, str]) -> None:
    """Say on standard error what a file asks, if anything, and which words of the command answer it."""
    if receipt.outcome != "asked":
        return
    for question in (question for question in receipt.questions if not question.answer):
        _tell(f"{receipt.file}: {question.sentence}")
        if given := were_given.get(question.code, ""):
            _tell(f'  "{given}" is none of the answers.')
        for choice in question.choices:
            word = shlex.quote(f"{question.code}={choice.value}")
            _tell(f"  --answer {word}{': ' + choice.effect if choice.effect else ''}")
        _tell(f'  --yes takes the suggested answer to every question, here "{question.suggested}".')


def _tell(text: str, end: str = "\n") -> None:
    sys.stderr.write(f"{text}{end}")
    sys.stderr.flush()
