"""Which category's business case is open: the one chosen stays open when the person comes back to the page."""

import polars as pl
import streamlit as st

KEY = "category of the case"


def choose(listed: pl.DataFrame) -> tuple[str, str]:
    """The category, its two levels; where none was chosen, that of the most pounds.

    listed: `level1`, `level2` ("" where the case is of a whole level 1) and `annual_pence`; not empty. Other pages set
    `case` in the session to open a case here, or to know which one was read last.
    """
    pairs = listed.select("level1", "level2").rows()
    labels = {f"{b} ({a})" if b else a: (a, b) for a, b in pairs}
    if st.session_state.get(KEY) not in labels:
        largest = listed.sort("annual_pence", descending=True).select("level1", "level2").row(0)
        wanted = st.session_state.get("case")
        first = wanted if wanted in pairs else largest
        st.session_state[KEY] = next(label for label, pair in labels.items() if pair == first)
    chosen = labels[st.selectbox("Category", list(labels), key=KEY)]
    st.session_state["case"] = chosen
    return chosen
