"""Assumptions on the business case page: every one with its source, to be changed and seen at once."""

import polars as pl
import streamlit as st

from procurement.ui import tables

HEADINGS = {
    "name": None,
    "label": "Assumption",
    "low": "Low",
    "default": "Used here",
    "high": "High",
    "source": None,
}


def changed_assumptions() -> tuple[tuple[str, float], ...]:
    """The assumptions that the person has set, by name, for this visit."""
    return tuple(sorted(st.session_state.get("changes", {}).items()))


def tell_changed(number: int) -> None:
    """Say that the case rests on values of the person's own, and how far these reach."""
    verb = "is" if number == 1 else "are"
    st.warning(
        f"{number} of the assumptions below {verb} your own, in every case that you open, until you go back to the "
        "default assumptions.",
        icon=":material/edit:",
    )


def edit_assumptions(assumed: pl.DataFrame) -> None:
    """Every assumption with its source; a value changed here is used at once, for this visit."""
    st.header("Assumptions: change them and see")
    _change_one(assumed)
    fixed = [name for name in assumed.columns if name != "default"]
    edited = st.data_editor(assumed, hide_index=True, disabled=fixed, column_config=HEADINGS, key="assumptions")
    with st.expander("Where each assumption comes from"):
        st.markdown(tables.in_sentences(assumed, ["label"], "source"))
    after = dict(edited.select("name", "default").iter_rows())
    before = dict(assumed.select("name", "default").iter_rows())
    moved = {name: float(value) for name, value in after.items() if value != before[name]}
    if moved:
        st.session_state["changes"] = {**st.session_state.get("changes", {}), **moved}
        st.rerun()
    if changed_assumptions() and st.button("Back to the default assumptions"):
        st.session_state["changes"] = {}
        st.rerun()


def _change_one(assumed: pl.DataFrame) -> None:
    """One assumption by name and value, for those who do not use the table."""
    labels = dict(assumed.select("label", "name").iter_rows())
    values = dict(assumed.select("name", "default").iter_rows())
    left, middle, right = st.columns([3, 1, 1], vertical_alignment="bottom")
    name = labels[left.selectbox("Assumption", list(labels), key="assumption") or next(iter(labels))]
    now = float(values[name])
    value = middle.number_input("Value", value=now, format="%.4f" if now <= 1 else "%.2f", key=f"value of {name}")
    if right.button("Use this value", key="use value") and value != now:
        st.session_state["changes"] = {**st.session_state.get("changes", {}), name: value}
        st.rerun()
