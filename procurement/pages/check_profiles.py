"""How files are read: what was answered about a council's files, to be seen, changed, forgotten and exported."""

import streamlit as st

from procurement.access import check_can_set_profile
from procurement.pages import shell
from procurement.pages.parts import council_choice, downloads, profile_parts
from procurement.services.uploading import profile_tables, profiles
from procurement.ui import words

st.title("How files are read")
st.markdown(
    "What a person answered about a council's files stands here, so that the next file of the same layout asks "
    "nothing. Where the headings differ in a way that matters, it is asked again."
)
desk, asking = shell.desk(), shell.viewer()
code = council_choice.choose("Whose files?")
check_can_set_profile(asking, code)
profile_parts.show_what_was_done()
kept = profiles.listed(asking, desk, code)
if kept:
    st.markdown(f"{words.count(len(kept), 'answer')} remembered.")
else:
    st.info("No answer is remembered yet. What a file asks is remembered once you answer it under Upload spend.")
for answer in kept:
    profile_parts.show_answer(answer, code)
past = profiles.history(asking, desk, code)
if past:
    st.button("Undo the last change", icon=":material/undo:", on_click=profile_parts.undo, args=(code,))
    with st.expander(f"What was changed, and by whom ({len(past)})"):
        for entry in past:
            st.markdown(f"- {profile_tables.told(entry)}")
if kept:
    st.header("Take them along")
    downloads.download("Download as CSV", profile_tables.as_table(kept), "how-files-are-read.csv")
    downloads.download_json("Download as JSON", profiles.exported(asking, desk, code), "how-files-are-read.json")
