"""What was chosen on a page holds while another one is open: boxes that a run does not draw are forgotten otherwise."""

import streamlit as st

KEPT = (
    *("levels", "place", "kind", "order"),
    *("compared category", "compared level", "fewest councils", "category in common", "whose", "whose names"),
)
"""Keys of the boxes whose choice holds for the visit."""

KEPT_FOR_EACH = ("part of ",)
"""How the keys of boxes begin of which there is one for each of something, such as a category."""


def keep() -> None:
    """Write each choice anew, as only what a run touches is remembered."""
    for name in map(str, list(st.session_state)):
        if name in KEPT or name.startswith(KEPT_FOR_EACH):
            st.session_state[name] = st.session_state[name]
