"""Upload spend: drop a file, see what was understood, correct it, keep it, and have the receipt."""

from dataclasses import replace

import streamlit as st

from procurement.pages import shell
from procurement.pages.parts import council_choice, memory_parts, question_parts, receipt_parts, upload_parts
from procurement.services import owners, standing
from procurement.services.uploading import reading, submitting

st.title("Upload spend")
st.markdown(
    "Drop a payments file as your finance system gives it: CSV, Excel, OpenDocument, XML, JSON, or a ZIP of these, "
    "up to 50 MB. Nothing is stored until you press **Keep these payments**."
)
desk, asking = shell.desk(), shell.viewer()
code = council_choice.choose("Whose spend is it?")
dropped = st.file_uploader("Spend file", type=None, key="spend file")
if dropped is None:
    st.stop()
answers = st.session_state.setdefault(f"answers {code} {dropped.file_id}", {})
owner = owners.from_code(code, desk)
upload = reading.SpendFile(dropped.name, dropped.getvalue(), owner, answers)
read = question_parts.read_once(asking, desk, upload, dropped.file_id)

for file in read:
    with st.container(border=True):
        upload_parts.show_understanding(file, answers)
keeps, always = memory_parts.choose_memory(read, answers, owner.name)
ready = [file for file in read if file.receipt.outcome == "taken" and not file.unanswered]
if any(file.unanswered for file in read):
    st.info("Answer the questions above; then the payments can be kept.")
elif (
    (ready or always)
    and not receipt_parts.is_kept(dropped.file_id, answers)
    and st.button("Keep these payments" if ready else "Remember this answer", type="primary", icon=":material/save:")
):
    upload = replace(upload, are_remembered=keeps, always=always)
    with st.spinner("Recognising suppliers and categories, and keeping the payments …"):
        st.session_state["receipts"] = list(
            submitting.submit(asking, desk, [upload], demonstration=standing.is_demonstration(desk))
        )
    receipt_parts.remember_kept(dropped.file_id, answers)
    st.rerun()
receipt_parts.show_receipts(dropped.file_id)
