"""The mapping of a file's columns, to be corrected by a person."""

import streamlit as st

from procurement.services.reading import CORRECTABLE, ReadFile

AS_READ = "As understood"


def correct_mapping(file: ReadFile, answers: dict[str, str]) -> None:
    """A picker for each of our columns, over the publisher's headings."""
    found = file.publisher_headings
    for ours in CORRECTABLE:
        theirs = file.receipt.columns.get(ours, "")
        options = [AS_READ, *found]
        label = f"{ours.replace('_', ' ').capitalize()} (read from: {theirs or 'nothing'})"
        chosen = st.selectbox(label, options, key=f"column {file.received.sha256[:8]} {ours}")
        wanted = "" if chosen == AS_READ else chosen
        if wanted and answers.get(f"COLUMN:{ours}") != wanted:
            answers[f"COLUMN:{ours}"] = wanted
            st.rerun()
