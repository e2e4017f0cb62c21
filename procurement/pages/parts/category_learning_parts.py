"""The part of the page that checks categories where the store learns from lines that are coded already."""

import streamlit as st

from procurement.access import can_decide
from procurement.pages import shell
from procurement.pages.parts import category_doing, category_learning_doing
from procurement.services import problems
from procurement.services.categories import category_learning, category_learning_words
from procurement.ui import tables, words

ASKED = "categories learned"
COLUMNS = {"before": "Heading now", "after": "Heading then", "lines": "Lines", "spend_pence": "Paid"}
STRONGEST = {"heading": "Heading", "words": "Words that speak most for it"}
MOST_SHOWN = 50


def offer() -> None:
    """A box, open once somebody has asked: what is in use; for the advisory group, learning, keeping, taking back."""
    is_asked = st.session_state.get(ASKED) == category_doing.turn()
    with st.expander("Learn from lines that are coded already", expanded=is_asked):
        _tell_what_is_in_use()
        if can_decide(shell.viewer()):
            _learn(is_asked)
        else:
            st.markdown("The advisory group learns and keeps, for it moves every council's figures.")


def _tell_what_is_in_use() -> None:
    st.markdown(
        "Lines with a council's own ProClass code, and lines that people decided on, can teach how to read the others. "
        "What is learned is tried on suppliers kept apart, and used only where somebody keeps it."
    )
    st.markdown(words.plain(shell.ask(category_learning_words.in_use)))
    if (strongest := shell.ask(category_learning_words.strongest)).height:
        st.dataframe(strongest.rename(STRONGEST), hide_index=True)


def _learn(is_asked: bool) -> None:
    st.button(
        "See what could be learned",
        icon=":material/school:",
        on_click=lambda: st.session_state.update({ASKED: category_doing.turn()}),
    )
    if is_asked:
        _show()
    is_in_use = any(one["in_use"] for one in shell.ask(category_learning_words.history))
    if is_in_use and st.button("Take back what is in use", icon=":material/undo:"):
        category_learning_doing.take_back(_bar())


def _show() -> None:
    """What was learned and would change, with a bar while it is worked out, and the button to keep it."""
    try:
        found = category_learning.learn(shell.viewer(), shell.desk(), _bar())
    except problems.MENDABLE as problem:
        st.error(words.plain(problems.sentence(problem)), icon=":material/error:")
        return
    for sentence in category_learning_words.sentences(found):
        st.markdown(words.plain(sentence))
    if found.moves.height:
        moved = tables.in_pounds(found.moves.head(MOST_SHOWN), COLUMNS)
        st.dataframe(moved, hide_index=True, column_config=tables.pound_columns(COLUMNS))
    st.text_input("Why (for whoever asks later)", key=category_learning_doing.WHY)
    if st.button("Keep what was learned", icon=":material/done:"):
        category_learning_doing.keep(_bar())


def _bar() -> category_learning.Tell:
    """A bar that is there for as long as there is something to do."""
    place = st.empty()

    def tell(doing: str, done: int, total: int) -> None:
        if done < total:
            place.progress(done / total, text=f"{doing} …")
        else:
            place.empty()

    return tell
