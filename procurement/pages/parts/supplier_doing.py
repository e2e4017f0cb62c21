"""What the pages of suppliers do: decisions kept and undone, and the sentence on what was just done."""

from collections.abc import Callable

import streamlit as st

from procurement.pages import shell
from procurement.services import problems
from procurement.services.suppliers import supplier_decisions, supplier_queue, supplier_sharing
from procurement.services.suppliers.supplier_decisions import Say
from procurement.ui import words

DONE, TROUBLE, ROUND, LAST = "supplier done", "supplier trouble", "supplier round", "supplier last"


def show_what_was_done() -> None:
    """The sentence of what was just decided, once."""
    if done := st.session_state.pop(DONE, ""):
        st.success(words.plain(done), icon=":material/check_circle:")
    if trouble := st.session_state.pop(TROUBLE, ""):
        st.error(words.plain(trouble), icon=":material/error:")


def answer(pairs: list[str], is_same: bool) -> None:
    """Keep one answer for the pairs of the queue."""
    _do(lambda: _noted(supplier_queue.answer_all(shell.viewer(), shell.desk(), pairs, is_same)))


def decide(says: list[Say], why: str = "") -> None:
    """Keep what was said of suppliers."""
    _do(lambda: _noted(supplier_decisions.decide(shell.viewer(), shell.desk(), says, why)))


def undo(*numbers: int) -> None:
    """Take decisions back."""
    _do(lambda: supplier_decisions.undo(shell.viewer(), shell.desk(), *numbers))
    st.session_state.pop(LAST, None)


def take_over(content: bytes, file_name: str) -> None:
    """Keep another council's decisions."""
    _do(lambda: " ".join(supplier_sharing.take_over(shell.viewer(), shell.desk(), content, file_name).sentences))


def _noted(done: supplier_decisions.Done) -> str:
    st.session_state[LAST] = done.numbers
    return done.sentence


def _do(job: Callable[[], str]) -> None:
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1
    try:
        st.session_state[DONE] = job()
    except problems.MENDABLE as problem:
        st.session_state[TROUBLE] = problems.sentence(problem)
