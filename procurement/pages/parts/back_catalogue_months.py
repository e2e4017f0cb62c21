"""The months that each council covers, as a picture and in words."""

import polars as pl
import streamlit as st

from procurement.pages import shell
from procurement.pages.parts import downloads
from procurement.services.back_catalogues import months_covered
from procurement.ui import months


def show_months(found: pl.DataFrame) -> None:
    """The months of each council as a picture and in words, with the gaps and a download."""
    made = months_covered.spans(found, shell.desk())
    spans = months_covered.named(made, shell.desk())
    if spans.is_empty():
        st.markdown(months.in_words(spans))
        return
    cells = months_covered.named(months_covered.cells(found, made, shell.desk()), shell.desk())
    shell.note("Darker: more payments than is usual there. Pale: a few late rows. Orange: missing.")
    shell.chart(months.chart(cells), months.in_words(spans), "months")
    for sentence in months.gaps_in_words(spans):
        st.markdown(f"- {sentence}")
    shown = cells.select("council", "month", "state", "payments", (pl.col("spend_pence") / 100).alias("pounds"))
    downloads.download("Download the months", shown, "months-covered.csv")
