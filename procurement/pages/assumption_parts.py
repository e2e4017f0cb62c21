"""Assumptions on the business case page: every one with its source, to be changed and seen at once."""

import polars as pl
import streamlit as st

HEADINGS = {
    "name": None,
    "label": "Assumption",
    "low": "Low",
    "default": "Used here",
    "high": "High",
    "source": "Source",
}


def changed_assumptions() -> tuple[tuple[str, float], ...]:
    """The assumptions that the person has set, by name, for this visit."""
    return tuple(sorted(st.session_state.get("changes", {}).items()))


def edit_assumptions(assumed: pl.DataFrame) -> None:
    """Every assumption with its source; a value changed here is used at once, for this visit."""
    st.header("Assumptions: change them and see")
    fixed = [name for name in assumed.columns if name != "default"]
    edited = st.data_editor(assumed, hide_index=True, disabled=fixed, column_config=HEADINGS, key="assumptions")
    after = dict(edited.select("name", "default").iter_rows())
    before = dict(assumed.select("name", "default").iter_rows())
    moved = {name: float(value) for name, value in after.items() if value != before[name]}
    if moved:
        st.session_state["changes"] = {**st.session_state.get("changes", {}), **moved}
        st.rerun()
    if changed_assumptions() and st.button("Back to the default assumptions"):
        st.session_state["changes"] = {}
        st.rerun()
