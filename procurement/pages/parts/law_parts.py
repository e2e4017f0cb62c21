"""Duties and dates of the law on the business case page, each with what to do and its source."""

import streamlit as st

from procurement.pages import shell
from procurement.services.cases import case_laws
from procurement.ui import words

MARKS = {"R": "read in a public source", "K": "general knowledge: to be confirmed before it is relied on"}


def show_laws(category: tuple[str, str], changes: tuple[tuple[str, float], ...]) -> None:
    """Each duty that this case meets; no legal advice."""
    found = shell.ask(case_laws.of_category, *category, changes)
    st.header("Law and dates")
    shell.note("Drawn from a table of duties and from payments. This is not legal advice.")
    for row in found.to_dicts():
        due = f" Next day: {words.day(row['due_on'])}." if row["due_on"] else ""
        with st.expander(f"{row['title']}: {row['outcome']}"):
            st.markdown(words.plain(row["sentence"] + due))
            st.markdown(f"**What to do.** {words.plain(row['to_do'])}")
            shell.note(words.plain(f"Source: {row['source']} ({MARKS[row['mark']]})."))
