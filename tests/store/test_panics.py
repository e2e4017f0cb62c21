"""A library's panic is kept off the screen where its trouble is told in a sentence; all else is passed on."""

import os
from concurrent.futures import ThreadPoolExecutor

import pytest

from procurement.store.panics import unsaid_panics

CRY = b"thread 'tokio-rt-worker' panicked at buffered.rs:369\n"


def _write(said: bytes, fails: bool) -> None:
    with unsaid_panics():
        os.write(2, said)
        if fails:
            raise OSError(28, "No space left on device")


def test_a_panic_on_top_of_an_error_is_not_said(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(OSError, match="No space"):
        _write(CRY, fails=True)
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize(("said", "fails"), [(CRY, False), (b"a warning\n", False), (b"a warning\n", True)])
def test_everything_else_is_passed_on(said: bytes, fails: bool, capfd: pytest.CaptureFixture[str]) -> None:
    try:
        _write(said, fails)
    except OSError:
        assert fails
    assert capfd.readouterr().err == said.decode()


def _write_at_once() -> None:
    with unsaid_panics(), ThreadPoolExecutor(3) as at_once:
        for writing in [at_once.submit(_write, CRY, fails) for fails in (False, True, False)]:
            writing.result()


def test_threads_that_write_within_one_block_leave_standard_error_as_it_was(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(OSError, match="No space"):
        _write_at_once()
    os.write(2, b"said afterwards\n")
    assert capfd.readouterr().err == "said afterwards\n"
