"""The questions that a file raises, with what each answer would do, and whether the answers are to be remembered."""

from dataclasses import replace

import streamlit as st

from procurement.access import Viewer
from procurement.pages import shell
from procurement.services import standing
from procurement.services.desk import Desk
from procurement.services.uploading import profiles, submitting
from procurement.services.uploading.reading import ReadFile, SpendFile, scoped
from procurement.spend.findings import Question

READ = "file as read"


def read_once(asking: Viewer, desk: Desk, upload: SpendFile, file_id: str) -> list[ReadFile]:
    """The file as it would be taken, read again only where it, an answer, the profile or the store has changed."""
    kept = [(one.key, one.value) for one in profiles.listed(asking, desk, upload.owner.authority_code)]
    state = (file_id, upload.owner, sorted(upload.answers.items()), kept, standing.version(desk))
    found = st.session_state.get(READ)
    if found is None or found[0] != state:
        with st.spinner("Reading the file, and working out what each answer would do …"):
            found = st.session_state[READ] = (state, submitting.preview(asking, desk, upload))
    return found[1]


def ask(question: Question, file: ReadFile, answers: dict[str, str]) -> None:
    """A question with what each answer would do; the answer is noted before the page is drawn again."""
    labels = {
        choice.value: f"{choice.label} ({choice.effect})" if choice.effect else choice.label
        for choice in question.choices
    }
    code = scoped(question.code, file.received)
    values = list(labels)
    st.radio(
        question.sentence,
        values,
        index=values.index(question.answer) if question.answer else None,
        format_func=lambda value: labels[value],
        key=f"question {code}",
        on_change=_note,
        args=(answers, code),
    )
    kept = file.remembered.get(question.code)
    if kept:
        shell.note(f"Answered {kept.source.removeprefix('as answered ')}, by {kept.who}. Choose again to change it.")
    elif not question.answer and question.suggested in labels:
        shell.note(f"Suggested: {next(one.label for one in question.choices if one.value == question.suggested)}.")


def ask_again(file: ReadFile, answers: dict[str, str]) -> None:
    """The questions whose answers left a file refused, so that a person can think again."""
    for code, asked in file.asked.items():
        if file.answers.get(code) in {choice.value for choice in asked.question.choices}:
            ask(replace(asked.question, answer=file.answers[code]), file, answers)


def _note(answers: dict[str, str], code: str) -> None:
    answers[code] = st.session_state[f"question {code}"]
