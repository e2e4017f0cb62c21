"""Supplier: every spelling of one supplier and why it is here, who pays it for what, and what people decided of it."""

import streamlit as st

from procurement.access import can_check_suppliers
from procurement.pages import shell
from procurement.pages.parts import supplier_change_parts, supplier_doing, supplier_parts, supplier_past_parts
from procurement.services.suppliers import supplier_view
from procurement.ui import words

st.title("Supplier")
st.markdown(
    "A supplier is a legal entity that councils pay under one or several spellings. A group is several suppliers that "
    "belong together, such as a parent and its subsidiaries: it is shown beside them and never makes them one."
)
supplier_doing.show_what_was_done()
chosen = supplier_parts.choose()
if not chosen:
    st.info("No supplier is found. Try fewer words.")
    st.stop()
seen = shell.ask(supplier_view.view, chosen)
st.header(words.plain(seen.supplier))
st.markdown(
    f"Kind: **{seen.kind}**. Group: **{words.plain(seen.supplier_group or 'none')}**. "
    f"Identifiers: {words.plain(words.listed(seen.identifiers))}. Id: `{seen.supplier_id}`."
)
supplier_parts.show_group(seen)
shell.figures(
    [
        ("Paid by councils", words.pounds(seen.spend_pence), words.count(seen.councils.height, "council")),
        ("Spellings", f"{seen.spellings.height:,}", f"and {seen.withheld:,} withheld from you"),
        ("Decisions", f"{len(seen.past):,}", "by people, that stand"),
    ]
)
supplier_parts.show_spellings(seen)
supplier_parts.show_totals(seen)
if can_check_suppliers(shell.viewer()):
    st.header("Correct it")
    supplier_change_parts.change(seen)
st.header("What was decided")
if can_check_suppliers(shell.viewer()):
    supplier_past_parts.offer_undo(list(seen.past), seen.supplier_id)
else:
    supplier_past_parts.list_decisions(seen)
supplier_past_parts.show_moves(seen)
