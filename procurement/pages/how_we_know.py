"""How we know: from a figure to the payments, files and line numbers behind it."""

import streamlit as st

from procurement.pages import downloads, shell
from procurement.services import disclosing, people, tracing
from procurement.ui import tables, words

COLUMNS = {
    "authority": "Council",
    "file": "File",
    "line": "Line in the file",
    "paid_on": "Date paid",
    "supplier": "Supplier",
    "level1": "Category",
    "amount_pence": "Amount",
}

MOST_SHOWN = 1_000

st.title("How we know")
st.markdown("Every figure is a sum of payments. Its name says which; the table shows each one's file and line.")
name = st.text_input("The figure", value=st.session_state.get("figure", "level=national"), key="figure name")
rows = shell.ask(tracing.trace_name, name)
if rows.is_empty():
    st.info("No payment that is stored lies behind this figure.")
    st.stop()
shell.figures(
    [
        ("The figure", words.pounds_exactly(rows["amount_pence"].sum()), "the sum of the rows below"),
        ("Payments", f"{rows['line'].drop_nulls().len():,}", "shown one by one"),
        ("Files", f"{rows['upload_id'].n_unique():,}", "that hold them"),
    ]
)
parts = rows.filter(rows["amount_pence"] != rows["whole_pence"])
shown = COLUMNS | {"whole_pence": "Amount as published"} if parts.height else COLUMNS
if rows.filter(rows["decided"] != "").height:
    shown = shown | {"decided": "Decided by a person"}
if parts.height:
    shell.note(
        f"Of {words.count(parts.height, 'row')} a part counts here, since their council was split on the map of the "
        "figure's day: Amount is the part, to the penny."
    )
sums = rows.filter(rows["file"] == "")
if sums.height:
    pounds, count = words.pounds(sums["amount_pence"].sum()), words.count(sums.height, "sum")
    shell.note(f"{pounds} is in {count} without a line. {disclosing.NOTE}")
hidden = rows.filter(rows["line"].is_null() & (rows["file"] != ""))
if hidden.height:
    st.info(
        f"{words.pounds(hidden['amount_pence'].sum())} is of councils whose single payments you may not read; "
        "it is given as a sum for each of their files."
    )
st.dataframe(**tables.signed(tables.in_pounds(rows.head(MOST_SHOWN), shown), tables.exact_pound_columns(shown)))
if rows.height > MOST_SHOWN:
    shell.note(f"The first {MOST_SHOWN:,} rows are shown; the download has them all.")
shell.note(people.NOTE)
downloads.download("Download the rows behind this figure", rows, "figure.csv")
