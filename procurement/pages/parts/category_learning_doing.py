"""What the page that checks categories does about learning: kept and taken back, with a sentence on the change."""

from collections.abc import Callable

import streamlit as st

from procurement.pages import shell
from procurement.pages.parts import category_doing
from procurement.services.categories import category_learning, category_learning_words
from procurement.services.categories.category_learning import Tell

WHY = "why learned"


def keep(tell: Tell) -> None:
    """Keep what was learned from coded lines, and draw the page anew."""
    why = st.session_state.get(WHY, "")
    _do(lambda: category_learning_words.kept(category_learning.keep(shell.viewer(), shell.desk(), why, tell)))


def take_back(tell: Tell) -> None:
    """Take back what was learned and is in use, and draw the page anew."""
    _do(
        lambda: category_learning_words.taken_back(category_learning.take_back(shell.viewer(), shell.desk(), tell=tell))
    )


def _do(job: Callable[[], str]) -> None:
    category_doing.do(job)
    st.rerun()
