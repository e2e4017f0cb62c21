"""What was chosen on a page holds while another one is open: boxes that a run does not draw are forgotten otherwise."""

import streamlit as st

KEPT = (
    *("levels", "place", "kind", "order"),
    *("compared category", "compared level", "fewest councils", "category in common", "whose", "whose names"),
)
"""Keys of the boxes whose choice holds for the visit."""


def keep() -> None:
    """Write each choice anew, as only what a run touches is remembered."""
    for name in KEPT:
        if name in st.session_state:
            st.session_state[name] = st.session_state[name]
