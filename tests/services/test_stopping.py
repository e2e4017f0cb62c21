"""A word to stop ends a wait for an answer at once, and other work after its step; a second word ends anything."""

import os
import signal

import pytest

from procurement.services.stopping import Stopped, Stopper


def say(word: int = signal.SIGINT) -> None:
    os.kill(os.getpid(), word)


def test_work_goes_on_to_the_end_of_its_step(capfd: pytest.CaptureFixture[str]) -> None:
    stopper = Stopper()
    with stopper.listening():
        assert not stopper.wanted
        say(signal.SIGTERM)
        assert stopper.wanted
    assert stopper.exit_code == 128 + signal.SIGTERM
    assert "Stopping once this file is read" in capfd.readouterr().err


def test_a_second_word_stops_at_once() -> None:
    with Stopper().listening():
        say()
        with pytest.raises(Stopped):
            say()


def test_a_question_is_left_unanswered() -> None:
    stopper = Stopper()

    def ask(_question: str) -> str:
        say()
        return "an answer"

    with stopper.listening():
        assert stopper.interruptible(ask, "")("Whose is it?") == ""
        assert stopper.wanted
        assert stopper.interruptible(lambda: pytest.fail("asked after the word"), None)() is None


def test_whoever_heard_before_hears_again() -> None:
    before = signal.getsignal(signal.SIGINT)
    with Stopper().listening():
        assert signal.getsignal(signal.SIGINT) is not before
    assert signal.getsignal(signal.SIGINT) is before
