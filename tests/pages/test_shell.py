"""What every page works with."""

from streamlit.testing.v1 import AppTest

PAGE_WITH_ONE_FIGURE_TWICE = """
from procurement.pages import shell

shell.trace_link("level=national;level1=Utilities", "How we know: the payments behind this case")
shell.trace_link("level=national;level1=Utilities", "How we know this: England")
"""


def test_one_figure_may_be_followed_from_two_places_of_a_page() -> None:
    page = AppTest.from_string(PAGE_WITH_ONE_FIGURE_TWICE, default_timeout=60).run()
    assert not page.exception
    assert [button.label[:18] for button in page.button] == ["How we know: the p", "How we know this: "]
