"""Parts of the page that checks categories: the group that is asked about next, and the keys to answer it."""

from typing import Any

import streamlit as st

from procurement.pages import shell
from procurement.pages.parts import category_answer_parts, category_doing, category_keys, category_putting_off
from procurement.services.categories import category_group_view
from procurement.services.categories.category_group_view import GroupView
from procurement.services.categories.category_queue import Queue
from procurement.ui import tables, words

SHARED = {
    "heading": "The council's own category",
    "supplier": "Supplier",
    "account": "Account",
    "line": "One line",
}
TEXTS = ("publisher_category", "account", "purpose", "department")
COLUMNS = {
    "supplier_name": "Supplier",
    "publisher_category": "Category as published",
    "account": "Account",
    "purpose": "Purpose",
    "department": "Department",
    "payments": "Payments",
    "spend_pence": "Paid",
}
IN_WORDS = 4


def show_next(found: Queue, council: str) -> None:
    """The group with the most pounds of those not put off, and the keys to answer it."""
    places = category_putting_off.in_order(found.waiting["place"].to_list())
    seen = shell.ask(category_group_view.view_waiting, council, category_doing.apart(), places[0])
    st.header("What is bought here?")
    describe(seen)
    category_answer_parts.answer(seen, "next", offer_others=lambda: _offer_others(places[0], seen))
    if st.toggle("Answer with single keys: K, L, N and U", value=True, key=category_keys.SINGLE_KEYS):
        shell.note("K keep, L later, N not one thing, U undo. Turn this off if they get in your way.")


def describe(seen: GroupView) -> None:
    """What the group's lines share, what is paid, and its largest lines in words."""
    group: dict[str, Any] = seen.group
    where = group["authority"] or words.count(group["councils"], "council")
    with st.container(border=True):
        st.markdown(f"{SHARED[group['scope']]} (**{words.plain(where)}**)")
        st.subheader(words.plain(group["text"]), anchor=False)
        st.markdown(
            f"{words.pounds_exactly(group['spend_pence'])} in {words.count(group['payments'], 'payment')}, "
            f"{words.count(group['lines'], 'line')} of {words.count(group['suppliers'], 'supplier')}."
        )
        for row in seen.lines.head(IN_WORDS).iter_rows(named=True):
            said = "; ".join(row[name] for name in TEXTS if row[name])
            paid = words.plain(words.pounds_exactly(row["spend_pence"]))
            st.markdown(f"- **{words.plain(row['supplier_name'])}** ({paid}): {words.plain(said or 'no more is said')}")
        if seen.lines.height > IN_WORDS:
            with st.expander(f"The largest {words.count(seen.lines.height, 'line')}"):
                shown = tables.in_pounds(seen.lines, COLUMNS)
                st.dataframe(**tables.signed(shown, tables.exact_pound_columns(COLUMNS)))


def _offer_others(place: str, seen: GroupView) -> None:
    """Keys for a group that is not answered now."""
    key = category_keys.key_button
    key("Later", "L", category_putting_off.put_off, (place,), ":material/schedule:")
    if seen.group["scope"] != "line":
        key("Not one thing", "N", category_putting_off.take_apart, (place,), ":material/call_split:")
    if last := st.session_state.get(category_doing.LAST):
        key("Undo the last answer", "U", category_doing.undo, tuple(last), ":material/undo:")
