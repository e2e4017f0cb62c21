"""Held-back rows: what is in no figure, why, and a place to mend it."""

import polars as pl
import streamlit as st

from procurement.pages import shell
from procurement.pages.parts import balance_parts, downloads, held_back_parts, mending_balance
from procurement.services.uploading import uploads
from procurement.ui import charts, tables, words

st.title("Held-back rows")
st.markdown(
    "A held-back row is kept, but it is in no figure. Mend it here or in a workbook: the mended file takes the place "
    "of the one you sent, which stays readable. Accepted payments can't be changed."
)
held_back_parts.show_last_receipt()
listed = shell.ask(uploads.list_uploads)
listed = listed.filter((pl.col("held_back") > 0) & (pl.col("state") == "stored"))
if listed.is_empty():
    st.success("No upload has a held-back row.")
    st.stop()
labels = {
    f"{row['authority']}: {row['file_name']} ({words.count(row['held_back'], 'row')})": row["upload_id"]
    for row in listed.to_dicts()
}
upload_id = labels[st.selectbox("Upload", list(labels)) or next(iter(labels))]
chosen = listed.filter(pl.col("upload_id") == upload_id).row(0, named=True)
rows = shell.ask(uploads.held_back, upload_id)
shown_columns = tables.with_sheet(balance_parts.HELD_BACK, rows)
shell.figures(
    [
        ("Held back", words.count(chosen["held_back"], "row"), f"of {chosen['lines']:,} lines in the file"),
        ("Amount held back", words.pounds_exactly(chosen["held_back_pence"]), "where an amount can be read"),
        ("Accepted", words.pounds_exactly(chosen["accepted_pence"]), "in the figures"),
    ]
)
counts = rows["rule"].value_counts(name="rows").sort("rows", "rule", descending=[True, False])
rules = {
    f"{mending_balance.in_words(rule)} ({words.count(number, 'row')})": rule for rule, number in counts.iter_rows()
}
reasons = "Reasons: " + words.listed(list(rules)) + "."
if counts.height > 1:
    shown = counts.with_columns(rule=pl.col("rule").map_elements(mending_balance.in_words, pl.String))
    shell.chart(charts.counts(shown, "rule", "rows"), reasons, "rules")
else:
    st.markdown(reasons)

st.header("Mend them here")
rule = rules.get(st.selectbox("Reason", ["All reasons", *rules]) or "", "")
held_back_parts.mend_in_a_table(upload_id, rule)
st.header("Or mend them in a workbook")
held_back_parts.mend_in_a_workbook(upload_id)
with st.expander("Every held-back row, as it was read"):
    st.dataframe(**tables.signed(tables.in_pounds(rows, shown_columns), tables.exact_pound_columns(shown_columns)))
    downloads.download("Download these rows", rows, f"held-back-{upload_id}.csv")
