"""What the page of private individuals does: decisions saved and undone, and the sentence on what was just done."""

from collections.abc import Callable

import streamlit as st

from procurement.pages import shell
from procurement.services import problems
from procurement.services.privacy import private_people
from procurement.services.privacy.private_people import Past
from procurement.services.privacy.private_texts import SHARE, WITHHOLD
from procurement.ui import words

DONE, TROUBLE, ROUND = "private people done", "private people trouble", "private people round"
LABELS = {SHARE: "may be shared", WITHHOLD: "stays withheld"}


def show_what_was_done() -> None:
    """The sentence of the decision that was just made, once."""
    if done := st.session_state.pop(DONE, ""):
        st.success(words.plain(done), icon=":material/check_circle:")
    if trouble := st.session_state.pop(TROUBLE, ""):
        st.error(words.plain(trouble), icon=":material/error:")


def undo(past: list[Past], council: str) -> None:
    """The decisions that stand, and a button to undo the one that is chosen."""
    st.markdown(f"{words.count(len(past), 'decision')} stand{'s' if len(past) == 1 else ''}, the newest first.")
    labels = {_told(one): one.id for one in past}
    chosen = st.selectbox("A decision", list(labels), key="private decision")
    if chosen:
        st.button("Undo this decision", icon=":material/undo:", on_click=_undo, args=(council, labels[chosen]))


def keep(council: str, choices: dict[str, str]) -> None:
    """Save the answers; the table begins anew."""
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1
    _do(lambda: private_people.decide(shell.viewer(), shell.desk(), council, choices))


def _undo(council: str, decision: int) -> None:
    _do(lambda: private_people.undo(shell.viewer(), shell.desk(), council, decision))


def _do(job: Callable[[], str]) -> None:
    try:
        st.session_state[DONE] = job()
    except problems.MENDABLE as problem:
        st.session_state[TROUBLE] = problems.sentence(problem)


def _told(one: Past) -> str:
    return f"{one.id}. {one.text}: {LABELS[one.value]}, said {words.day(one.at.date())}"
