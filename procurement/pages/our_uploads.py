"""Uploads: every file that was kept, what became of it, its receipt, and taking one out of the figures."""

import streamlit as st

from procurement.pages import shell
from procurement.pages.parts import council_choice, kept_upload_parts
from procurement.services.uploading import kept_uploads
from procurement.ui import tables, words

COLUMNS = {
    "file_name": "File",
    "said": "State",
    "received_at": "Kept at (UTC)",
    "from": "First day",
    "to": "Last day",
    "accepted": "Payments",
    "accepted_pence": "Accepted",
    "held_back": "Held-back rows",
    "upload_id": "Upload",
}

st.title("Uploads")
st.markdown(
    "Every file that was kept stands here, the newest first. One that should not count can be withdrawn: it leaves "
    "every figure, and stays readable."
)
code = council_choice.choose("Whose uploads?")
kept_upload_parts.show_what_was_done()
listed = shell.ask(kept_uploads.listed, code)
if listed.is_empty():
    st.info("No file is kept yet. Begin with Upload spend.")
    st.stop()
counting = listed["state"].to_list().count("stored")
st.markdown(f"{words.count(listed.height, 'upload')}, of which {counting:,} in the figures.")
st.dataframe(**tables.signed(tables.in_pounds(listed, COLUMNS), tables.exact_pound_columns(COLUMNS)))
kept_upload_parts.show_one(listed)
