"""Compare categories: one category at local, sub-national and national level, side by side."""

import streamlit as st

from procurement.pages import shell
from procurement.pages.parts import category_parts, comparing_parts, downloads, figure_choice, map_choice
from procurement.services.figures import category_view
from procurement.ui import charts, maps, tables, words

COLUMNS = {"authority": "Council", "spend_pence": "Spend", "payments": "Payments", "suppliers": "Suppliers"}
LEVELS = {"Region": "region", "County area": "county", "Combined authority": "combined-authority", "Hub": "hub"}

st.title("Compare categories")
listed = shell.ask(category_view.categories)
if listed.is_empty():
    st.info("No spend with a category is stored yet.")
    st.stop()
(left, part), (right, day_of_map) = st.columns(2), st.columns(2)
level1 = left.selectbox("Category", listed["level1"].to_list(), key="compared category")
level2 = comparing_parts.choose_part(part, level1)
level_name = right.selectbox("Sub-national level", list(LEVELS), key="compared level")
on = map_choice.day(day_of_map)
seen = shell.ask(category_view.view, level1, LEVELS[level_name], on, level2)
nation = seen.cover["spend_pence"]

hhi = f"{seen.measure['hhi']:,.0f}" if seen.measure.get("hhi") else "not known"
shell.figures(
    [
        ("All councils together", words.pounds(nation), f"{words.count(seen.councils.height, 'council')} with spend"),
        ("Largest place", words.pounds(seen.places["spend_pence"][0]), seen.places["place"][0]),
        ("Largest council", words.pounds(seen.councils["spend_pence"][0]), seen.councils["authority"][0]),
        ("Concentration", hhi, "of 10,000 (HHI): over 2,000, few suppliers have most of this spend"),
    ]
)
beside = shell.covered(level1, on=on, level2=level2)
map_choice.told(seen.notes)
shell.trace_link(seen.figure)
category_parts.for_members(level1, level2)

st.header("Local, sub-national and national, side by side")
local, middle, national = st.columns(3)
with local:
    st.subheader("Local: each council")
    said = words.ranking(*tables.pairs(seen.councils, "authority"), "spend")
    shell.chart(charts.bars(seen.councils.head(12), "authority", "spend_pence"), said, "local")
with middle:
    st.subheader(f"Sub-national: {level_name.lower()}")
    said = words.ranking(*tables.pairs(seen.places, "place"), "spend", nation)
    shell.chart(charts.bars(seen.places.head(12), "place", "spend_pence"), said, "middle")
with national:
    st.subheader("National: who supplies")
    said = words.ranking(*tables.pairs(seen.suppliers, "supplier"), "spend")
    shell.chart(charts.bars(seen.suppliers.head(12), "supplier", "spend_pence"), said, "national")
comparing_parts.in_every_cell(seen)

st.header("Where")
shell.chart(
    maps.tile_map(seen.tiles, words.pounds_of, "Spend by council"),
    maps.in_words(seen.tiles, words.pounds_of, f"spend on {level2 or level1}"),
    "map",
    width="content",
)
st.header("When")
shell.chart(
    charts.over_time(seen.quarters.rows, "quarter", "spend_pence"),
    words.trend(*tables.pairs(seen.quarters.rows, "quarter"), seen.quarters.unlike),
    "when",
)
shell.note(seen.quarters.beyond)
comparing_parts.by_year(level1, level2)
st.subheader("By council")
st.dataframe(**tables.signed(tables.in_pounds(seen.councils, COLUMNS), tables.pound_columns(COLUMNS)))
figure_choice.follow(seen.councils, ["authority"], "a council's spend")
about = {"Category": level1, "Part of it": level2, "Councils of": words.day(on), "Notes": " ".join(seen.notes)}
row = "The spend of a council on a category, net of credit notes, over all months stored."
named = f"category-{level1} {level2}.csv"
downloads.figures("Download each council's spend", seen.councils, named, row, about, beside)
category_parts.further(level1, level2)
