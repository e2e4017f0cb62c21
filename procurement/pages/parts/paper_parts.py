"""The board paper of the case on the page, in one click."""

from functools import partial

import streamlit as st

from procurement.pages import shell
from procurement.services import publishing
from procurement.services.papers import board_papers, paper_material

KINDS = {
    "Word": (".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ":material/docs:"),
    "PDF": (".pdf", "application/pdf", ":material/picture_as_pdf:"),
    "Tables": (".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ":material/table:"),
    "Figures as CSV": (".csv", "text/csv", ":material/download:"),
}


def offer_paper(category: tuple[str, str], changes: tuple[tuple[str, float], ...]) -> None:
    """For whom it is, and a button for each kind of file; the file is made when its button is pressed."""
    st.header("Board paper")
    found = shell.ask(paper_material.choices, *category, changes)
    labels = [one.label for one in found]
    label = st.selectbox("For whom", labels, key="paper for") or labels[0]
    shell.note("Every figure of the paper is this page's, with an id that says where it is from.")
    viewer, desk = shell.viewer(), shell.desk()
    for column, (kind, (ending, mime, icon)) in zip(st.columns(len(KINDS)), KINDS.items(), strict=True):
        column.download_button(
            f"{kind}: board paper" if kind in ("Word", "PDF") else kind,
            partial(board_papers.MAKERS[ending], viewer, desk, *category, label, changes),
            file_name=publishing.safe_name(f"board-paper-{category[1] or category[0]}-{label}{ending}"),
            mime=mime,
            icon=icon,
            on_click="ignore",
            key=f"paper {ending}",
        )
