"""The part of the page that checks suppliers where one answer is given for many pairs of one sort of reason."""

import streamlit as st

from procurement.pages.parts import supplier_doing
from procurement.services.suppliers import supplier_queue
from procurement.services.suppliers.supplier_queue import Queue
from procurement.ui import tables, words

ANSWERS = {"The same supplier": True, "Not the same": False}
COLUMNS = {"name_a": "First name", "name_b": "Second name", "stake_pence": "At stake", "chance": "Chance"}
MOST_AT_ONCE = 200


def answer_many(found: Queue) -> None:
    """One answer for every pair that is asked for one sort of reason; only pairs that are ticked."""
    reasons = supplier_queue.by_reason(found)
    labels = {
        f"{row['sort_of_reason']} ({words.count(row['pairs'], 'pair')}, {words.pounds(row['stake_pence'])})": row
        for row in reasons.to_dicts()
    }
    chosen = labels[st.selectbox("Reason", list(labels)) or next(iter(labels))]["sort_of_reason"]
    pairs = found.waiting.filter(found.waiting["sort_of_reason"] == chosen).head(MOST_AT_ONCE)
    st.markdown(f"**Why they are asked:** {words.plain(chosen)}. Chance is the estimated one that they are the same.")
    pairs = pairs.with_columns(chance=tables.in_words("probability", words.share))
    is_whole = st.checkbox(f"Tick all of these {words.count(pairs.height, 'pair')}", key=f"all of {chosen}")
    ticks = tables.ticks if is_whole else tables.no_ticks
    shown = tables.in_pounds(pairs, COLUMNS).insert_column(0, tables.numbers(pairs.height))
    shown = shown.insert_column(0, ticks("Answer", pairs.height))
    ticked = st.data_editor(
        **tables.signed(shown, tables.exact_pound_columns(COLUMNS)),
        num_rows="fixed",
        disabled=[tables.NUMBER, *COLUMNS.values()],
        key=f"pairs {is_whole} {tables.told_apart(pairs['pair'])} {st.session_state.get(supplier_doing.ROUND, 0)}",
    )
    with st.expander("The names in full, by their numbers"):
        st.markdown(tables.in_full(pairs, ["name_a", "name_b"], "reason"))
    meant = pairs.filter(list(ticked["Answer"]))["pair"].to_list()
    said = st.radio("These are", list(ANSWERS), index=None, horizontal=True, key="answer for many")
    st.button(
        f"Keep this answer for {words.count(len(meant), 'pair')}",
        icon=":material/done_all:",
        disabled=not meant or said is None,
        on_click=supplier_doing.answer,
        args=(meant, said is not None and ANSWERS[said]),
    )
