"""Held-back rows: what is in no figure, why, and what to do about it."""

import polars as pl
import streamlit as st

from procurement.pages import downloads, shell
from procurement.services import uploads
from procurement.ui import charts, tables, words

COLUMNS = {
    "line": "Line in the file",
    "rule": "Reason",
    "column": "Column",
    "value": "Value",
    "amount_pence": "Amount",
    "advice": "What to do",
}

st.title("Held-back rows")
st.markdown("A held-back row is kept, but it is in no figure until the file is mended and uploaded again.")
listed = shell.ask(uploads.list_uploads)
listed = listed.filter(pl.col("held_back") > 0)
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
shell.figures(
    [
        ("Held back", words.count(chosen["held_back"], "row"), f"of {chosen['lines']:,} lines in the file"),
        ("Amount held back", words.pounds_exactly(chosen["held_back_pence"]), "where an amount can be read"),
        ("Accepted", words.pounds_exactly(chosen["accepted_pence"]), "in the figures"),
    ]
)
rows = rows.with_columns(rule=pl.col("rule").str.replace_all("_", " ").str.to_lowercase())
counts = rows.group_by("rule").agg(pl.len().alias("rows")).sort("rows", "rule", descending=[True, False])
reasons = "Reasons: " + words.listed([f"{rule} ({number:,})" for rule, number in counts.iter_rows()]) + "."
if counts.height > 1:
    shell.chart(charts.counts(counts, "rule", "rows"), reasons, "rules")
else:
    st.markdown(reasons)
st.dataframe(tables.in_pounds(rows, COLUMNS), hide_index=True, column_config=tables.exact_pound_columns(COLUMNS))
downloads.download("Download these rows", rows, f"held-back-{upload_id}.csv")
