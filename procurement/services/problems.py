"""Trouble that a person can mend, told in a sentence."""

import sys
from collections.abc import Callable

from procurement.access import NotAllowed
from procurement.cases.problems import InputProblem
from procurement.places.authorities import UnknownAuthority
from procurement.publish.exports import TooManyRows
from procurement.spend.findings import Refused
from procurement.store.problems import StoreProblem


class CannotDo(ValueError):
    """What was asked can't be done as it was asked; the message says why, and what to ask instead."""


class WrongWords(CannotDo):
    """A name in what was asked stands for nothing, such as a level that there is none of; the message lists some."""


REFUSED, WRONG_WORDS = 1, 2
"""Exit codes: something could not be done; the command's own words are wrong."""


MENDABLE = (
    NotAllowed,
    InputProblem,
    UnknownAuthority,
    Refused,
    StoreProblem,
    TooManyRows,
    CannotDo,
    OSError,
)
"""What a person can put right; anything else is a fault of the program, and is shown as one."""


def sentence(problem: Exception) -> str:
    """What to tell the person."""
    if isinstance(problem, OSError) and problem.filename:
        return f"{problem.filename} can't be used: {(problem.strerror or 'the disk refused').lower()}."
    return str(problem.args[0]) if problem.args else str(problem)


def told(command: Callable[[], object]) -> int:
    """Run `command`; its trouble goes to standard error as a sentence. Returns the exit code.

    A council or a level that there is none of is a slip in the command's words, as a misspelt option is.
    """
    try:
        command()
    except BrokenPipeError:
        return REFUSED
    except MENDABLE as problem:
        print(sentence(problem), file=sys.stderr)  # noqa: T201 - standard error is where a command's trouble goes
        return WRONG_WORDS if isinstance(problem, (UnknownAuthority, WrongWords)) else REFUSED
    return 0
