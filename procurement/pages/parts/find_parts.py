"""Parts of the page of opportunities: what to show, in which order, and where each category falls."""

from collections.abc import Sequence

import polars as pl
import streamlit as st

from procurement.pages import shell
from procurement.services.cases import opportunities, opportunities_kept, opportunity_choices
from procurement.services.cases.opportunities import Opportunities
from procurement.services.cases.opportunity_choices import EVERYTHING, ORDERS
from procurement.ui import level_shares, words

MOST_DRAWN, TIMES_TOLD = 15, 25
INTRODUCTION = (
    "For each kind of goods or service: does a business case for buying together stack up, and at which level? "
    "Worth is the net present value over the years appraised, in today's pounds. "
    f"Where {opportunities.VARIED} vary within their ranges, nine times in ten it is above the cautious figure, and "
    "half the time above the middle one."
)


def introduce() -> None:
    """What the page answers, and what its figures are."""
    st.markdown(INTRODUCTION)


def every() -> Opportunities:
    """Every category's case; where they have to be worked out, a bar says how far that has come."""
    place = st.empty()

    def tell(done: int, steps: int) -> None:
        if done % max(steps // TIMES_TOLD, 1) == 0:
            place.progress(done / steps, text="Working out every category's business case …")

    found = opportunities_kept.every(shell.viewer(), shell.desk(), tell)
    place.empty()
    return found


def chosen(levels: Sequence[str]) -> pl.DataFrame:
    """The categories that the viewer wants to see, named, in the order asked; `level` is the answer."""
    found, bought = every(), shell.ask(opportunity_choices.buyers)
    left, middle, right = st.columns(3)
    place = left.selectbox("Place", opportunity_choices.places(bought), key="place") or opportunity_choices.EVERYWHERE
    kinds = [EVERYTHING, *found.listed["level1"].unique().sort().to_list()]
    level1 = middle.selectbox("Kind of purchase", kinds, key="kind") or EVERYTHING
    order = right.selectbox("In order of", ORDERS, key="order") or ORDERS[0]
    rows = opportunity_choices.chosen(found, bought, place, level1, order)
    if place != opportunity_choices.EVERYWHERE:
        shell.note("These are bought in the place you chose. Their figures are of all councils.")
    both = pl.col("level2") + " (" + pl.col("level1") + ")"
    named = rows.with_columns(
        category=pl.when(pl.col("level2") == "").then("level1").otherwise(both), level=pl.col("answer")
    )
    return named.filter(pl.col("answer").is_in(levels)) if levels else named


def show_what_is_lacking(categories: int, lacking: Sequence[str]) -> None:
    """Why categories have too little data, and what would help."""
    if categories:
        title = f"What is lacking in {words.count(categories, 'category', 'categories')} with too little data"
        with st.container(border=True):
            st.markdown(f"**{title}**\n\n" + "\n".join(f"- {words.plain(sentence)}" for sentence in lacking))


def show_where_each_falls(shown: pl.DataFrame) -> None:
    """A bar for each category, cut by how likely each level is the best."""
    st.header("Where each category falls")
    known = shown.filter(pl.col("answer") != "not enough evidence", pl.col("local_chance").is_not_null())
    if known.is_empty():
        st.info("No category here has enough evidence for an answer.")
        return
    drawn = known.head(MOST_DRAWN)
    sentence = level_shares.in_words(drawn, "category")
    more = f" The first {MOST_DRAWN} of {known.height} are drawn." if known.height > MOST_DRAWN else ""
    shell.note(f"How likely each level is the best, when {opportunities.VARIED} vary; law and market gates applied.")
    shell.chart(level_shares.chart(drawn, "category"), sentence + more, "where each falls")
