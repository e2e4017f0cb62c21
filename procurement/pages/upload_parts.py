"""Parts of the upload page: what was understood of a file, the questions, the mapping to correct, the receipt."""

import streamlit as st

from procurement.pages import shell
from procurement.services.reading import ReadFile
from procurement.services.receipts import Receipt
from procurement.spend import headings
from procurement.spend.findings import Question
from procurement.ui import words

AS_READ = "As understood"


def show_understanding(file: ReadFile, answers: dict[str, str]) -> None:
    """One file: refused with its reason, or its balance, questions and mapping."""
    receipt = file.receipt
    st.subheader(receipt.file)
    if file.judged is None:
        st.error(receipt.reason, icon=":material/block:")
        return
    show_balance(receipt)
    for question in file.questions:
        ask(question, answers)
    with st.expander("Columns: what each of ours was read from. Correct any that is wrong."):
        correct_mapping(file, answers)
    with st.expander(f"What was mended or noticed ({len(receipt.fixes) + len(receipt.warnings)})"):
        for text in [*(fix.sentence for fix in receipt.fixes), *receipt.warnings]:
            st.markdown(f"- {text}")
    st.dataframe(file.judged.payments.head(20), hide_index=True)


def show_balance(receipt: Receipt) -> None:
    """Where every line and penny of the file went."""
    shell.figures(
        [
            ("Accepted", words.pounds_exactly(receipt.accepted_pence), f"{receipt.accepted:,} payments"),
            ("Held back", words.pounds_exactly(receipt.held_back_pence), f"{receipt.held_back:,} rows"),
            ("Lines in the file", f"{receipt.lines:,}", f"{receipt.blank:,} blank, {receipt.headings:,} headings"),
            ("Days", receipt.first_day or "none", f"to {receipt.last_day}" if receipt.last_day else ""),
        ]
    )


def ask(question: Question, answers: dict[str, str]) -> None:
    """A question with what each answer would do; the answer is kept and the file is read again with it."""
    labels = {
        choice.value: f"{choice.label} ({choice.effect})" if choice.effect else choice.label
        for choice in question.choices
    }
    values = list(labels)
    given = st.radio(
        question.sentence,
        values,
        index=values.index(question.answer) if question.answer else None,
        format_func=lambda value: labels[value],
        key=f"question {question.code}",
    )
    if given and given != question.answer:
        answers[question.code] = given
        st.rerun()


def correct_mapping(file: ReadFile, answers: dict[str, str]) -> None:
    """A picker for each of our columns, over the publisher's headings."""
    found = file.publisher_headings
    for ours in headings.CORRECTABLE:
        theirs = file.receipt.columns.get(ours, "")
        options = [AS_READ, *found]
        label = f"{ours.replace('_', ' ').capitalize()} (read from: {theirs or 'nothing'})"
        chosen = st.selectbox(label, options, key=f"column {file.received.sha256[:8]} {ours}")
        wanted = "" if chosen == AS_READ else chosen
        if wanted and answers.get(f"COLUMN:{ours}") != wanted:
            answers[f"COLUMN:{ours}"] = wanted
            st.rerun()


def show_receipt(receipt: Receipt) -> None:
    """The receipt after keeping: what was stored, under which number, and how to have it in full."""
    if receipt.outcome != "taken":
        st.error(receipt.reason)
        return
    st.success(f"Kept as upload {receipt.upload_id}. {receipt.note}".strip(), icon=":material/check_circle:")
    show_balance(receipt)
    shell.download_json("Download the receipt", receipt.as_json(), f"receipt-{receipt.upload_id}.json")
