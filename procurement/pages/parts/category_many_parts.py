"""The part of the page that checks categories where the suggestion is taken for many groups at once."""

import streamlit as st

from procurement.pages import shell
from procurement.pages.parts import category_change_parts, category_doing
from procurement.services.categories import category_decisions, category_queue
from procurement.services.categories.category_queue import Queue
from procurement.ui import tables, words

COLUMNS = {
    "text": "Lines",
    "authority": "Council",
    "spend_pence": "Paid",
    "suggested": "Suggestion",
    "sure": "How sure",
}
WIDTH = st.column_config.TextColumn(width="medium")
MOST_AT_ONCE = 100


def answer_many(found: Queue, council: str) -> None:
    """The groups that have a suggestion, to be ticked; what keeping them would change; and a button to keep them."""
    groups = category_queue.with_suggestion(found).head(MOST_AT_ONCE)
    if groups.is_empty():
        st.markdown("No group has a suggestion.")
        return
    shown = tables.in_pounds(groups, COLUMNS).insert_column(0, tables.numbers(groups.height))
    shown = shown.insert_column(0, tables.no_ticks("Take it", groups.height))
    ticked = st.data_editor(
        **tables.signed(shown, {**tables.pound_columns(COLUMNS), **dict.fromkeys(("Lines", "Suggestion"), WIDTH)}),
        num_rows="fixed",
        disabled=[tables.NUMBER, *COLUMNS.values()],
        key=f"groups {tables.told_apart(groups['place'])} {category_doing.turn()}",
    )
    with st.expander("The lines in full, by their numbers, and what speaks for each suggestion"):
        st.markdown(tables.in_full(groups, ["text", "authority", "suggested"], "rule"))
    places = groups.filter(list(ticked["Take it"]))["place"].to_list()
    if places:
        says = tuple(category_queue.suggestions(found, places))
        category_change_parts.show_change(shell.ask(category_decisions.preview, says), "many")
    st.button(
        f"Keep the suggestion for {words.count(len(places), 'group')}",
        icon=":material/done_all:",
        disabled=not places,
        on_click=category_doing.take_suggestions,
        args=(council, places),
    )
