"""A part of the business case page: what to bear in mind before any of its figures is relied on."""

from collections.abc import Sequence

import streamlit as st

from procurement.ui import words


def show(cautions: Sequence[str]) -> None:
    """Each sentence as a warning; nothing where there is none."""
    for sentence in cautions:
        st.warning(words.plain(sentence), icon=":material/warning:")
