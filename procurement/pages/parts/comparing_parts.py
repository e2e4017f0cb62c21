"""Parts of Compare categories: which part of a category, and its places, suppliers and years as tables to be traced."""

from typing import Any

import streamlit as st

from procurement.pages import shell
from procurement.pages.parts import figure_choice
from procurement.services.figures import category_figures, category_view
from procurement.services.figures.category_view import CategoryView
from procurement.ui import tables

ALL = "All of it"
PLACES = {"place": "Place", "spend_pence": "Spend", "payments": "Payments", "suppliers": "Suppliers"}
SELLERS = {"supplier": "Supplier", "spend_pence": "Spend", "payments": "Payments", "councils": "Councils"}
YEARS = {
    "financial_year": "Financial year",
    "spend_pence": "Spend",
    "real_pence": "In the prices of the latest",
    "councils": "Councils",
    "council_months": "Months of councils",
}


def choose_part(column: Any, level1: str) -> str:
    """The part of the category that is looked at, "" for all of it."""
    listed = shell.ask(category_view.parts, level1)
    chosen = column.selectbox("Part of it", [ALL, *listed], key=f"part of {level1}")
    return "" if chosen == ALL else chosen


def in_every_cell(seen: CategoryView) -> None:
    """The places and suppliers as tables, each cell with the way to its payments."""
    with st.expander("Every place and supplier as a table"):
        st.dataframe(**tables.signed(tables.in_pounds(seen.places, PLACES), tables.pound_columns(PLACES)))
        figure_choice.follow(seen.places, ["place"], "a place's spend")
        st.dataframe(**tables.signed(tables.in_pounds(seen.suppliers, SELLERS), tables.pound_columns(SELLERS)))
        figure_choice.follow(seen.suppliers, ["supplier"], "a supplier's sales")


def by_year(level1: str, level2: str) -> None:
    """The financial years, also in the prices of the latest."""
    years = shell.ask(category_figures.view, level1, (), level2).years
    st.subheader("By financial year")
    st.dataframe(**tables.signed(tables.in_pounds(years.rows, YEARS), tables.pound_columns(YEARS)))
    shell.note(f"Years of unlike councils and months are not to be compared. {years.note}")
    figure_choice.follow(years.rows, ["financial_year"], "a year's spend")
