"""From a row of a table to its payments: which row, and the button that opens them."""

import polars as pl
import streamlit as st

from procurement.pages import shell


def follow(rows: pl.DataFrame, labels: list[str], what: str) -> None:
    """A box of the rows' labels and a button to the payments behind the chosen one. rows: with `figure`, its name."""
    named = {" · ".join(str(row[label]) for label in labels): row["figure"] for row in rows.to_dicts() if row["figure"]}
    if not named:
        return
    chosen = st.selectbox(f"Follow {what} to its payments", list(named), key=f"follow {what}")
    shell.trace_link(named[chosen], f"How we know this: {chosen}")
