"""Parts of the upload page and its receipts: where every line and penny went, and which rows are held back, and why."""

import polars as pl
import streamlit as st

from procurement.pages import shell
from procurement.pages.parts import mending_balance
from procurement.services.uploading import sheet_places
from procurement.services.uploading.reading import ReadFile
from procurement.services.uploading.receipts import STORED_ALREADY, Receipt
from procurement.ui import tables, words

HELD_BACK = {
    "line": "Line in the file",
    "rule": "Reason",
    "column": "Column",
    "value": "Value",
    "amount_pence": "Amount",
}
MOST_SHOWN, MOST_LINES = 200, 6


def show_balance(receipt: Receipt) -> None:
    """Where every line and penny of the file went."""
    others = [words.count(receipt.headings, "heading"), words.count(receipt.totals, "total")]
    shell.figures(
        [
            ("Accepted", words.pounds_exactly(receipt.accepted_pence), words.count(receipt.accepted, "payment")),
            (
                "Held back",
                words.pounds_exactly(receipt.held_back_pence),
                words.held_back(receipt.held_back, receipt.held_back_unread),
            ),
            ("Lines in the file", f"{receipt.lines:,}", f"{receipt.blank:,} blank, {', '.join(others)}"),
            (
                "Days",
                words.short_day(receipt.first_day),
                f"to {words.short_day(receipt.last_day)}" if receipt.last_day else "",
            ),
        ]
    )


def advice(rows: pl.DataFrame, said: str) -> str:
    """A list in Markdown: each sentence of `said` once, with the lines that it is of. rows: `line` and `said`."""
    lines = rows.group_by(said, maintain_order=True).agg(pl.col("line").cast(pl.String))
    of_lines = [f"Line {words.listed(each, MOST_LINES)}" for each in lines["line"].to_list()]
    return tables.in_sentences(lines.with_columns(lines=pl.Series(of_lines, dtype=pl.String)), ["lines"], said)


def show_held_back(file: ReadFile) -> None:
    """The rows that would be in no figure, each with its reason and what to do; nothing where there is none."""
    if file.judged is None or file.judged.held_back.is_empty():
        return
    rules = file.receipt.held_back_rules
    said = [f"{mending_balance.in_words(rule)} ({words.count(number, 'row')})" for rule, number in rules.items()]
    with st.expander(f"Held back, and why: {words.listed(said)}"):
        rows = sheet_places.in_one(file.judged.held_back.head(MOST_SHOWN), {"sheets": file.receipt.sheets})
        names = tables.with_sheet(HELD_BACK, rows)
        st.dataframe(**tables.signed(tables.in_pounds(rows, names), tables.exact_pound_columns(names)))
        st.markdown(advice(rows, "advice"))
        if file.judged.held_back.height > MOST_SHOWN:
            st.markdown(f"The first {MOST_SHOWN:,} of {file.judged.held_back.height:,} rows are shown.")
        if set(rules) == {STORED_ALREADY}:
            shell.note("These payments count in the uploads that hold them. There is nothing to mend.")
            return
        shell.note("These rows are in no figure. Mend them in the file, or keep it and mend them under Held-back rows.")
