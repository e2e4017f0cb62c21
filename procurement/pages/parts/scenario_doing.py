"""What can be done with a scenario: read who kept it and why, open it, set it aside, bring it back."""

import streamlit as st

from procurement.access import can_decide
from procurement.pages import shell
from procurement.services.cases import scenarios
from procurement.services.cases.scenarios import SavedCase
from procurement.ui import words


def show_trail(one: SavedCase) -> None:
    """Who did what with it, newest first."""
    for entry in scenarios.trail(shell.viewer(), shell.desk(), one.id):
        why = f": {entry.detail['why']}" if entry.detail.get("why") else ""
        shell.note(words.plain(f"{entry.action.capitalize()} by the {entry.by}, {words.day(entry.at.date())}{why}"))


def offer_setting_aside(number: int) -> None:
    """Open it as a case again, or take it off the list with a reason."""
    with st.expander(f"Open or set aside scenario {number}"):
        if st.button("Open this scenario as a case", key=f"open scenario {number}"):
            _open(number)
        why = st.text_input("Why it is set aside", key=f"why aside {number}")
        if st.button("Set this scenario aside", key=f"set aside {number}"):
            st.session_state["scenario told"] = scenarios.set_aside(shell.viewer(), shell.desk(), number, why)
            st.rerun()


def show_set_aside() -> None:
    """What was last done, and the scenarios that were set aside, to be brought back."""
    if told := st.session_state.pop("scenario told", ""):
        st.success(told)
    aside = scenarios.listed(shell.viewer(), shell.desk(), set_aside=True)
    if not aside:
        return
    st.header("Set aside")
    for one in aside:
        st.markdown(words.plain(f"{scenarios.title(one)}. Set aside by the {one.ended_by}: {one.ended_why}"))
        if can_decide(shell.viewer()) and st.button("Bring it back", key=f"bring back {one.id}"):
            st.session_state["scenario told"] = scenarios.bring_back(shell.viewer(), shell.desk(), one.id)
            st.rerun()


def _open(number: int) -> None:
    inputs = next(one.inputs for one in scenarios.listed(shell.viewer(), shell.desk()) if one.id == number)
    st.session_state["case"] = (inputs["level1"], inputs["level2"])
    st.session_state["changes"] = dict(inputs["changes"])
    st.switch_page(shell.PAGES / "business_case.py")
