"""The page on which people check categories: worked by keyboard alone, changes shown first, readable by all."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import serve, settled
from tests.browser.test_check_suppliers import pressed, reach
from tests.browser.test_pages import WIDTH_OF_A_SMALL_TELEPHONE_PX, broken_rules, opened
from tests.services.categories_desk import APRIL, keep, open_at

pytestmark = pytest.mark.browser

FIRST, SECOND = "Tarnbeck Zorbing Ltd", "Harrowfen Frobnicate Ltd"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server over a store in which two councils have lines that no rule places."""
    home: Path = tmp_path_factory.mktemp("categories") / "store"
    desk = open_at(home)
    keep(desk, "Bury", APRIL)
    keep(desk, "Leeds", APRIL[:-1])
    desk.store.close()
    yield from serve(home)


def asked(page: Page, text: str) -> None:
    """The group with that text is the one that is asked about."""
    expect(page.get_by_role("heading", name=text, exact=True)).to_be_visible(timeout=30_000)


def test_lines_are_placed_by_keyboard_alone_and_figures_follow(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 1100})
    opened(page, address, "check_categories")
    asked(page, FIRST)
    expect(page.get_by_text("Quillfeather")).to_have_count(0)
    expect(page.get_by_text("18.8% of the pounds have a category, 18.8% by the rules alone")).to_be_visible()
    pressed(page, "l", "Put off: it comes again after the others.")
    asked(page, SECOND)
    reach(page, "combobox", "ProClass heading")
    page.keyboard.type("371000")
    page.keyboard.press("Enter")
    expect(page.get_by_text("2 lines (2 payments, £8,000.00) of 1 supplier in 2 councils change")).to_be_visible()
    assert not broken_rules(page)
    reach(page, "button", "Keep this answer")
    pressed(page, "Enter", "Decision 1 is kept. 2 lines (2 payments, £8,000.00) of 1 supplier in 2 councils change")
    expect(page.get_by_text("43.8% of the pounds have a category, 18.8% by the rules alone")).to_be_visible()
    expect(page.get_by_text("1. lines of “Harrowfen Frobnicate Ltd” in every council are").first).to_be_visible()
    settled(page).get_by_text("Learn from lines that are coded already").click()
    settled(page).get_by_role("button", name="See what could be learned").press("Enter")
    expect(page.get_by_text("Learned from 2 coded lines of 1 supplier in 2 councils, 2 lines of them")).to_be_visible(
        timeout=30_000
    )
    expect(page.get_by_role("button", name="Keep what was learned")).to_be_visible()
    page.get_by_role("heading", name="Check categories", exact=True).click()
    pressed(page, "u", "Decision 1 is undone.")
    asked(page, SECOND)
    page.set_viewport_size({"width": WIDTH_OF_A_SMALL_TELEPHONE_PX, "height": 800})
    page.wait_for_function(f"document.documentElement.scrollWidth <= {WIDTH_OF_A_SMALL_TELEPHONE_PX}", timeout=5_000)
    settled(page)
