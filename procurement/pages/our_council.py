"""Our council: what one council spends, with whom and when, down to the single payment."""

import streamlit as st

from procurement.access import can_see_payments
from procurement.pages import shell
from procurement.pages.parts import council_parts, downloads
from procurement.services import standing
from procurement.services.figures import council_view, tracing
from procurement.services.privacy import people
from procurement.services.uploading import uploads
from procurement.ui import charts, tables, words

st.title("Our council")
held = standing.councils_with_spend(shell.desk())
if not held:
    st.info("No spend is stored yet, so there is nothing to show.")
    st.stop()
codes = list(held.values())
asking = shell.viewer()
names = list(held)
name = st.selectbox("Council", names, index=codes.index(asking.council) if asking.council in codes else 0)
code = held[name]
seen = shell.ask(council_view.view, code)
if not seen.cover:
    st.info("No spend of this council is stored yet.")
    st.stop()

shell.figures(
    [
        ("Spend", words.pounds(seen.cover["spend_pence"]), "net of credit notes"),
        ("Suppliers", f"{seen.supplier_count:,}", "paid in these months"),
        ("With a category", words.share_known(seen.cover["coded_share"]), "of the pounds"),
        ("Open to influence", words.share_known(seen.cover["influenceable_share"]), "of the pounds"),
    ]
)
beside = shell.covered(authorities=(code,))
shell.trace_link(tracing.Figure("local", values=(("authority_code", code),)).name)

st.header("What it buys")
top = seen.categories.head(12)
shell.chart(
    charts.bars(top, "level1", "spend_pence"), words.ranking(*tables.pairs(seen.categories, "level1"), "spend"), "what"
)
council_parts.every_heading(seen, name, beside)
st.header("When")
shell.chart(
    charts.over_time(seen.quarters.rows, "quarter", "spend_pence"),
    words.trend(*tables.pairs(seen.quarters.rows, "quarter"), seen.quarters.unlike),
    "when",
)
shell.note(seen.quarters.beyond)
st.header("Whom it pays")
whom = seen.suppliers.head(12)
shell.chart(
    charts.bars(whom, "supplier", "spend_pence"),
    words.ranking(*tables.pairs(seen.suppliers, "supplier"), "spend"),
    "whom",
)
council_parts.every_supplier(seen, name, beside)
st.markdown(tables.tail_in_words(seen.tail))
shell.note(people.NOTE)

if can_see_payments(asking, code):
    st.header("Find a payment")
    wanted = st.text_input("Supplier, purpose or amount holds", key="find payment")
    rows = tables.search(shell.ask(uploads.payments, "", code), wanted)
    st.markdown(tables.found_in_words(rows, 1000))
    st.dataframe(**tables.signed(tables.amounts(rows.head(1000)), tables.PAYMENTS))
    downloads.download("Download these payments", rows, f"payments-{name}.csv")
