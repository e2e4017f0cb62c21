"""Compare scenarios: saved cases side by side, what newer data would move, and who kept them and why."""

import polars as pl
import streamlit as st

from procurement.access import can_decide
from procurement.pages import shell
from procurement.pages.parts import downloads, scenario_doing
from procurement.services.cases import scenarios
from procurement.ui import charts, words

st.title("Compare scenarios")
st.markdown(
    "A scenario is a business case under assumptions that somebody chose. It keeps the figures and the data version "
    "that it was made from. Newer data never changes it: here is said what they would move."
)
desk, asking = shell.desk(), shell.viewer()
kept = scenarios.listed(asking, desk)
if not kept:
    st.info("No scenario is kept yet. Open a business case, change its assumptions, and keep it as a scenario.")
    scenario_doing.show_set_aside()
    st.stop()
titles = {scenarios.title(one): one for one in kept}
shown = st.multiselect(
    "Scenarios", list(titles), default=list(titles)[:2], max_selections=scenarios.MOST_COMPARED, key="scenarios shown"
)
if not shown:
    st.info("Choose one or more.")
    st.stop()
numbers = tuple(titles[title].id for title in shown)
found = scenarios.compare(asking, desk, numbers)
st.header("Side by side")
if found.ranges.height:
    first = found.ranges.row(0, named=True)
    shell.chart(
        charts.ranges(found.ranges, "label"),
        "Each line runs from the cautious to the hopeful figure of a scenario at a level, as it was kept. "
        f"{first['label']} runs from {words.pounds(first['p10_pence'])} to {words.pounds(first['p90_pence'])}.",
        "scenario ranges",
    )
st.dataframe(found.figures, hide_index=True)
downloads.download("Download the comparison", found.figures, "scenarios.csv")
st.subheader("Assumptions in which they differ")
if found.assumptions.is_empty():
    st.markdown("None: they were made under the same assumptions.")
else:
    st.dataframe(found.assumptions, hide_index=True)
st.header("What newer data would move")
for title, number in zip(shown, numbers, strict=True):
    fresh = shell.ask(scenarios.freshness, number)
    st.subheader(words.plain(title))
    st.markdown(fresh.sentence)
    moved = fresh.figures.filter(pl.col("has_moved")).drop("has_moved")
    if moved.height:
        st.dataframe(moved.rename({"figure": "Figure", "saved": "As kept", "now": "Today"}), hide_index=True)
    scenario_doing.show_trail(titles[title])
    if can_decide(asking):
        scenario_doing.offer_setting_aside(number)
scenario_doing.show_set_aside()
