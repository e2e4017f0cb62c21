"""Keeping a library's cry of panic off the screen of a person who gets a sentence about the same trouble."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Lock

STANDARD_ERROR = 2
CRY = b"panicked at"
AT_ONCE = 65_536
_is_held_back = Lock()


@contextmanager
def unsaid_panics() -> Iterator[None]:
    """Hold back what is written to standard error meanwhile; where the block fails, a panic among it is dropped.

    Delta Lake's threads panic on top of the error that they return when a disk is full. Everything else is passed on.
    Within such a block, in its thread or another, a second one changes nothing.
    """
    if not _is_held_back.acquire(blocking=False):
        yield
        return
    try:
        with _held_back():
            yield
    finally:
        _is_held_back.release()


@contextmanager
def _held_back() -> Iterator[None]:
    try:
        real = os.dup(STANDARD_ERROR)
    except OSError:  # no standard error, so nothing to keep off it
        yield
        return
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    os.set_blocking(reading, False)
    os.dup2(writing, STANDARD_ERROR)
    os.close(writing)
    is_failing = True
    try:
        yield
        is_failing = False
    finally:
        os.dup2(real, STANDARD_ERROR)
        held = b""
        with suppress(BlockingIOError):
            while more := os.read(reading, AT_ONCE):
                held += more
        if held and not (is_failing and CRY in held):
            os.write(STANDARD_ERROR, held)
        os.close(reading)
        os.close(real)
