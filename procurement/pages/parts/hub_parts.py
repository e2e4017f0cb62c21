"""Parts of the page that composes hubs: those that are kept, what the councils chosen buy, keeping and letting go."""

from collections.abc import Sequence

import streamlit as st

from procurement.access import can_decide
from procurement.pages import shell
from procurement.pages.parts import downloads, figure_choice
from procurement.services.figures import hubs
from procurement.services.figures.coverage_view import Beside
from procurement.services.figures.hubs import Together
from procurement.ui import tables, words

TOLD = "hub told"
COLUMNS = {
    "level1": "Category",
    "spend_pence": "Spend",
    "councils": "Councils that buy it",
    "largest": "Largest buyer",
    "largest_share": "Its share",
}
EACH = {"council": "Council", "level1": "Category", "spend_pence": "Spend"}


def show_kept() -> None:
    """What was just done, and the hubs that are kept with their councils."""
    if told := st.session_state.pop(TOLD, ""):
        st.success(words.plain(told), icon=":material/check_circle:")
    kept = hubs.named(shell.viewer(), shell.desk())
    if not kept:
        st.info("No hub has been composed yet.")
    for name, members in kept.items():
        st.markdown(f"- **{words.plain(name)}**: {words.plain(words.listed(members, most=8))}")
    if kept and can_decide(shell.viewer()):
        _offer_letting_go(list(kept))


def _offer_letting_go(names: list[str]) -> None:
    with st.expander("Let go of a hub"):
        st.markdown("No payment is touched; the hub is no longer a place that comparisons and cases look at.")
        name = st.selectbox("Hub", names, key="hub to let go")
        if st.button("Let go of this hub", key="let go"):
            st.session_state[TOLD] = hubs.remove(shell.viewer(), shell.desk(), name)
            st.rerun()


def show_figures(bought: Together, beside: Beside) -> None:
    """The categories and each council's part of them, every cell with the way to its payments, and the downloads."""
    shared = bought.categories.with_columns(largest_share=tables.in_words("largest_share", words.share))
    st.dataframe(**tables.signed(tables.in_pounds(shared, COLUMNS), tables.pound_columns(COLUMNS)))
    figure_choice.follow(bought.categories, ["level1"], "their spend on a category")
    with st.expander("What each of them buys"):
        st.dataframe(**tables.signed(tables.in_pounds(bought.each, EACH), tables.pound_columns(EACH)))
        figure_choice.follow(bought.each, ["council", "level1"], "one council's spend on a category")
    about = {"Councils": words.listed(sorted(set(bought.each["council"])), most=50), "Notes": " ".join(bought.notes)}
    row = "What these councils spend on a category together, net of credit notes, over all months stored."
    downloads.figures("Download what they buy together", bought.categories, "hub.csv", row, about, beside)
    cell = "What one of these councils spends on a category."
    downloads.figures("Download what each of them buys", bought.each, "hub-councils.csv", cell, about, beside)


def offer_keeping(codes: Sequence[str]) -> None:
    """A name and a button, for those who may."""
    if not can_decide(shell.viewer()):
        return
    name = st.text_input("Name of the hub", key="hub name")
    if st.button("Keep this hub", type="primary", disabled=not name.strip()):
        st.session_state[TOLD] = hubs.compose(shell.viewer(), shell.desk(), name, codes)
        st.rerun()
