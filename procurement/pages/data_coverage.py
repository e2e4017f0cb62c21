"""Data coverage: which councils and months are there, and how much of it has a category, is redacted or held back."""

import polars as pl
import streamlit as st

from procurement.pages import shell
from procurement.pages.parts import downloads
from procurement.services.figures import coverage_view
from procurement.ui import months, tables, words

COLUMNS = {
    "place": "Council",
    "months": "Months covered",
    "months_there": "of",
    "spend_pence": "Spend",
    "coded": "With a category, %",
    "influenceable": "Open to influence, %",
    "redacted": "Redacted, %",
    "withheld": "Private individuals, %",
    "held_back": "Held back, %",
    "held_back_lines": "Rows held back",
}
SHARES = ("coded", "influenceable", "redacted", "withheld", "held_back")

st.title("Data coverage")
st.markdown("No figure here says more than what councils have sent. This is what is there, and what is not.")
seen = shell.ask(coverage_view.view)
if seen.whole.is_empty():
    st.info("No spend is stored yet, so nothing is covered.")
    st.stop()
whole = seen.whole.row(0, named=True)
shell.figures(
    [
        ("Councils", f"{whole['councils']:,}", f"of {whole['councils_there']:,} in England have sent spend"),
        ("Months", f"{whole['months']:,}", f"of {whole['months_there']:,} are covered by any council"),
        ("With a category", words.share_known(whole["coded_share"]), "of the pounds"),
        ("Open to influence", words.share_known(whole["influenceable_share"]), "of the pounds"),
    ]
)
st.markdown(words.plain(months.together_in_words(seen.cells)))
shell.tell_coverage(seen.beside)

st.header("Which months are there")
shell.note("Darker: more payments than is usual there. Pale: a few late rows. Orange: missing.")
shell.chart(months.chart(seen.cells), months.in_words(seen.spans), "months")
for sentence in months.gaps_in_words(seen.spans):
    st.markdown(f"- {words.plain(sentence)}")

st.header("How much of each council is known")
percents = [(pl.col(f"{name}_share") * 100).round(1).alias(name) for name in SHARES]
shown = seen.councils.with_columns(percents)
single = seen.councils.filter(pl.col("councils") > 0)
least = single.drop_nulls("coded_share").sort("coded_share", "place").head(3)
named = [f"{place} ({words.share(part)})" for place, part in least.select("place", "coded_share").iter_rows()]
if named:
    st.markdown(f"The least of the pounds has a category in {words.listed(named)}.")
st.dataframe(**tables.signed(tables.in_pounds(shown, COLUMNS), tables.pound_columns(COLUMNS)))
row = "What is there of a council, and how much of its pounds has a category, can be influenced, or is redacted."
downloads.figures("Download the coverage of each council", seen.councils, "coverage.csv", row, {}, seen.beside)
month = "A month of a council or other body: payments and pounds, and whether the month is covered."
downloads.figures("Download the months", seen.cells, "months-covered.csv", month, {}, seen.beside)
