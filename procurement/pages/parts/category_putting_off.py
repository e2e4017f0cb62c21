"""Groups of lines that a person does not answer now: put off, or taken apart."""

import streamlit as st

from procurement.pages.parts import category_doing

LATER = "categories later"


def in_order(places: list[str]) -> list[str]:
    """Groups with those that were put off last, in the order in which they were."""
    later: list[str] = st.session_state.setdefault(LATER, [])
    return sorted(places, key=lambda one: later.index(one) + 1 if one in later else 0)


def put_off(place: str) -> None:
    """Ask about a group again after the others."""
    later: list[str] = st.session_state.setdefault(LATER, [])
    st.session_state[LATER] = [*(one for one in later if one != place), place]
    st.session_state[category_doing.DONE] = "Put off: it comes again after the others."


def take_apart(place: str) -> None:
    """Ask about the lines of a group in other groups, for it is not one thing."""
    st.session_state[category_doing.APART] = [*category_doing.apart(), place]
    st.session_state[category_doing.DONE] = "Taken apart: its lines are asked about in other groups."
