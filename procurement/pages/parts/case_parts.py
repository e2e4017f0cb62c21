"""Parts of the business case page: levels, steps, councils, what matters most and options."""

import polars as pl
import streamlit as st

from procurement.pages import shell
from procurement.pages.parts import case_sharing_parts
from procurement.ui import charts, tables, theme, words

LEVELS = {"level": "Level", "scheme": "Grouping", "councils": "Councils", "annual_pence": "Spend a year",
          "steady_saving_pence": "Saving a year", "npv_pence": "Worth", "p10_pence": "Cautious",
          "p90_pence": "Hopeful"}  # fmt: skip
STEPS = {"step": "Step", "level": "Level", "question": "Question", "outcome": "Outcome", "figure": "Figure",
         "threshold": "Needed"}  # fmt: skip
COUNCILS = {"council": "Council", "place": "Buys with", "months": "Months stored", "annual_pence": "Spend a year",
            "benefit_pence": "Gain", "cost_pence": "Cost", "npv_pence": "Worth to it"}  # fmt: skip
OPTIONS = {"label": "Option", "npv_pence": "Worth", "steady_saving_pence": "Saving a year", "kind": "Kind"}


def show_levels(levels: pl.DataFrame) -> None:
    """Local, sub-national and national side by side, each with its range."""
    st.header("The three levels, with their ranges")
    joint = levels.filter(pl.col("level") != "local", pl.col("groups") > 0).with_columns(
        name=pl.col("level").replace(theme.LEVEL_NAMES)
    )
    said = [f"{r['name']}: {words.pounds(r['p10_pence'])} to {words.pounds(r['p90_pence'])}" for r in joint.to_dicts()]
    if joint.height:
        shell.chart(
            charts.ranges(joint, "name"),
            f"{words.listed(said)}. Each council buying by itself is the line at £0.",
            "level ranges",
        )
    else:
        st.markdown("No group of councils could form, so neither joint level has a worth.")
    named = case_sharing_parts.named(levels)
    _table(named, LEVELS)
    st.markdown(tables.in_sentences(named, ["level", "scheme"], "gates_failed"))


def show_steps(steps: pl.DataFrame) -> None:
    """The decision order, each step with its figure, what is needed, and whether it passes."""
    st.header("The decision, step by step")
    named = steps.with_columns(pl.col("level").replace(theme.LEVEL_NAMES))
    figure = pl.when(pl.col("figure") != pl.col("outcome")).then(": " + pl.col("figure")).otherwise(pl.lit(""))
    told = pl.format("{}{} (needed: {}). {}", "outcome", figure, "threshold", "sentence")
    st.markdown(tables.in_sentences(named.with_columns(told=told), ["level", "question"], "told"))
    with st.expander("The steps as a table"):
        _table(named, STEPS)


def show_councils(councils: pl.DataFrame) -> None:
    """Each council's own gain; those who lose are named."""
    st.header("What each council would gain")
    if councils.is_empty():
        st.info("No group of councils could form.")
        return
    said = words.gains(*tables.pairs(councils, "council", "npv_pence"))
    shell.chart(charts.bars(councils.head(15), "council", "npv_pence"), said, "council gains")
    _table(councils, COUNCILS)


def show_tornado(tornado: pl.DataFrame) -> None:
    """How far each assumption moves the worth between the ends of its range."""
    if tornado.height:
        st.header("What matters most")
        first = tornado.row(0, named=True)
        low, high = words.pounds(first["npv_at_low_pence"]), words.pounds(first["npv_at_high_pence"])
        shell.chart(charts.tornado(tornado), f"Most depends on: {first['label']} (from {low} to {high}).", "tornado")


def show_options(options: pl.DataFrame) -> None:
    """The options compared, as they are now among them."""
    st.header("The options compared")
    _table(options, OPTIONS)
    st.markdown(tables.in_sentences(options, ["label"], "note"))


def _table(frame: pl.DataFrame, columns: dict[str, str]) -> None:
    levelled = frame.with_columns(pl.col("level").replace(theme.LEVEL_NAMES)) if "level" in frame.columns else frame
    st.dataframe(**tables.signed(tables.in_pounds(levelled, columns), tables.pound_columns(columns)))
