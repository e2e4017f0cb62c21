"""Parts of Compare categories: five plain figures and what changed, seasons, and who the suppliers are."""

import streamlit as st

from procurement.pages import shell
from procurement.pages.parts import figure_choice
from procurement.services.figures import category_figures
from procurement.ui import charts, tables, words

CHANGES = {
    "council": "Council",
    "before_pence": "Year before",
    "after_pence": "Latest year",
    "change_pence": "Change",
}
KINDS = {"supplier_kind": "Kind of supplier", "spend_pence": "Spend", "payments": "Payments", "suppliers": "Suppliers"}
SHARES = {"measure": "Measure", "answer": "Answer", "suppliers": "Suppliers", "spend_pence": "Spend", "share": "Share"}


def for_members(level1: str, level2: str) -> None:
    """Five plain figures, and what changed from one year to the next."""
    seen = shell.ask(category_figures.view, level1, (), level2)
    st.header("In five figures")
    shell.figures(seen.plain[:3])
    shell.figures(seen.plain[3:])
    st.header("What changed")
    for sentence in seen.changed:
        st.markdown(sentence)
    if seen.changes.height:
        with st.expander("Each council's two years"):
            shown = tables.in_pounds(seen.changes, CHANGES)
            st.dataframe(**tables.signed(shown, tables.pound_columns(CHANGES)))
            figure_choice.follow(seen.changes, ["council"], "a council's latest year")


def further(level1: str, level2: str) -> None:
    """The seasons, the tail, and shares by kind, size and place of the supplier under the definitions in use."""
    st.header("In the course of the year")
    seen = shell.ask(category_figures.view, level1, (), level2)
    if seen.seasons.height:
        shell.chart(charts.in_order(seen.seasons, "month", "spend_pence"), seen.seasons_in_words, "seasons")
    else:
        st.markdown(seen.seasons_in_words)
    st.header("Who the suppliers are")
    st.markdown(tables.tail_in_words(seen.tail))
    near = st.text_input("Postcode areas that count as local", placeholder="BL, M", key="local areas")
    areas = tuple(part.strip() for part in near.split(",") if part.strip())
    seen = shell.ask(category_figures.view, level1, areas, level2) if areas else seen
    st.dataframe(**tables.signed(tables.in_pounds(seen.kinds, KINDS), tables.pound_columns(KINDS)))
    figure_choice.follow(seen.kinds, ["supplier_kind"], "a kind of supplier")
    if seen.shares.height:
        shown = tables.in_pounds(seen.shares.with_columns(share=tables.in_words("share", words.share)), SHARES)
        st.dataframe(**tables.signed(shown, tables.pound_columns(SHARES)))
    for definition in seen.definitions:
        shell.note(definition)
