"""Parts of the page of one council: every heading and supplier as a table, each cell with the way to its payments."""

import streamlit as st

from procurement.pages.parts import downloads, figure_choice
from procurement.services.figures.council_view import CouncilView
from procurement.services.figures.coverage_view import Beside
from procurement.ui import tables

HEADINGS = {
    "level1": "Category",
    "level2": "Part of it",
    "spend_pence": "Spend",
    "payments": "Payments",
    "suppliers": "Suppliers",
}
SUPPLIERS = {"supplier": "Supplier", "spend_pence": "Spend", "payments": "Payments"}


def every_heading(seen: CouncilView, council: str, beside: Beside) -> None:
    """What it buys, to ProClass level 2."""
    with st.expander("Every category and its parts as a table"):
        st.dataframe(**tables.signed(tables.in_pounds(seen.headings, HEADINGS), tables.pound_columns(HEADINGS)))
        figure_choice.follow(seen.headings, ["level1", "level2"], "spend on a category")
        row = "What the council spends on a category and its part, net of credit notes, over all months stored."
        named = f"categories-{council}.csv"
        downloads.figures("Download what it buys", seen.headings, named, row, {"Council": council}, beside)


def every_supplier(seen: CouncilView, council: str, beside: Beside) -> None:
    """Whom it pays, by the names that may be shown."""
    with st.expander("Every supplier as a table"):
        st.dataframe(**tables.signed(tables.in_pounds(seen.suppliers, SUPPLIERS), tables.pound_columns(SUPPLIERS)))
        figure_choice.follow(seen.suppliers, ["supplier"], "what is paid to a supplier")
        row = "What the council pays to a supplier, individuals and redacted payees each together."
        named = f"suppliers-{council}.csv"
        downloads.figures("Download whom it pays", seen.suppliers, named, row, {"Council": council}, beside)
