"""A choice holds while another page is open, also that of which there is one for each category."""

from streamlit.testing.v1 import AppTest


def two_pages() -> None:
    import streamlit as st

    from procurement.pages.parts import kept_choices

    kept_choices.keep()
    if st.session_state.get("page", "compare") == "compare":
        st.selectbox("Part of it", ["All of it", "Gas"], key="part of Utilities")


def test_the_part_of_a_category_is_remembered() -> None:
    test = AppTest.from_function(two_pages).run()
    test.selectbox[0].set_value("Gas").run()
    test.session_state["page"] = "another"
    test.run()
    assert not test.selectbox
    test.session_state["page"] = "compare"
    test.run()
    assert test.selectbox[0].value == "Gas"
    assert not test.exception
