"""The mapping of a file's columns, to be corrected by a person."""

import streamlit as st

from procurement.services.reading import CORRECTABLE, ReadFile

AS_READ = "As understood"


def correct_mapping(file: ReadFile, answers: dict[str, str]) -> None:
    """A picker for each of our columns, over the publisher's headings."""
    for ours in CORRECTABLE:
        theirs = file.receipt.columns.get(ours, "")
        key = f"column {file.received.sha256[:8]} {ours}"
        st.selectbox(
            f"{ours.replace('_', ' ').capitalize()} (read from: {theirs or 'nothing'})",
            [AS_READ, *file.publisher_headings],
            key=key,
            on_change=_point_at,
            args=(answers, ours, key),
        )


def _point_at(answers: dict[str, str], ours: str, key: str) -> None:
    """Note the choice before the page is drawn again, so that one drawing is enough and no click falls between two."""
    chosen = st.session_state[key]
    if chosen == AS_READ:
        answers.pop(f"COLUMN:{ours}", None)
    else:
        answers[f"COLUMN:{ours}"] = chosen
