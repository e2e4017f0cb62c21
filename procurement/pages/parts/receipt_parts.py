"""Receipts on the upload page: what this visit kept, so that nothing is pressed twice, and where it stands later."""

import streamlit as st

from procurement.pages import shell
from procurement.pages.parts import upload_parts


def is_kept(file_id: str, answers: dict[str, str]) -> bool:
    """Whether this file was kept in this visit as it is understood now, so that there is nothing to press again."""
    return st.session_state.get("receipts of") == file_id and st.session_state.get("kept with") == answers


def remember_kept(file_id: str, answers: dict[str, str]) -> None:
    """Remember which file the receipts of this visit are of, and with which answers it was kept."""
    st.session_state["receipts of"], st.session_state["kept with"] = file_id, dict(answers)


def show_receipts(file_id: str) -> None:
    """The receipts of the file, once it is kept."""
    if st.session_state.get("receipts of") != file_id:
        return
    st.header("Receipt")
    for receipt in st.session_state["receipts"]:
        upload_parts.show_receipt(receipt)
    shell.note("What was kept stands under Uploads from now on, and can be withdrawn there.")
