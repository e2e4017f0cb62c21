"""What corrections of held-back rows would do to the balance, before they are kept."""

import streamlit as st

from procurement.pages import shell
from procurement.services.uploading import mending
from procurement.services.uploading.mending import Edits, Mended
from procurement.ui import words

RECEIPT = "receipt of mending"


def in_words(rule: str) -> str:
    """A rule's name as people say it."""
    return rule.replace("_", " ").lower()


def show_and_keep(upload_id: str, edits: Edits, key: str) -> None:
    """The balance with the corrections beside the balance as it stands, and the button that keeps them."""
    with st.spinner("Reading the file with your corrections …"):
        mended = mending.preview(shell.viewer(), shell.desk(), upload_id, edits)
    _show_balance_moving(mended)
    if st.button("Keep the corrections", type="primary", icon=":material/save:", key=f"keep {key}"):
        with st.spinner("Keeping the mended file …"):
            st.session_state[RECEIPT] = mending.keep(shell.viewer(), shell.desk(), upload_id, edits)
        st.rerun()


def _show_balance_moving(mended: Mended) -> None:
    now, before = mended.file.receipt, mended.before
    shell.figures(
        [
            (
                "Accepted, with your corrections",
                words.pounds_exactly(now.accepted_pence),
                f"{words.count(now.accepted, 'payment')}; before: {words.pounds_exactly(before['accepted_pence'])}",
            ),
            (
                "Still held back",
                words.count(now.held_back, "row"),
                f"before: {words.count(before['held_back'], 'row')}",
            ),
        ]
    )
    if now.held_back_rules:
        rules = [f"{in_words(rule)} ({words.count(number, 'row')})" for rule, number in now.held_back_rules.items()]
        shell.note(f"Still held back: {words.listed(rules)}.")
