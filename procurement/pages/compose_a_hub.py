"""Compose a hub: choose councils, see what they buy together, and keep them as a place of their own."""

import streamlit as st

from procurement.access import can_decide
from procurement.pages import shell
from procurement.pages.parts import map_choice
from procurement.services import standing
from procurement.services.figures import hubs
from procurement.ui import charts, tables, words

COLUMNS = {
    "level1": "Category",
    "spend_pence": "Spend",
    "councils": "Councils that buy it",
    "largest": "Largest buyer",
    "largest_share": "Its share",
}

st.title("Compose a hub")
st.markdown(
    "A hub is a group of councils that could buy together. Once it is kept, every comparison and business case "
    "looks at it too. Hubs may overlap; a council still counts once in the national total."
)
desk, asking = shell.desk(), shell.viewer()
kept = hubs.listed(asking, desk)
if kept:
    names_of = {code: name for name, code in standing.councils(desk).items()}
    for name, codes in kept.items():
        members = words.listed([names_of.get(code, code) for code in codes], most=8)
        st.markdown(f"- **{name}**: {members}")
else:
    st.info("No hub has been composed yet.")

left, day_of_map = st.columns([3, 1])
on = map_choice.day(day_of_map)
councils = standing.councils(desk, on)
chosen = left.multiselect("Councils", list(councils), key="hub councils")
if len(chosen) < 2:
    shell.note("Choose two councils or more to see what they buy together.")
    st.stop()
bought = shell.ask(hubs.together, tuple(councils[name] for name in chosen), on)
top = bought.categories.head(12)
st.header("What they buy together")
said = words.ranking(*tables.pairs(bought.categories, "level1"), "spend")
shell.chart(charts.bars(top, "level1", "spend_pence"), said, "together")
if alone := hubs.mostly_one_council_s(top):
    st.markdown(words.plain(alone))
shared = bought.categories.with_columns(largest_share=tables.in_words("largest_share", words.share))
st.dataframe(**tables.signed(tables.in_pounds(shared, COLUMNS), tables.pound_columns(COLUMNS)))
map_choice.told(bought.notes)
shell.covered(authorities=bought.councils, on=on)
if can_decide(asking):
    name = st.text_input("Name of the hub", key="hub name")
    if st.button("Keep this hub", type="primary", disabled=not name.strip()):
        st.success(hubs.compose(asking, desk, name, chosen))
