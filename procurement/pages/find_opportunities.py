"""Find opportunities: every category's business case, the level at which it stacks up, and its range."""

import polars as pl
import streamlit as st

from procurement.pages import shell
from procurement.pages.parts import downloads, find_parts
from procurement.ui import charts, tables, theme, words

COLUMNS = {
    "category": "Category",
    "answer": "Buy",
    "p10_pence": "Worth, cautious",
    "p50_pence": "Worth, middle",
    "p90_pence": "Worth, hopeful",
    "annual_pence": "Spend a year",
    "councils": "Councils",
    "effort_pence": "Effort: cost over the years",
}

st.title("Find opportunities")
find_parts.introduce()
every = find_parts.every()
found = every.listed
if found.is_empty():
    st.info("There is not yet any spend with a category, so no case can be made.")
    st.stop()
counts = {level: found.filter(pl.col("answer") == level).height for level in theme.LEVEL_NAMES}
MEANINGS = {
    "national": "categories: one agreement for all",
    "subnational": "categories: a region, county or hub",
    "local": "categories: each council by itself",
    "not enough evidence": "categories: too little data",
}
shell.figures([(theme.LEVEL_NAMES[level], f"{counts[level]:,}", MEANINGS[level]) for level in MEANINGS])
find_parts.show_what_is_lacking(counts["not enough evidence"], every.lacking)
beside = shell.covered()

levels = st.pills(
    "Show",
    list(theme.LEVEL_NAMES),
    selection_mode="multi",
    format_func=lambda level: theme.LEVEL_NAMES[level],
    key="levels",
)
shown = find_parts.chosen(levels)
if shown.is_empty():
    st.info("No category fits all that you chose. Take a level, the place or the kind away to see more.")
    st.stop()
joint = shown.filter(pl.col("answer").is_in(["subnational", "national"])).head(20)
st.header("Where a case stacks up, and its range")
if joint.is_empty():
    st.info("No category here has a case for buying together.")
else:
    best = joint.row(0, named=True)
    shell.chart(
        charts.ranges(joint, "category"),
        f"The best case is {best['category']} ({theme.LEVEL_NAMES[best['answer']].lower()}): between "
        f"{words.pounds(best['p10_pence'])} and {words.pounds(best['p90_pence'])}, with "
        f"{words.pounds(best['p50_pence'])} in the middle. Each line runs from the cautious to the hopeful figure.",
        "ranges",
    )
find_parts.show_where_each_falls(shown)
st.header("Every category")
st.dataframe(
    **tables.signed(
        tables.in_pounds(shown.with_columns(pl.col("answer").replace(theme.LEVEL_NAMES)), COLUMNS),
        {"Category": st.column_config.TextColumn(width="large"), **tables.pound_columns(COLUMNS)},
    )
)
row = "A category: its answer, and its worth over the years appraised, in present value, of all councils."
about = {"What it is": find_parts.INTRODUCTION, "What is lacking": " ".join(every.lacking)}
downloads.figures("Download the list", shown.drop("level"), "opportunities.csv", row, about, beside)
chosen = st.selectbox("Open a business case", shown["category"].to_list(), key="open case")
st.markdown(words.plain("".join(shown.filter(pl.col("category") == chosen)["sentence"])))
if st.button("Open this case", type="primary", icon=":material/balance:") and chosen:
    row = shown.filter(pl.col("category") == chosen).row(0, named=True)
    st.session_state["case"] = (row["level1"], row["level2"])
    st.switch_page(shell.PAGES / "business_case.py")
