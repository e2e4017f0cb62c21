"""Keeping the case on the page as a scenario, with who and why."""

import streamlit as st

from procurement.access import can_decide
from procurement.pages import shell
from procurement.services.cases import scenarios


def offer_saving(category: tuple[str, str], changes: tuple[tuple[str, float], ...]) -> None:
    """A name, a reason and a button; then the way to comparing."""
    st.header("Keep this as a scenario")
    if can_decide(shell.viewer()):
        with st.form("scenario", clear_on_submit=True):
            name = st.text_input("Name of the scenario")
            why = st.text_input("Why (kept with it; name no private person)")
            if st.form_submit_button("Keep this scenario"):
                st.success(scenarios.save(shell.viewer(), shell.desk(), name, *category, changes, why))
    else:
        shell.note("The advisory group keeps scenarios; everyone may compare them.")
    if st.button("Compare scenarios", icon=":material/compare_arrows:", key="to scenarios"):
        st.switch_page(shell.PAGES / "compare_scenarios.py")
