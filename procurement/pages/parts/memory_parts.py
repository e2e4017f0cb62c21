"""Whether the answers given on the upload page are to be remembered for the council's next file."""

import streamlit as st

from procurement.services.uploading.reading import ReadFile, scoped
from procurement.services.uploading.remembered import ABOUT_ONE_FILE, is_for_one_file


def choose_memory(read: list[ReadFile], answers: dict[str, str], council: str) -> tuple[bool, frozenset[str]]:
    """Whether the answers given are to be remembered, and which of those that speak of one file alone."""
    said = [(one, file.answers.get(one, "")) for file in read for one in file.answers if _was_given(one, file, answers)]
    lasting = [code for code, value in said if not is_for_one_file(code, value)]
    passing = sorted({code for code, value in said if is_for_one_file(code, value)} & ABOUT_ONE_FILE)
    keeps = bool(lasting) and st.checkbox(
        f"Remember these answers, so that {council}'s next file with these headings asks nothing",
        value=True,
        key="remember answers",
    )
    labels = {"SAME_PERIOD": "a period is sent again", "OTHER_BODY": "a file names these bodies"}
    always = [
        code
        for code in passing
        if st.checkbox(f"Always answer so for {council} when {labels[code]}", key=f"always {code}")
    ]
    return keeps, frozenset(always)


def _was_given(code: str, file: ReadFile, answers: dict[str, str]) -> bool:
    return scoped(code, file.received) in answers
