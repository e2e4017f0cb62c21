"""Parts of the page of uploads: one upload, its receipt, and withdrawing it in two steps."""

import polars as pl
import streamlit as st

from procurement.access import can_see_private_people
from procurement.pages import shell
from procurement.pages.parts import downloads
from procurement.services.uploading import kept_uploads, uploads
from procurement.ui import words

DONE = "upload withdrawn"


def show_what_was_done() -> None:
    """Say once what the last press of the button did."""
    done = st.session_state.pop(DONE, "")
    if done:
        st.success(words.plain(done), icon=":material/check_circle:")


def show_one(listed: pl.DataFrame) -> None:
    """One upload of the list: when it was kept, what became of it, its receipt, and taking it out of the figures."""
    st.header("One upload")
    labels = {
        f"{row['file_name']} ({row['said']}, kept {row['received_at']}, {row['upload_id']})": row["upload_id"]
        for row in listed.to_dicts()
    }
    upload_id = labels[st.selectbox("Upload", list(labels), key="one upload") or next(iter(labels))]
    desk, asking = shell.desk(), shell.viewer()
    st.markdown(words.plain(kept_uploads.story(asking, desk, upload_id)))
    if can_see_private_people(asking, listed["authority_code"][0]):
        receipt = kept_uploads.receipt(asking, desk, upload_id)
        downloads.download_json("Download the receipt", receipt, f"receipt-{upload_id}.json")
    if kept_uploads.counts(desk, upload_id):
        _withdraw(upload_id)
    st.markdown(
        "To erase a file for good, such as one with personal data that should not have been published, whoever runs "
        f'this software writes on a terminal: `procurement scrub {upload_id} --why "…"`. It can\'t be undone.'
    )


def _withdraw(upload_id: str) -> None:
    """Two steps, so that no slip takes a month out: say that it is meant, then press the button."""
    st.header("Take it out of the figures")
    why = st.text_input("Why (kept with it; name no private person)", key=f"why {upload_id}")
    leaving = kept_uploads.leaving(shell.viewer(), shell.desk(), upload_id)
    meant = st.checkbox(f"Yes: {leaving}.", key=f"meant {upload_id}")
    if st.button("Withdraw this upload", disabled=not meant, icon=":material/remove_circle:"):
        with st.spinner("Taking it out of every figure …"):
            said = uploads.withdraw(shell.viewer(), shell.desk(), upload_id, why.strip())
        st.session_state[DONE] = f"{said} To count it again, upload the same file again."
        st.rerun()
