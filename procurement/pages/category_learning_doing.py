"""What the page that checks categories does about learning: kept and taken back, with a sentence on the change."""

import streamlit as st

from procurement.pages import category_doing, shell
from procurement.services import category_learning, category_learning_words

WHY = "why learned"


def keep() -> None:
    """Keep what was learned from coded lines."""
    why = st.session_state.get(WHY, "")
    category_doing.do(lambda: category_learning_words.kept(category_learning.keep(shell.viewer(), shell.desk(), why)))


def take_back() -> None:
    """Take back what was learned and is in use."""
    category_doing.do(
        lambda: category_learning_words.taken_back(category_learning.take_back(shell.viewer(), shell.desk()))
    )
