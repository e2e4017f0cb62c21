"""Parts of the page of remembered answers: one answer with what can be done to it, and what was just done."""

from collections.abc import Callable

import streamlit as st

from procurement.pages import shell
from procurement.services import problems
from procurement.services.uploading import profiles
from procurement.services.uploading.remembered import Remembered, name
from procurement.ui import words

DONE, TROUBLE = "profile done", "profile trouble"


def show_answer(answer: Remembered, council: str) -> None:
    """The answer in words, who gave it, what it holds for, and a picker and a button to change or forget it."""
    with st.container(border=True):
        st.markdown(f"**{name(answer.code)}**")
        given = answer.source.removeprefix("as answered ")
        st.markdown(f"Answer: **{words.plain(answer.label)}**, given {words.plain(given)} by {answer.who}.")
        shell.note(_scope(answer))
        labels = {answer.value: answer.label, **dict(answer.choices)}
        if len(labels) > 1:
            values = list(labels)
            st.selectbox(
                f"Change the answer: {words.plain(answer.question)}",
                values,
                index=values.index(answer.value),
                format_func=lambda value: labels[value],
                key=f"answer {answer.key} {answer.at}",
                on_change=_change,
                args=(council, answer),
            )
        st.button(
            "Forget this answer",
            key=f"forget {answer.key}",
            icon=":material/delete:",
            on_click=_forget,
            args=(council, answer),
        )


def show_what_was_done() -> None:
    """The sentence of the change that was just made, once."""
    if done := st.session_state.pop(DONE, ""):
        st.success(done, icon=":material/check_circle:")
    if trouble := st.session_state.pop(TROUBLE, ""):
        st.error(trouble, icon=":material/error:")


def undo(council: str) -> None:
    """Take the last change back."""
    _do(lambda: profiles.undo(shell.viewer(), shell.desk(), council))


def _change(council: str, answer: Remembered) -> None:
    value = st.session_state[f"answer {answer.key} {answer.at}"]
    _do(lambda: profiles.change(shell.viewer(), shell.desk(), council, answer.key, value))


def _forget(council: str, answer: Remembered) -> None:
    _do(lambda: profiles.forget(shell.viewer(), shell.desk(), council, answer.key))


def _do(job: Callable[[], str]) -> None:
    try:
        st.session_state[DONE] = job()
    except problems.MENDABLE as problem:
        st.session_state[TROUBLE] = problems.sentence(problem)


def _scope(answer: Remembered) -> str:
    told = [part for part in answer.hangs_on if part]
    if not told:
        return "It holds for every file." if not answer.hangs_on else "It holds where a file has no such column itself."
    return f"It holds for files with: {words.plain(words.listed(told, most=8))}."
