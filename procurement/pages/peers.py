"""Our council against its peers: spend for each person by category, beside the middle of councils like it."""

import polars as pl
import streamlit as st

from procurement.pages import shell
from procurement.pages.parts import downloads, figure_choice
from procurement.services import standing
from procurement.services.figures import coverage_view, peers
from procurement.ui import charts, tables, words

COLUMNS = {
    "level1": "Category",
    "ours_pence": "Ours, a person a year",
    "median_pence": "Peers' median",
    "difference_pence": "Difference",
    "councils": "Peers that buy it",
    "spend_pence": "Our spend",
}
EACH = {
    "council": "Council",
    "head_pence": "A person a year",
    "spend_pence": "Spend stored",
    "months": "Months covered",
    "people": "People",
}

st.title("Our council and its peers")
held = standing.councils_with_spend(shell.desk())
if not held:
    st.info("No spend is stored yet, so there is nothing to compare.")
    st.stop()
asking, codes = shell.viewer(), list(held.values())
name = st.selectbox("Council", list(held), index=codes.index(asking.council) if asking.council in codes else 0)
every = shell.ask(peers.choices, held[name])
if every.is_empty():
    st.info("There is no other council with spend here, or the number of people is not known.")
    st.stop()
by_name = dict(zip(every["name"].to_list(), every["authority_code"].to_list(), strict=True))
suggested = shell.ask(peers.suggested, held[name])["name"].to_list()
chosen = st.multiselect(
    "Peers", list(by_name), default=suggested, key=f"peers of {name}", help="Change them as you like."
)
if not chosen:
    st.info("Choose one peer or more.")
    st.stop()
seen = shell.ask(peers.view, held[name], tuple(sorted(by_name[one] for one in chosen)))
with st.expander("Why these councils"):
    st.markdown(
        "The nearest stands first: of the same type, with about as many people, and of the same region, as far as "
        "there are such."
    )
    st.markdown("\n".join(f"- **{row['name']}**: {row['why']}" for row in seen.peers.to_dicts()))
beside = shell.ask(coverage_view.beside, "", (held[name], *seen.peers["authority_code"]))
shell.note(beside.sentence)
if seen.warnings:
    st.warning("\n".join(f"- {words.plain(sentence)}" for sentence in seen.warnings))
if seen.categories.is_empty():
    st.info("No spend of this council is stored yet, or the number of its people is not known.")
    st.stop()

top = seen.categories.head(12)
st.header("For each person, a year")
shell.chart(
    charts.two_bars(top, "level1", ("ours_pence", name), ("median_pence", "Peers' median")),
    words.against_peers(seen.categories.to_dicts(), name),
    "peers",
)
st.dataframe(**tables.signed(tables.in_pounds(seen.categories, COLUMNS), tables.exact_pound_columns(COLUMNS)))
shell.note(peers.PER_HEAD_NOTE)
figure_choice.follow(seen.categories, ["level1"], "our spend on a category")
with st.expander("What each of the councils spends on a category"):
    level1 = st.selectbox("Category", seen.categories["level1"].to_list(), key="category of the peers")
    of_each = seen.each.filter(pl.col("level1") == level1)
    st.dataframe(**tables.signed(tables.in_pounds(of_each, EACH), tables.exact_pound_columns(EACH)))
    figure_choice.follow(of_each, ["council"], "one council's spend on it")
warned = {"Unlike": " ".join(seen.warnings), "A person a year": peers.PER_HEAD_NOTE}
about = {"Council": name, "Peers": words.listed(seen.peers["name"].to_list(), most=50), **warned}
row = "What a council spends on a category, for each person a year, beside the median of its peers."
downloads.figures("Download this comparison", seen.categories, f"peers-{name}.csv", row, about, beside)
