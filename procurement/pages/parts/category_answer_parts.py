"""The part of the page that checks categories where a group is answered, with what the answer changes shown first."""

from collections.abc import Callable

import streamlit as st

from procurement.pages import shell
from procurement.pages.parts import category_change_parts, category_doing, category_keys
from procurement.services.categories import category_words
from procurement.services.categories.category_changes import Change
from procurement.services.categories.category_group_view import GroupView
from procurement.ui import words

OTHER = "Another heading"


def answer(seen: GroupView, key: str, offer_others: Callable[[], None]) -> None:
    """The headings that something speaks for, or any other; what the answer would change; and the keys to keep it."""
    place = f"{key} {seen.group['place']} {category_doing.turn()}"
    code = _choose(seen, place)
    everywhere = _everywhere(seen, place)
    change = category_doing.preview(seen.say(code, everywhere)) if code else "Choose a heading first."
    category_change_parts.show_change(change, place)
    with st.container(horizontal=True):
        category_keys.key_button(
            "Keep this answer", "K", category_doing.decide, (seen.say(code, everywhere),), ":material/check:", key,
            is_first=True, is_ready=isinstance(change, Change),
        )  # fmt: skip
        offer_others()
    with st.expander("Can these be influenced by buying better?"):
        _influence(seen, place, everywhere)


def _choose(seen: GroupView, place: str) -> str:
    """The ProClass code that is chosen, "" while none is."""
    offered = {f"{row['heading']}: {words.plain(row['why'])}": row for row in seen.choices.to_dicts()}
    if seen.group["suggestion"]:
        sure = words.share(float(str(seen.group["confidence"])))
        shell.note(f"The first is suggested; {sure} of what the words say speaks for it.")
    chosen = st.radio(
        "These are", [*offered, OTHER], 0 if seen.is_likely or not offered else None, key=f"choice {place}"
    )
    if chosen != OTHER:
        return offered[chosen]["code"] if chosen else ""
    known = {f"{text} ({code})": code for code, text in category_words.headings(shell.desk()).items()}
    named = st.selectbox(
        "ProClass heading", list(known), None, placeholder="Words or code of it", key=f"heading {place}"
    )
    return known[named] if named else ""


def _everywhere(seen: GroupView, place: str) -> bool:
    """Whether lines of other councils with the same words are meant too, where the viewer may say so."""
    if not seen.may_be_everywhere(shell.viewer()):
        return False
    return st.checkbox("Also lines of other councils that use the same words", key=f"everywhere {place}")


def _influence(seen: GroupView, place: str, everywhere: bool) -> None:
    said = st.radio("They", ["can be influenced", "cannot be influenced"], None, horizontal=True, key=f"can {place}")
    because = f"because {place}"
    why = st.text_input("Because (no private person's name)", key=because)
    say = seen.say_influence(said == "can be influenced", why, everywhere)
    change = category_doing.preview(say) if said and why.strip() else "Say which, and why."
    category_change_parts.show_change(change, f"influence {place}")
    st.button("Keep this", icon=":material/check:", key=f"influence {place}", on_click=category_doing.decide,
              args=(say,), disabled=not isinstance(change, Change))  # fmt: skip
