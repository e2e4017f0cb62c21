"""The part of the page that checks categories where lines are looked for by words, to correct what the rules said."""

import streamlit as st

from procurement.pages import shell
from procurement.pages.parts import category_answer_parts, category_group_parts
from procurement.services.categories import category_group_view, category_lookup
from procurement.ui import words


def look_up(council: str) -> None:
    """A search over suppliers, the council's own categories and accounts, and the answer for what is chosen."""
    asked = st.text_input("Words of a supplier, a council's own category or an account", key="other lines")
    if not asked.strip():
        return
    found = shell.ask(category_lookup.find, council, asked)
    if found.waiting.is_empty():
        st.markdown("Nothing is found. Write fewer words.")
        return
    labels = {
        f"{category_group_parts.SHARED[row['scope']]}: {row['text']} ({row['authority'] or 'every council'}, "
        f"{words.pounds(row['spend_pence'])})": row["place"]
        for row in found.waiting.to_dicts()
    }
    chosen = st.selectbox("Lines", list(labels), key=f"lines of {asked}")
    seen = shell.ask(category_group_view.view_other, council, asked, labels[chosen])
    category_group_parts.describe(seen)
    category_answer_parts.answer(seen, "other", offer_others=lambda: None)
