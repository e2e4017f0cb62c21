"""Whose names the page that checks suppliers is about: those that an officer's own council pays, or all councils'."""

import streamlit as st

from procurement.pages import shell
from procurement.services import standing

OURS = "Names that our council pays"
ALL = "All councils' names"


def choose() -> str:
    """The code of the officer's council, "" for all councils: for those who have none, or whose own has no spend."""
    own = shell.viewer().council
    if own not in standing.councils_with_spend(shell.desk()).values():
        return ""
    return own if st.radio("Whose names", [OURS, ALL], horizontal=True, key="whose names") == OURS else ""


def say_nothing_waits(council: str) -> None:
    """That no pair waits: of this council ("" for all) alone, or of any."""
    others = f" of our council's names. \"{ALL}\" shows whether pairs of other councils' names do" if council else ""
    st.success(f"Nothing waits{others}. New files may bring more; what was decided holds for them too.")
