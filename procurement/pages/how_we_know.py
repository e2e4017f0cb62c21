"""How we know: from a figure to the payments, files and line numbers behind it."""

from functools import partial

import streamlit as st

from procurement.pages import shell
from procurement.pages.parts import downloads
from procurement.services.figures import figure_view, tracing, unknown_values
from procurement.services.privacy import disclosing, people
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

st.title("How we know")
st.markdown("Every figure is a sum of payments. Its name says which; the table shows each one's file and line.")
name = st.text_input("The figure", value=st.session_state.get("figure", "level=national"), key="figure name")
seen = shell.ask(figure_view.view, name)
if not (seen.files or seen.sums):
    why = shell.ask(unknown_values.told_of_name, name)
    st.info(words.plain(" ".join(["No payment that is stored lies behind this figure.", *why])))
    st.stop()
shell.figures(
    [
        ("The figure", words.pounds_exactly(seen.pence), "the sum of the rows below"),
        ("Payments", f"{seen.payments:,}", "shown one by one, each a row"),
        ("Files", f"{seen.files:,}", "that hold them"),
    ]
)
shown = COLUMNS | {"whole_pence": "Amount as published"} if seen.parts else COLUMNS
if seen.decided:
    shown = shown | {"decided": "Decided by a person"}
if seen.parts:
    shell.note(
        f"Of {words.count(seen.parts, 'row')} a part counts here, since their council was split on the map of the "
        "figure's day: Amount is the part, to the penny."
    )
if seen.sums:
    pounds, count = words.pounds(seen.sums_pence), words.count(seen.sums, "sum")
    shell.note(f"{pounds} is in {count} without a line. {disclosing.NOTE}")
if seen.hidden:
    st.info(
        f"{words.pounds(seen.hidden_pence)} is of councils whose single payments you may not read; "
        "it is given as a sum for each of their files."
    )
st.dataframe(**tables.signed(tables.in_pounds(seen.rows, shown), tables.exact_pound_columns(shown)))
st.markdown(f":small[{figure_view.what_is_shown(seen)}]")
shell.note(people.NOTE)
if seen.can_be_downloaded:
    every = partial(tracing.trace_name, shell.viewer(), shell.desk(), name or "")
    row = "A payment, or a sum of payments that may not be told apart; the rows add up to the figure."
    downloads.figures_made("Download the rows behind this figure", every, "figure.csv", row, {"Figure": name or ""})
