"""Whose files a page is about: an officer's own council, or the one that the advisory group chooses."""

import streamlit as st

from procurement.access import Role, check_can_submit
from procurement.pages import shell
from procurement.services import standing


def choose(label: str) -> str:
    """The code of the council; the page ends here until one is chosen, for none is ever assumed.

    Raises NotAllowed where the viewer uploads for nobody.
    """
    asking = shell.viewer()
    check_can_submit(asking, asking.council)
    if asking.role is Role.OFFICER:
        return asking.council
    councils = standing.councils(shell.desk())
    chosen = st.selectbox(label, list(councils), index=None, placeholder="Choose a council", key="whose")
    if chosen is None:
        st.stop()
    return councils[chosen]
