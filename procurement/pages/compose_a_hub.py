"""Compose a hub: choose councils, see what they buy together, and keep them as a place of their own."""

import streamlit as st

from procurement.pages import shell
from procurement.pages.parts import hub_parts, map_choice
from procurement.services import standing
from procurement.services.figures import hubs
from procurement.ui import charts, tables, words

st.title("Compose a hub")
st.markdown(
    "A hub is a group of councils that could buy together. Once it is kept, every comparison and business case "
    "looks at it too. Hubs may overlap; a council still counts once in the national total."
)
hub_parts.show_kept()

left, day_of_map = st.columns([3, 1])
on = map_choice.day(day_of_map)
councils = standing.councils(shell.desk(), on)
chosen = left.multiselect("Councils", list(councils), key="hub councils")
if len(chosen) < 2:
    shell.note("Choose two councils or more to see what they buy together.")
    st.stop()
codes = tuple(councils[name] for name in chosen)
bought = shell.ask(hubs.together, codes, on)
st.header("What they buy together")
beside = shell.covered(authorities=bought.councils, on=on)
if bought.categories.is_empty():
    st.info("Nothing is stored of what these councils spend. A hub of them can be kept all the same.")
else:
    top = bought.categories.head(12)
    said = words.ranking(*tables.pairs(bought.categories, "level1"), "spend")
    shell.chart(charts.bars(top, "level1", "spend_pence"), said, "together")
    if alone := hubs.mostly_one_council_s(top):
        st.markdown(words.plain(alone))
    map_choice.told(bought.notes)
    hub_parts.show_figures(bought, beside)
hub_parts.offer_keeping(codes)
