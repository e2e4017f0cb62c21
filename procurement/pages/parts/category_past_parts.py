"""Parts of the page that checks categories on what was decided: listed, undone and shared."""

import streamlit as st

from procurement.pages import shell
from procurement.pages.parts import category_doing, downloads
from procurement.services.categories import category_history, category_sharing
from procurement.ui import words

MOST_LISTED = 200
IN_WORDS = 5


def offer_undo(council: str) -> None:
    """The decisions that stand, and a button to undo the one that is chosen."""
    past = shell.ask(category_history.history, council)
    if not past:
        st.markdown("Nothing yet. Each decision stands here, and can be undone.")
        return
    st.markdown(f"{words.count(len(past), 'decision')} stand{'s' if len(past) == 1 else ''}, the newest first.")
    for one in past[:IN_WORDS]:
        st.markdown(f"- {words.plain(one.sentence)}")
    mine = [one for one in past[:MOST_LISTED] if category_history.may_undo(shell.viewer(), one)]
    if mine:
        labels = {one.sentence: one.said.id for one in mine}
        chosen = st.selectbox("A decision", list(labels), key=f"decision {category_doing.turn()}")
        st.button("Undo this decision", icon=":material/undo:", on_click=category_doing.undo, args=(labels[chosen],))


def offer_sharing(council: str) -> None:
    """A download of the decisions, and a place for those of another council."""
    downloads.download("Download the decisions", shell.ask(category_sharing.export, council), "category-decisions.csv")
    file = st.file_uploader("Decisions of another council (CSV)", type="csv", key="their category decisions")
    if file is not None:
        theirs = (file.getvalue(), file.name)
        st.button("Take them over", icon=":material/move_to_inbox:", on_click=category_doing.take_over, args=theirs)
