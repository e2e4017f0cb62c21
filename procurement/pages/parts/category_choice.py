"""Whose lines the page that checks categories is about: an officer's own council's, or those the group chooses."""

import streamlit as st

from procurement.access import Role, check_can_check_categories
from procurement.pages import shell
from procurement.services import standing

EVERY = "Every council"


def choose() -> str:
    """The code of the council, "" for every one. Raises NotAllowed where the viewer may decide for none."""
    asking = shell.viewer()
    check_can_check_categories(asking, asking.council)
    if asking.role is Role.OFFICER:
        return asking.council
    councils = {EVERY: "", **standing.councils_with_spend(shell.desk())}
    return councils[st.selectbox("Whose lines", list(councils), key="whose lines")]
