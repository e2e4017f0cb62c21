"""Telling whoever waits that another upload is being stored first."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from procurement.store.writer_lock import say_waiting


@contextmanager
def waiting_told(say: Callable[[str], object]) -> Iterator[None]:
    """Give `say` a sentence every few seconds in which something of the block waits for its turn to write."""
    before = say_waiting.set(say)
    try:
        yield
    finally:
        say_waiting.reset(before)
