"""What every page works with: two ways to one figure stand on one page."""

from streamlit.testing.v1 import AppTest


def two_links_to_one_figure() -> None:
    from procurement.pages import shell

    shell.trace_link("level=national;level1=Utilities", "How we know: the payments behind this case")
    shell.trace_link("level=national;level1=Utilities", "How we know this: England")


def test_a_figure_can_be_followed_from_two_places_of_a_page() -> None:
    test = AppTest.from_function(two_links_to_one_figure).run()
    assert not test.exception
    assert len(test.button) == 2
