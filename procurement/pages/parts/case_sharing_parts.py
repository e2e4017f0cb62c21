"""Parts of the business case page: who would lose, which groupings were tried, and whose business lots put at risk."""

import polars as pl
import streamlit as st

from procurement.pages import shell
from procurement.pages.parts import figure_choice
from procurement.services.cases import opportunities
from procurement.services.cases.opportunities import CaseView
from procurement.ui import tables, theme

SCHEMES = {
    "region": "region",
    "county": "county area",
    "combined-authority": "combined authority",
    "hub": "hub",
    "proposed": "near councils that share suppliers",
    "national": "all councils",
}
GROUPS = {"level": "Level", "scheme": "Grouping", "place": "Place", "councils": "Councils", "npv_pence": "Worth",
          "p10_pence": "Cautious", "p90_pence": "Hopeful", "chance_of_gain": "Chance of a gain"}  # fmt: skip
AT_RISK = {"lots": "Bought as", "trait": "Suppliers", "spend_pence": "Spend a year with them",
           "at_risk_pence": "At risk a year", "at_risk_share": "Of all influenceable spend"}  # fmt: skip


def named(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with its levels and its schemes of grouping as people name them."""
    return frame.with_columns(pl.col("level").replace(theme.LEVEL_NAMES), pl.col("scheme").replace(SCHEMES))


def about(category: tuple[str, str], seen: CaseView, changes: tuple[tuple[str, float], ...]) -> dict[str, str]:
    """What a file of the case's figures says of them: which case, its answer, and what to bear in mind."""
    return {
        "Category": ": ".join(filter(None, category)),
        "Answer": seen.headline,
        "Bear in mind": " ".join(seen.cautions),
        "Assumptions of your own": ", ".join(f"{name} {value:g}" for name, value in changes),
    }


def show_shares(sentences: list[str]) -> None:
    """Who loses, the largest part in which nobody does, and what would hold the whole together."""
    if sentences:
        st.subheader("Is it fair to each council?")
        st.markdown("\n".join(f"- {sentence}" for sentence in sentences))


def show_groups(groups: pl.DataFrame) -> None:
    """Every grouping that was tried, the best first, with its own range and why it would not form."""
    if groups.is_empty():
        return
    st.header("Every grouping that was tried")
    ordered = named(groups.sort("forms", "npv_pence", "place", descending=[True, True, False]))
    _table(ordered.with_columns(pl.col("chance_of_gain") * 100), GROUPS, "chance_of_gain")
    if why_not := tables.in_sentences(ordered, ["place", "scheme"], "why_not"):
        st.markdown(f"Why some would not form:\n\n{why_not}")
    figure_choice.follow(ordered, ["place", "scheme"], "a grouping")


def show_at_risk(seen: CaseView, category: tuple[str, str], changes: tuple[tuple[str, float], ...]) -> None:
    """Spend with small, voluntary and local suppliers that each design of lots puts at risk; no part of the worth.

    Which postcode areas count as local is for whoever looks to say.
    """
    st.header("The local economy, beside the saving")
    near = st.text_input("Postcode areas that count as local", placeholder="BL, M", key="local areas of case")
    areas = tuple(part.strip() for part in near.split(",") if part.strip())
    shown = shell.ask(opportunities.one, *category, changes, areas) if areas else seen
    at_risk, definitions = shown.at_risk, shown.at_risk_definitions
    known = at_risk.filter(pl.col("at_risk_pence").is_not_null())
    if known.height:
        _table(known.with_columns(pl.col("at_risk_share") * 100), AT_RISK, "at_risk_share")
    st.markdown("\n".join(f"- {sentence}" for sentence in definitions))


def _table(frame: pl.DataFrame, columns: dict[str, str], share: str) -> None:
    shares = {columns[share]: st.column_config.NumberColumn(format="%.0f%%")}
    config = {**tables.pound_columns(columns), **shares}
    st.dataframe(**tables.signed(tables.in_pounds(frame, columns), config))
