"""Trouble that a person can mend, told in a sentence."""

import sys
from collections.abc import Callable

from procurement.access import NotAllowed
from procurement.cases.problems import InputProblem
from procurement.places.authorities import UnknownAuthority
from procurement.spend.findings import Refused
from procurement.store.problems import StoreProblem

MENDABLE = (
    NotAllowed,
    InputProblem,
    UnknownAuthority,
    Refused,
    StoreProblem,
    FileNotFoundError,
    ValueError,
)


def sentence(problem: Exception) -> str:
    """What to tell the person."""
    return str(problem.args[0]) if problem.args else str(problem)


def told(command: Callable[[], object]) -> int:
    """Run `command`; its trouble goes to standard error as a sentence. Returns the exit code."""
    try:
        command()
    except MENDABLE as problem:
        print(sentence(problem), file=sys.stderr)  # noqa: T201 - standard error is where a command's trouble goes
        return 1
    except BrokenPipeError:
        return 1
    return 0
