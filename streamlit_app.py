"""The app: who is asking, and which pages they may open."""

import streamlit as st

from procurement.pages import contents, entrance
from procurement.pages.parts import kept_choices

st.set_page_config(page_title="Buying together", page_icon=str(entrance.FAVICON), layout="wide")
entrance.refuse_unsafe_address()
with entrance.trouble_told():
    kept_choices.keep()
    viewer = entrance.choose_viewer()
    pages = st.navigation(contents.pages_for(viewer), expanded=True)
    st.set_page_config(page_title=f"{pages.title}: Buying together")
    entrance.show_banner(viewer)
    entrance.show_what_was_put_right(viewer)
    pages.run()
