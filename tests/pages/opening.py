"""A page as somebody opens it."""

from streamlit.testing.v1 import AppTest

from procurement.access import Viewer
from procurement.pages.shell import PAGES


def opened(page: str, viewer: Viewer) -> AppTest:
    """The page of that name once it has run for this viewer."""
    test = AppTest.from_file(str(PAGES / f"{page}.py"), default_timeout=60)
    test.session_state["viewer"] = viewer
    return test.run()
