"""Which category's business case is open: the one chosen stays open when the person comes back to the page."""

import polars as pl
import streamlit as st

KEY = "category of the case"


def choose(listed: pl.DataFrame) -> tuple[str, str]:
    """The category, its two levels. listed: `level1` and `level2`, "" where the case is of a whole level 1; not empty.

    Other pages set `case` in the session to open a case here, or to know which one was read last.
    """
    labels = {f"{b} ({a})" if b else a: (a, b) for a, b in listed.iter_rows()}
    if st.session_state.get(KEY) not in labels:
        wanted = st.session_state.get("case")
        st.session_state[KEY] = next((label for label, pair in labels.items() if pair == wanted), next(iter(labels)))
    chosen = labels[st.selectbox("Category", list(labels), key=KEY)]
    st.session_state["case"] = chosen
    return chosen
