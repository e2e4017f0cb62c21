"""Parts of the page of possible duplicates: the search with its bar, the list, the evidence side by side."""

from typing import Any

import polars as pl
import streamlit as st

from procurement.analysis.unusual.kinds import KINDS, TO_DO
from procurement.pages import shell
from procurement.pages.parts import possible_duplicates_doing
from procurement.services import publishing
from procurement.services.unusual import unusual_exports, unusual_payments
from procurement.ui import tables, words

COLUMNS = {
    "kind": "Kind",
    "supplier": "Supplier",
    "at_risk_pence": "At stake",
    "payments": "Lines",
    "score": "Strength",
}
LINES = {"part": "Which", "paid_on": "Date paid", "amount_pence": "Amount", "supplier_name": "Supplier as published",
         "transaction_number": "Reference", "file": "File", "line": "Line in the file"}  # fmt: skip
CARD = {"transaction_number": "Reference", "supplier_ref": "Supplier's number", "department": "Department",
        "purpose": "Purpose", "account": "Account"}  # fmt: skip
PARTS = {"first": "Paid first", "again": "Paid again", "payment": "Payment"}
MOST_SHOWN, SIDE_BY_SIDE = 200, 4


def look(council: str) -> None:
    """Look for each kind where anything has changed, with a bar that says which."""
    place = st.empty()
    for at, kind in enumerate(unusual_payments.steps(shell.viewer(), shell.desk(), council), start=1):
        place.progress(at / len(KINDS), text=f"Looked for: {kind} ({at} of {len(KINDS)})")
    place.empty()


def show(found: pl.DataFrame, council: str) -> None:
    """The list, and the one that is chosen with its evidence and the buttons to settle it."""
    shown = found.head(MOST_SHOWN)
    st.markdown(
        f"{words.count(found.height, 'finding')}, possible duplicates first, the most pounds and strong signs on top."
    )
    st.dataframe(**tables.signed(tables.in_pounds(shown, COLUMNS), tables.exact_pound_columns(COLUMNS)))
    rows = {row["finding"]: row for row in shown.iter_rows(named=True)}
    name = st.selectbox("A finding", list(rows), format_func=lambda one: _label(rows[one]), key="unusual finding")
    row = rows[name or next(iter(rows))]
    st.subheader(f"{words.plain(row['supplier'])}: {words.pounds_exactly(row['at_risk_pence'])} at stake")
    st.markdown(words.plain(row["evidence"]))
    lines = shell.ask(unusual_payments.payments, council, row["finding"])
    for column, line in zip(st.columns(min(lines.height, SIDE_BY_SIDE)), lines.iter_rows(named=True), strict=False):
        with column.container(border=True, height="stretch", gap="xsmall"):
            st.markdown(_card(line))
    if lines.height > SIDE_BY_SIDE:
        st.dataframe(**tables.signed(tables.in_pounds(lines, LINES), tables.exact_pound_columns(LINES)))
    st.markdown(f"**What to do.** {TO_DO[row['kind']]}")
    possible_duplicates_doing.settle(council, row["finding"])


def download(council: str) -> None:
    """Every finding and its lines as a workbook, for the officer."""
    made = shell.ask(unusual_exports.workbook, council)
    st.download_button("Download the findings and their payments", made, icon=":material/download:",
                       file_name=publishing.safe_name(f"possible-duplicates-{council}.xlsx"))  # fmt: skip


def _label(row: dict[str, Any]) -> str:
    return f"{row['supplier']}, {row['kind']}, {words.pounds_exactly(row['at_risk_pence'])} ({row['last_day']})"


def _card(line: dict[str, Any]) -> str:
    told = [f"**{PARTS[line['part']]}: {words.pounds_exactly(line['amount_pence'])}** on {words.day(line['paid_on'])}"]
    told += [words.plain(line["supplier_name"])]
    told += [f"{label}: {words.plain(line[name])}" for name, label in CARD.items() if line[name]]
    return "\n\n".join([*told, f"Line {line['line']} of {words.plain(line['file'])}"])
