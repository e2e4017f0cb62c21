"""Questions put to whoever sits at the terminal; what to write on the command line where nobody does."""

import shlex
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field

from procurement.services.uploading.receipts import Receipt
from procurement.services.uploading.remembered import value_of
from procurement.spend.findings import Question

STOP = {"", "s", "skip"}


def is_somebody_there() -> bool:
    """Whether a person can answer: standard input is a terminal."""
    return sys.stdin.isatty()


EVERY = "all"
"""Behind an answer: it is for every later file of this command that asks the same and suggests the same."""


@dataclass
class Asker:
    """Puts questions to whoever is there; what is answered for all is not asked again while the command runs."""

    for_all: dict[tuple[str, tuple[str, ...], str], str] = field(
        default_factory=dict[tuple[str, tuple[str, ...], str], str]
    )

    def ask(self, file: str, question: Question) -> str:
        """The value of a choice, or "" where the file is left for later."""
        alike = (question.code, tuple(choice.value for choice in question.choices), question.suggested)
        if alike in self.for_all:
            return self.for_all[alike]
        value, is_for_all = _put(file, question)
        if is_for_all:
            self.for_all[alike] = value
        return value


def _put(file: str, question: Question) -> tuple[str, bool]:
    """Put a question with its numbered choices and their effects on standard error, and read the answer.

    A number, a choice's words, or Enter to leave the file for later ("" is returned); and whether it is for all.
    """
    _tell(f"\n{file}: {question.sentence}")
    for number, choice in enumerate(question.choices, 1):
        mark = " (suggested)" if choice.value == question.suggested else ""
        _tell(f"  {number}. {choice.label}{mark}{': ' + choice.effect if choice.effect else ''}")
    while True:
        _tell(
            f"Type a number from 1 to {len(question.choices)}, with the word {EVERY} behind it for every file of this "
            "command that asks so, or press Enter to leave this file for later: ",
            end="",
        )
        line = sys.stdin.readline()
        said = line.strip()
        if said.casefold() in STOP:
            return "", False
        if meant := _meant(question, said):
            return meant, False
        answer, _, last = said.rpartition(" ")
        if last.casefold() == EVERY and (meant := _meant(question, answer.strip())):
            return meant, True
        _tell(f'"{said}" is none of the choices.')


def _meant(question: Question, said: str) -> str:
    if said.isdigit() and 1 <= int(said) <= len(question.choices):
        return question.choices[int(said) - 1].value
    return value_of(question, said)


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
