"""The part of the page that checks categories where the store learns from lines that are coded already."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from procurement.access import can_decide
from procurement.pages import category_doing, category_learning_doing, shell
from procurement.services import category_learning, category_learning_words, problems
from procurement.ui import tables, words

ASKED = "categories learned"
COLUMNS = {"before": "Heading now", "after": "Heading then", "lines": "Lines", "spend_pence": "Paid"}
STRONGEST = {"heading": "Heading", "words": "Words that speak most for it"}
MOST_SHOWN = 50


def offer() -> None:
    """Which of what was learned is in use; for the advisory group, learning anew, keeping and taking back."""
    st.markdown(
        "Lines with a council's own ProClass code, and lines that people decided on, can teach how to read the others. "
        "What is learned is tried on suppliers kept apart, and used only where somebody keeps it."
    )
    st.markdown(words.plain(shell.ask(category_learning_words.in_use)))
    strongest = shell.ask(category_learning_words.strongest)
    if strongest.height:
        st.dataframe(strongest.rename(STRONGEST), hide_index=True)
    if not can_decide(shell.viewer()):
        st.markdown("The advisory group learns and keeps, for it moves every council's figures.")
        return
    if st.button("See what could be learned", icon=":material/school:"):
        st.session_state[ASKED] = category_doing.turn()
    if st.session_state.get(ASKED) == category_doing.turn():
        _show()
    if any(one["in_use"] for one in shell.ask(category_learning_words.history)):
        st.button("Take back what is in use", icon=":material/undo:", on_click=category_learning_doing.take_back)


def _show() -> None:
    """What was learned and would change, with a bar while it is worked out, and the button to keep it."""
    place = st.empty()
    try:
        found = category_learning.learn(
            shell.viewer(), shell.desk(), lambda doing, done, total: _tell(place, doing, done, total)
        )
    except problems.MENDABLE as problem:
        st.error(words.plain(problems.sentence(problem)), icon=":material/error:")
        return
    finally:
        place.empty()
    for sentence in category_learning_words.sentences(found):
        st.markdown(words.plain(sentence))
    if found.moves.height:
        st.dataframe(
            tables.in_pounds(found.moves.head(MOST_SHOWN), COLUMNS),
            hide_index=True,
            column_config=tables.pound_columns(COLUMNS),
        )
    st.text_input("Why (for whoever asks later)", key=category_learning_doing.WHY)
    st.button("Keep what was learned", icon=":material/done:", on_click=category_learning_doing.keep)


def _tell(place: DeltaGenerator, doing: str, done: int, total: int) -> None:
    place.progress(min(done / max(total, 1), 1.0), text=f"{doing} …")
