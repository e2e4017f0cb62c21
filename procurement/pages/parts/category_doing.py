"""What the page that checks categories does: decisions kept and undone, and the sentence on what was just done."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from procurement.pages import shell
from procurement.services import problems
from procurement.services.categories import category_decisions, category_queue, category_sharing
from procurement.services.categories.category_changes import Change
from procurement.services.categories.category_decisions import Done, Say
from procurement.ui import words

DONE, TROUBLE, ROUND, LAST = "category done", "category trouble", "category round", "category last"
APART = "categories apart"


def show_what_was_done() -> None:
    """The sentence of what was just decided, once."""
    if done := st.session_state.pop(DONE, ""):
        st.success(words.plain(done), icon=":material/check_circle:")
    if trouble := st.session_state.pop(TROUBLE, ""):
        st.error(words.plain(trouble), icon=":material/error:")


def apart() -> tuple[str, ...]:
    """The groups that were said not to be one thing."""
    return tuple(st.session_state.get(APART, ()))


def turn() -> int:
    """Counts what was done, so that boxes start anew after each."""
    return st.session_state.get(ROUND, 0)


def preview(say: Say) -> Change | str:
    """What a decision would change, or the sentence why it cannot be taken."""
    try:
        return shell.ask(category_decisions.preview, (say,))
    except problems.MENDABLE as problem:
        return problems.sentence(problem)


def decide(say: Say, because: str = "") -> None:
    """Keep what was said; because: the key of the box in which the reason stands, where there is one."""
    said = replace(say, why=st.session_state.get(because, "")) if because else say
    do(lambda: _noted(category_decisions.decide(shell.viewer(), shell.desk(), [said])))


def take_suggestions(council: str, places: list[str]) -> None:
    """Keep what is suggested for several groups of the queue."""
    do(lambda: _noted(category_queue.take_suggestions(shell.viewer(), shell.desk(), council, places, apart=apart())))


def undo(*numbers: int) -> None:
    """Take decisions back."""
    do(lambda: category_decisions.undo(shell.viewer(), shell.desk(), *numbers).sentence)
    st.session_state.pop(LAST, None)


def take_over(content: bytes, file_name: str) -> None:
    """Keep another council's decisions."""
    do(lambda: " ".join(category_sharing.take_over(shell.viewer(), shell.desk(), content, file_name).sentences))


def _noted(done: Done) -> str:
    st.session_state[LAST] = done.numbers
    return done.sentence


def do(job: Callable[[], str]) -> None:
    """Do it, and keep the sentence of what was done, or of what is in the way, for the next drawing of the page."""
    st.session_state[ROUND] = turn() + 1
    try:
        st.session_state[DONE] = job()
    except problems.MENDABLE as problem:
        st.session_state[TROUBLE] = problems.sentence(problem)
