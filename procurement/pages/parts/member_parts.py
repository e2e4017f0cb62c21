"""A business case for elected members: five plain figures, and what they mean for their council."""

import streamlit as st

from procurement.pages import shell
from procurement.services.cases import member_view


def show_plainly(category: tuple[str, str]) -> None:
    """The plain view; stops there unless the member asks for the whole case."""
    seen = shell.ask(member_view.of_category, *category)
    shell.figures(seen.figures[:3])
    shell.figures(seen.figures[3:])
    st.header("What this means for our council" if seen.council else "What this means")
    st.markdown("\n".join(f"- {sentence}" for sentence in seen.meaning))
    if not st.toggle("Show the whole case, as officers see it", key="whole case"):
        st.stop()
