"""Check suppliers: names that may be one supplier, the most pounds first; a person says, and every figure follows."""

import streamlit as st

from procurement.pages import shell
from procurement.pages.parts import (
    supplier_doing,
    supplier_many_parts,
    supplier_pair_parts,
    supplier_past_parts,
    supplier_whose,
)
from procurement.services.suppliers import supplier_queue
from procurement.ui import words

st.title("Check suppliers")
st.markdown(
    "Only names that are surely one supplier are put together without asking. Those in doubt wait here. What you say "
    "is kept against the names: it holds for next month's files and for every council, and can be undone. Totals never "
    "change; what changes is under which supplier a pound counts."
)
supplier_doing.show_what_was_done()
council = supplier_whose.choose()
found = shell.ask(supplier_queue.queue, council)
shell.figures(
    [
        ("Pairs that wait", f"{found.waiting.height:,}", "names that may be one supplier"),
        ("At stake", words.pounds(found.waiting_pence), "the spend of the smaller supplier of each pair"),
        ("Answered", f"{found.settled:,}", f"pairs, with {words.pounds(found.settled_pence)} at stake"),
    ]
)
st.progress(found.share_settled, text=f"{words.share(found.share_settled)} of the pounds at stake are answered")
if found.waiting.is_empty():
    supplier_whose.say_nothing_waits(council)
else:
    supplier_pair_parts.show_next(found)
    st.header("One answer for many")
    supplier_many_parts.answer_many(found)
st.header("What was decided")
supplier_past_parts.offer_undo(supplier_past_parts.history(), "all")
with st.expander("Share decisions with other councils"):
    supplier_past_parts.offer_sharing()
