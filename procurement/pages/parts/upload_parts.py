"""Parts of the upload page: what was understood of a file, the questions, the receipt."""

import streamlit as st

from procurement.pages.parts import balance_parts, downloads, mapping_parts, question_parts
from procurement.services.privacy import private_people
from procurement.services.uploading import sheet_places
from procurement.services.uploading.reading import ReadFile
from procurement.services.uploading.receipts import Receipt
from procurement.ui import tables, words

LEAST_COLUMNS = 3
"""A day, a supplier and an amount need three."""


def show_understanding(file: ReadFile, answers: dict[str, str]) -> None:
    """One file: refused with its reason, or its balance, questions and mapping."""
    receipt = file.receipt
    st.subheader(words.plain(receipt.file))
    if file.judged is None:
        st.error(words.plain(receipt.reason), icon=":material/block:")
        question_parts.ask_again(file, answers)
        if len(file.publisher_headings) >= LEAST_COLUMNS:
            st.markdown("If you can see where they are, choose the columns:")
            mapping_parts.choose_needed(file, answers)
        return
    balance_parts.show_balance(receipt)
    balance_parts.show_held_back(file)
    for alert in receipt.alerts:
        st.warning(words.plain(alert), icon=":material/warning:")
    for question in file.questions:
        question_parts.ask(question, file, answers)
    with st.expander("Columns: what each of ours was read from. Correct any that is wrong."):
        mapping_parts.correct_mapping(file, answers)
    with st.expander(f"What was mended or noticed ({len(receipt.fixes) + len(receipt.warnings)})"):
        for text in [*(fix.sentence for fix in receipt.fixes), *receipt.warnings]:
            st.markdown(f"- {words.plain(text)}")
    first = sheet_places.in_one(file.judged.payments.head(20), {"sheets": receipt.sheets})
    names = tables.with_sheet(tables.PREVIEW, first)
    st.markdown("The first payments, as understood:")
    st.dataframe(**tables.signed(tables.in_pounds(first, names), tables.exact_pound_columns(names)))


def show_receipt(receipt: Receipt) -> None:
    """The receipt after keeping: what was stored, under which number, and how to have it in full."""
    if receipt.outcome == "known":
        st.info(words.plain(receipt.reason), icon=":material/content_copy:")
        return
    if receipt.outcome != "taken":
        st.error(words.plain(receipt.reason))
        return
    st.success(f"Kept as upload {receipt.upload_id}. {receipt.note}".strip(), icon=":material/check_circle:")
    balance_parts.show_balance(receipt)
    if receipt.withheld:
        told = private_people.withheld_told(receipt)
        st.info(
            f"{words.plain(told)} Its officers do so under **Private individuals**.", icon=":material/visibility_off:"
        )
    for sentence in receipt.remembered:
        st.markdown(f"- From how files are read: {words.plain(sentence)}")
    downloads.download_json("Download the receipt", receipt.as_json(), f"receipt-{receipt.upload_id}.json")
