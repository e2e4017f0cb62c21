"""Stopping a long job when a person, or the machine, says so: at once while it waits for them, else after one file."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from types import FrameType
from typing import ParamSpec, TypeVar

Words = ParamSpec("Words")
Answer = TypeVar("Answer")

STANDARD_ERROR = 2
SAID = b"\nStopping once this file is read and what was read is stored. Say so again to stop at once.\n"
SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Stopped(BaseException):
    """A person said to stop while nothing was half done. No handler for ordinary trouble may swallow it."""


@dataclass
class Stopper:
    """Whether to stop, as heard from the terminal (Ctrl-C) or the machine; a second word stops at once."""

    number: int = 0
    _is_waiting: bool = False

    @property
    def wanted(self) -> bool:
        """Whether to begin nothing more."""
        return self.number != 0

    @property
    def exit_code(self) -> int:
        """What a program that was stopped ends with, by custom: 128 and the signal's number."""
        return 128 + self.number

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Hear signals during the block; whoever heard them before hears them again afterwards."""
        before = {one: signal.signal(one, self._hear) for one in SIGNALS}
        try:
            yield
        finally:
            for one, handler in before.items():
                signal.signal(one, handler)

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """A block, such as one that waits for an answer, that the first word ends by raising Stopped."""
        if self.wanted:
            raise Stopped
        self._is_waiting = True
        try:
            yield
        finally:
            self._is_waiting = False

    def interruptible(self, ask: Callable[Words, Answer], nothing: Answer) -> Callable[Words, Answer]:
        """The same question; where a person says stop instead of an answer, the answer is `nothing`."""

        def put(*args: Words.args, **named: Words.kwargs) -> Answer:
            """Ask, and give `nothing` where a person stops."""
            with suppress(Stopped), self.at_once():
                return ask(*args, **named)
            return nothing

        return put

    def _hear(self, number: int, _frame: FrameType | None) -> None:
        again = self.wanted
        self.number = number
        if again or self._is_waiting:
            raise Stopped
        with suppress(OSError):
            os.write(STANDARD_ERROR, SAID)  # a handler may have interrupted a write, so it takes none of Python's own
