"""What the page of possible duplicates does: findings settled and taken back, and what was just done told."""

from collections.abc import Callable

import streamlit as st

from procurement.pages import shell
from procurement.services import problems
from procurement.services.unusual import unusual_decisions, unusual_payments
from procurement.services.unusual.unusual_decisions import FINE, RECOVER, Past
from procurement.ui import words

DONE, TROUBLE, WHY = "unusual done", "unusual trouble", "unusual why"


def show_what_was_done() -> None:
    """The sentence of what was just done, once."""
    if done := st.session_state.pop(DONE, ""):
        st.success(words.plain(done), icon=":material/check_circle:")
    if trouble := st.session_state.pop(TROUBLE, ""):
        st.error(words.plain(trouble), icon=":material/error:")


def settle(council: str, finding: str) -> None:
    """The reason, and the two answers."""
    st.text_input("Why (kept with your answer; name no private person)", key=WHY)
    st.button("Looked at: fine", icon=":material/check:", on_click=_settle, args=(council, finding, FINE))
    st.button("Looked at: to recover", icon=":material/undo:", on_click=_settle, args=(council, finding, RECOVER))


def undo(past: list[Past], council: str) -> None:
    """The decisions that stand, and a button to undo the one that is chosen."""
    st.markdown(f"{words.count(len(past), 'decision')} stand{'s' if len(past) == 1 else ''}, the newest first.")
    labels = {_told(one): one.id for one in past}
    chosen = st.selectbox("A decision", list(labels), key="unusual decision")
    if chosen:
        st.button("Undo this decision", icon=":material/undo:", on_click=_undo, args=(council, labels[chosen]))


def own_limit(council: str) -> None:
    """The council's own limit, against which split orders are held too; once kept, all is looked for anew."""
    st.header("Your own limit")
    kept = unusual_decisions.own_limit(shell.desk(), council)
    label = "From how many pounds before VAT your council asks for quotations (0 for none)"
    pounds = st.number_input(label, min_value=0, value=kept, step=1000, key=f"own limit {council} {kept}")
    if pounds != kept:
        st.button("Keep this limit", on_click=_keep_limit, args=(council, int(pounds)))


def _keep_limit(council: str, pounds: int) -> None:
    _do(lambda: unusual_decisions.set_own_limit(shell.viewer(), shell.desk(), council, pounds))


def _settle(council: str, finding: str, value: str) -> None:
    why = st.session_state.get(WHY, "")
    if _do(lambda: unusual_payments.settle(shell.viewer(), shell.desk(), council, [finding], value, why)):
        st.session_state[WHY] = ""


def _undo(council: str, decision: int) -> None:
    _do(lambda: unusual_decisions.undo(shell.viewer(), shell.desk(), council, decision))


def _do(job: Callable[[], str]) -> bool:
    try:
        st.session_state[DONE] = job()
    except problems.MENDABLE as problem:
        st.session_state[TROUBLE] = problems.sentence(problem)
        return False
    return True


def _told(one: Past) -> str:
    return f"{one.id}. {one.value}, said {words.day(one.at.date())} by the {one.by}: {one.why}"
