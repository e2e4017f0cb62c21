"""The part of the page that checks categories where it is shown what a decision would change, before it is taken."""

import streamlit as st

from procurement.pages.parts import downloads
from procurement.services.categories.category_changes import Change
from procurement.ui import tables, words

CHANGES = {
    "authority": "Council",
    "supplier_name": "Supplier",
    "publisher_category": "Category as published",
    "purpose": "Purpose",
    "spend_pence": "Paid",
    "before": "Category now",
    "after": "Category then",
}
MOST_SHOWN = 1_000


def show_change(change: Change | str, place: str) -> None:
    """What a decision would change, in words and line by line; or why it cannot be taken."""
    if isinstance(change, str):
        st.markdown(words.plain(change))
        return
    told = f"**What this changes:** {words.plain(change.sentence)}"
    if change.coarser.height:
        st.warning(f"{told} Choose a finer heading, or answer for fewer lines, to keep it.", icon=":material/zoom_out:")
    else:
        st.markdown(told)
    if change.lines.height:
        with st.expander(f"Each of the {words.count(change.lines.height, 'line')} that would change"):
            st.dataframe(
                **tables.signed(tables.in_pounds(change.lines.head(1000), CHANGES), tables.exact_pound_columns(CHANGES))
            )
            downloads.download("Download these lines", change.lines, "lines-that-change.csv", key=f"lines {place}")
