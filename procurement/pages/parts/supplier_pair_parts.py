"""Parts of the page that checks suppliers: a pair side by side, answered by a key."""

from typing import Any

import streamlit as st

from procurement.pages import shell
from procurement.pages.parts import supplier_doing, supplier_parts
from procurement.services.suppliers import supplier_queue
from procurement.services.suppliers.supplier_queue import Queue
from procurement.suppliers.differences import Word
from procurement.ui import words

LATER = "suppliers later"
SIDES = {"a": "First name", "b": "Second name"}


def show_next(found: Queue) -> None:
    """The pair whose answer is worth most of those not put off, and the keys to answer it."""
    later: list[str] = st.session_state.setdefault(LATER, [])
    rows = sorted(found.waiting.to_dicts(), key=lambda row: later.index(row["pair"]) + 1 if row["pair"] in later else 0)
    pair = rows[0]
    st.header("Are these one supplier?")
    told = supplier_queue.differences(pair)
    for column, (side, title), marked in zip(st.columns(2), SIDES.items(), (told.a, told.b), strict=True):
        with column.container(border=True, height="stretch"):
            _show_side(pair, side, title, marked)
    st.markdown(
        f"**What differs:** {words.plain(told.sentence)} **Why it is asked:** {words.plain(pair['reason'])}. "
        f"Estimated chance that they are the same: {words.share(pair['probability'])}."
    )
    with st.container(horizontal=True):
        _answer("The same", "S", supplier_doing.answer, ([pair["pair"]], True), ":material/check:")
        _answer("Not the same", "D", supplier_doing.answer, ([pair["pair"]], False), ":material/close:")
        _answer("Later", "L", _put_off, (pair["pair"],), ":material/schedule:")
        if last := st.session_state.get(supplier_doing.LAST):
            _answer("Undo the last answer", "U", supplier_doing.undo, tuple(last), ":material/undo:")
    if st.toggle("Answer with single keys: S, D, L and U", value=True, key="single keys"):
        shell.note("S the same, D not the same, L later, U undo. Turn this off if they get in your way.")


def _answer(label: str, key: str, job: Any, words_of_it: tuple[Any, ...], icon: str) -> None:
    shortcut = key if st.session_state.get("single keys", True) else None
    st.button(label, key=f"answer {key}", icon=icon, on_click=job, args=words_of_it, shortcut=shortcut)


def _show_side(pair: dict[str, Any], side: str, title: str, marked: tuple[Word, ...]) -> None:
    st.markdown(f"**{title}**")
    shown = [
        words.plain(one.text) if one.is_shared else f":blue-background[**{words.plain(one.text)}**]" for one in marked
    ]
    st.markdown(" ".join(shown))
    if pair[f"supplier_{side}"] != pair[f"name_{side}"]:
        st.markdown(f"one name of {words.plain(pair[f'supplier_{side}'])}, whose pounds these are")
    paid = words.pounds_exactly(pair[f"spend_pence_{side}"])
    number = supplier_queue.number_in_words(pair[f"number_{side}"])
    st.markdown(f"{paid} from {words.count(pair[f'councils_{side}'], 'council')}; {words.plain(number)}")
    if st.button(f"Open the {title.lower().removesuffix(' name')}", key=f"open {side}", icon=":material/storefront:"):
        st.session_state[supplier_parts.CHOSEN] = pair[f"supplier_id_{side}"]
        st.switch_page(shell.PAGES / "supplier.py")


def _marked(word: str) -> str:
    return f":blue-background[**{words.plain(word)}**]"


def _put_off(pair: str) -> None:
    later: list[str] = st.session_state.setdefault(LATER, [])
    st.session_state[LATER] = [*(one for one in later if one != pair), pair]
    st.session_state[supplier_doing.DONE] = "Put off: it comes again after the others."
