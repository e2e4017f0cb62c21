"""Parts of the held-back page: the table to mend, and the workbook to mend."""

import streamlit as st

from procurement.pages import shell
from procurement.pages.parts import balance_parts, mending_balance, upload_parts
from procurement.services.publishing import safe_name
from procurement.services.uploading import mending, mending_workbook
from procurement.ui import words

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEADINGS = {"line": "Line", "reason": "Reason", "amount_held": "Amount held (£)", "what_to_do": None}


def show_last_receipt() -> None:
    """What the corrections that were just kept came to, once."""
    if receipt := st.session_state.pop(mending_balance.RECEIPT, None):
        upload_parts.show_receipt(receipt)


def mend_in_a_table(upload_id: str, rule: str) -> None:
    """The rows with their cells open to be corrected; what they would do is shown before anything is kept."""
    held = shell.ask(mending.held_rows, upload_id, rule)
    if held.rows.is_empty():
        st.info("These rows can't be mended cell by cell. Correct the file at its source and upload it again.")
        return
    filled = [name for name in held.cells if held.rows[name].str.len_chars().sum() or not name.startswith("column ")]
    now = st.data_editor(
        held.rows,
        hide_index=True,
        num_rows="fixed",
        disabled=list(mending.ABOUT),
        column_order=[*mending.ABOUT[:3], *filled],
        column_config=HEADINGS,
        key=f"mend {upload_id} {rule}",
    )
    st.markdown(balance_parts.advice(held.rows.head(balance_parts.MOST_SHOWN), mending.ABOUT[3]))
    edits = held.edited(now)
    st.markdown(f"{words.count(len(edits), 'row')} corrected so far.")
    if edits:
        mending_balance.show_and_keep(upload_id, edits, f"here {upload_id} {rule}")


def mend_in_a_workbook(upload_id: str) -> None:
    """The same rows as a workbook to take away, and a place to hand it back."""
    made = shell.ask(mending_workbook.workbook, upload_id)
    name = safe_name(f"held-back-{upload_id}.xlsx")
    st.download_button("Download the rows to correct", made, name, WORKBOOK, icon=":material/download:")
    back = st.file_uploader("Corrected workbook", type=None, key=f"corrected {upload_id}")
    if back is None:
        return
    edits = mending_workbook.corrections(shell.viewer(), shell.desk(), upload_id, back.name, back.getvalue())
    st.markdown(f"{words.count(len(edits), 'row')} corrected in the workbook.")
    if edits:
        mending_balance.show_and_keep(upload_id, edits, f"workbook {upload_id}")
