"""What every page works with: who is asking, the open store, answers of services, charts with their words."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, Literal

import streamlit as st

from procurement.access import Viewer
from procurement.services import standing
from procurement.services.desk import Desk, open_desk
from procurement.services.figures import coverage_view
from procurement.services.figures.coverage_view import Beside
from procurement.ui import words

PAGES = Path(__file__).parent


@st.cache_resource(show_spinner="Opening the store …")
def desk() -> Desk:
    """The store of this server, opened once."""
    return open_desk()


def viewer() -> Viewer:
    """Who is asking, as chosen in the side bar."""
    return st.session_state["viewer"]


def chart(figure: Any, sentence: str, key: str, width: Literal["stretch", "content"] = "stretch") -> None:
    """A chart with its sentence beside it, which is also its text for screen readers."""
    st.plotly_chart(figure, alt=sentence, key=key, width=width, config={"displayModeBar": False, "staticPlot": False})
    st.markdown(sentence)


def ask(service: Callable[..., Any], *words_of_it: Any) -> Any:
    """What a service answers this viewer, remembered until the store changes."""
    name = f"{service.__module__}.{service.__qualname__}"
    return _remembered(service, name, standing.version(desk()), viewer(), words_of_it)


@st.cache_data(show_spinner="Working it out …", max_entries=300)
def _remembered(_service: Callable[..., Any], name: str, version: str, asking: Viewer, asked: tuple[Any, ...]) -> Any:
    assert name + version, "they only tell one remembered answer from another"
    return _service(asking, desk(), *asked)


def trace_link(name: str, label: str = "How we know this figure") -> None:
    """A button that opens the payments behind a figure; two of one figure on a page need labels of their own."""
    if st.button(label, key=f"trace {name} {label}", icon=":material/search:"):
        st.session_state["figure"] = name
        st.switch_page(PAGES / "how_we_know.py")


def figures(rows: list[tuple[str, str, str]]) -> None:
    """A row of plain figures: label, value, and what it means."""
    for column, (label, value, meaning) in zip(st.columns(len(rows)), rows, strict=True):
        with column.container(border=True, height="stretch", gap="xsmall"):
            st.metric(label, value)
            note(meaning)


def note(text: str) -> None:
    """Small print in full ink, for Streamlit's own captions are too faint to read easily."""
    st.markdown(f":small[{text}]")


def covered(level1: str = "", authorities: tuple[str, ...] = (), on: date | None = None, level2: str = "") -> Beside:
    """Tell and return the coverage that stands behind the figures of a page: of a category, or of some councils."""
    return tell_coverage(ask(coverage_view.beside, level1, authorities, on, "local", level2))


def tell_coverage(beside: Beside) -> Beside:
    """Tell and return what a service says of coverage: a sentence, warnings, and the rest for who opens it."""
    note(beside.sentence)
    for said in beside.warnings:
        st.warning(words.plain(said), icon=":material/compare_arrows:")
    st.expander("What these figures cover").markdown(words.as_list(beside.detail) or beside.sentence)
    return beside
