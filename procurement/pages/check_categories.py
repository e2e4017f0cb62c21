"""Check categories: lines that nobody could place for sure, the most pounds first; a person says, figures follow."""

import streamlit as st

from procurement.pages import shell
from procurement.pages.parts import (
    category_choice,
    category_doing,
    category_group_parts,
    category_learning_parts,
    category_many_parts,
    category_other_parts,
    category_past_parts,
)
from procurement.services.categories import category_queue
from procurement.ui import words

st.title("Check categories")
st.markdown(
    "Lines of which the rules are sure are placed without asking. The others wait here, in groups that one answer "
    "fits. What you say is kept against the words of the lines: it holds for next month's files, and can be undone. A "
    "council's own category is kept beside it. No total changes; what changes is under which category a pound counts."
)
category_doing.show_what_was_done()
council = category_choice.choose()
found = shell.ask(category_queue.queue, council, category_doing.apart())
shell.figures(
    [
        ("Groups that wait", f"{found.waiting.height:,}", f"with {words.pounds(found.waiting_pence)}"),
        ("Decided by people", words.pounds(found.decided_pence), "of spend stands as somebody said"),
        ("Withheld", words.count(found.hidden, "line"), "wait, of private or redacted payees: for their own council"),
    ]
)
st.progress(min(max(found.share_coded, 0.0), 1.0), text=found.coded_in_words)
if found.waiting.is_empty():
    st.success("Nothing waits. New files may bring more; what was decided holds for them too.")
else:
    category_group_parts.show_next(found, council)
    st.header("One answer for many")
    category_many_parts.answer_many(found, council)
st.header("Decide on other lines")
category_other_parts.look_up(council)
st.header("What was decided")
category_past_parts.offer_undo(council)
category_learning_parts.offer()
with st.expander("Share decisions with other councils"):
    category_past_parts.offer_sharing(council)
