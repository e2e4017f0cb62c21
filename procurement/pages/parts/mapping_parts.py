"""The mapping of a file's columns, and whether its amounts include VAT, to be corrected by a person."""

import streamlit as st

from procurement.services.uploading.reading import CORRECTABLE, ReadFile, scoped
from procurement.services.uploading.remembered import AMOUNT_BASIS, AS_UNDERSTOOD, COLUMN
from procurement.spend.named_table import GROSS, NET

AS_READ = "As understood"
NEEDED = ("paid_on", "supplier_name", "amount")
BASES = {AS_READ: AS_READ, NET: "No: net of VAT", GROSS: "Yes: VAT is in them"}


def correct_mapping(file: ReadFile, answers: dict[str, str]) -> None:
    """A picker for each of our columns, over the publisher's headings, and one for VAT."""
    for ours in CORRECTABLE:
        _pick_column(ours, file, answers)
    _pick(file, answers, AMOUNT_BASIS, "Do the amounts include VAT?", BASES)


def choose_needed(file: ReadFile, answers: dict[str, str]) -> None:
    """A picker for each column without which a file can't be read, where they were not found."""
    for ours in NEEDED:
        _pick_column(ours, file, answers)


def _pick_column(ours: str, file: ReadFile, answers: dict[str, str]) -> None:
    theirs = file.receipt.columns.get(ours, "")
    read_from = f" (read from: {theirs or 'nothing'})" if file.judged else ""
    label = f"{ours.replace('_', ' ').capitalize()}{read_from}"
    options = {AS_READ: AS_READ, **{one: one for one in file.publisher_headings}}
    _pick(file, answers, f"{COLUMN}{ours}", label, options)


def _pick(file: ReadFile, answers: dict[str, str], code: str, label: str, options: dict[str, str]) -> None:
    mine = scoped(code, file.received)
    standing = file.answers.get(code, AS_READ)
    values = list(options)
    st.selectbox(
        label,
        values,
        index=values.index(standing) if standing in values else 0,
        format_func=lambda value: options[value],
        key=f"column {mine}",
        on_change=_point_at,
        args=(answers, mine, code in file.remembered),
    )
    if code in file.remembered:
        st.markdown(f":small[{file.remembered[code].sentence}]")


def _point_at(answers: dict[str, str], code: str, is_remembered: bool) -> None:
    """Note the choice before the page is drawn again, so that one drawing is enough and no click falls between two."""
    chosen = st.session_state[f"column {code}"]
    if chosen != AS_READ:
        answers[code] = chosen
    elif is_remembered:
        answers[code] = AS_UNDERSTOOD
    else:
        answers.pop(code, None)
