"""Possible duplicates: what a council's own officers should look at, settle and, where it was paid twice, recover."""

import streamlit as st

from procurement.access import can_see_unusual_payments
from procurement.analysis.unusual.kinds import KINDS
from procurement.pages import shell
from procurement.pages.parts import possible_duplicates_doing, possible_duplicates_parts
from procurement.services.unusual import unusual_decisions, unusual_payments
from procurement.services.unusual.unusual_decisions import STATES, WAITS
from procurement.ui import charts, tables, words

st.title("Possible duplicates")
st.markdown(
    "Payments that may have been made twice, and others that are unlike what the council usually pays. Each is a "
    "question and no finding of fault: most have a good reason. Only the council's own officers are shown any of it."
)
asking = shell.viewer()
code = asking.council
if not can_see_unusual_payments(asking, code):
    st.info("Only a council's own officers may read its possible duplicates. Choose Procurement officer on the left.")
    st.stop()
possible_duplicates_doing.show_what_was_done()
possible_duplicates_parts.look(code)
counts = shell.ask(unusual_payments.by_kind, code)
if counts.is_empty():
    st.success("Nothing waits among the payments that are stored. New files are looked through as they come.")
    possible_duplicates_doing.own_limit(code)
    st.stop()
stake = shell.ask(unusual_payments.at_stake, code)
shell.figures(
    [
        (
            "May be paid twice",
            words.pounds(stake.duplicates_pence),
            f"{words.count(stake.duplicates, 'finding')} to see",
        ),
        ("Unlike the usual", words.pounds(stake.others_pence), f"{words.count(stake.others, 'finding')} to see"),
        ("To recover", words.pounds(stake.to_recover_pence), words.count(stake.to_recover, "finding")),
    ]
)
shell.chart(
    charts.bars(counts, "label", "waiting_pence"),
    words.ranking(*tables.pairs(counts, "label", "waiting_pence"), "at stake"),
    "kinds",
)
st.header("Look at them")
kind = st.selectbox("Kind", ["All kinds", *KINDS], key="unusual kind")
state = st.selectbox("State", list(STATES), index=STATES.index(WAITS), key="unusual state")
found = shell.ask(unusual_payments.listed, code, "" if kind == "All kinds" else kind, state)
if found.is_empty():
    st.markdown("There are none of these.")
else:
    possible_duplicates_parts.show(found, code)
possible_duplicates_parts.download(code)
possible_duplicates_doing.own_limit(code)
st.header("What was decided")
past = shell.ask(unusual_decisions.history, code)
if past:
    possible_duplicates_doing.undo(past, code)
else:
    st.markdown("Nothing yet. Each decision stands here, and can be undone.")
