"""Parts of the pages of suppliers on what was decided: listed, undone, shared, and where earlier ids led."""

import streamlit as st

from procurement.pages import shell
from procurement.pages.parts import downloads, supplier_doing
from procurement.services.suppliers import supplier_history, supplier_sharing, supplier_view
from procurement.services.suppliers.supplier_history import Past
from procurement.services.suppliers.supplier_view import SupplierView
from procurement.ui import words

MOST_LISTED = 200


def offer_undo(past: list[Past], key: str) -> None:
    """The decisions that stand, and a button to undo the one that is chosen."""
    if not past:
        st.markdown("Nothing yet. Each decision stands here, and can be undone.")
        return
    st.markdown(f"{words.count(len(past), 'decision')} stand{'s' if len(past) == 1 else ''}, the newest first.")
    labels = {one.sentence: one.said.id for one in past[:MOST_LISTED]}
    turn = st.session_state.get(supplier_doing.ROUND, 0)
    chosen = st.selectbox("A decision", list(labels), key=f"decision {key} {turn}")
    number = (labels[chosen],)
    st.button(
        "Undo this decision", icon=":material/undo:", on_click=supplier_doing.undo, args=number, key=f"undo {key}"
    )


def offer_sharing() -> None:
    """A download of all decisions, and a place for those of another council."""
    downloads.download("Download the decisions", shell.ask(supplier_sharing.export), "supplier-decisions.csv")
    file = st.file_uploader("Decisions of another council (CSV)", type="csv", key="their decisions")
    if file is not None:
        theirs = (file.getvalue(), file.name)
        st.button("Take them over", icon=":material/move_to_inbox:", on_click=supplier_doing.take_over, args=theirs)


def history(supplier_id: str = "") -> list[Past]:
    """The decisions that stand, on one supplier where it is given."""
    return shell.ask(supplier_history.history, supplier_id)


def list_decisions(seen: SupplierView) -> None:
    """The decisions that stand, for those who may not change them."""
    for one in seen.past:
        st.markdown(f"- {words.plain(one.sentence)}")
    if not seen.past:
        st.markdown("Nothing.")


def show_moves(seen: SupplierView) -> None:
    """Which ids led here, and which left."""
    if seen.moves.height:
        with st.expander("Earlier ids"):
            for row in seen.moves.iter_rows(named=True):
                st.markdown(f"- {words.plain(supplier_view.move_in_words(row))}")
