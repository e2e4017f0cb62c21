"""Whose files a page is about: an officer's own council, or the one that the advisory group chooses."""

import streamlit as st

from procurement.access import Role
from procurement.pages import shell
from procurement.services import standing


def choose(label: str) -> str:
    """The code of the council."""
    asking = shell.viewer()
    if asking.role is Role.OFFICER:
        return asking.council
    councils = standing.councils(shell.desk())
    return councils[st.selectbox(label, list(councils), key="whose") or next(iter(councils))]
