"""Buttons of the page that checks categories which a single key presses."""

from typing import Any

import streamlit as st

SINGLE_KEYS = "single keys of categories"


def key_button(
    label: str, letter: str, job: Any, words_of_it: tuple[Any, ...], icon: str, key: str = "next",
    is_first: bool = False, is_ready: bool = True,
) -> None:  # fmt: skip
    """A button with a single key, where those are on and the group is the next of the queue."""
    shortcut = letter if key == "next" and st.session_state.get(SINGLE_KEYS, True) else None
    kind = "primary" if is_first else "secondary"
    st.button(label, key=f"{key} {letter}", icon=icon, on_click=job, args=words_of_it, shortcut=shortcut, type=kind,
              disabled=not is_ready)  # fmt: skip
