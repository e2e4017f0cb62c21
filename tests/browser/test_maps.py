"""A council that will be split, seen on the page by the councils of the day after."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from typer.testing import CliRunner

from procurement.cli import app
from tests.browser.conftest import choose, serve, settled
from tests.browser.test_pages import broken_rules, opened, spend_of

pytestmark = pytest.mark.browser

COUNCILS = {"Surrey County Council": 7, "Elmbridge": 11, "Woking": 13, "North Yorkshire Council": 17}
SHARED = "is shared between East Surrey (45.1402%) and West Surrey (54.8598%), by population"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server over a store with three councils of Surrey and one that followed others."""
    home = tmp_path_factory.mktemp("maps") / "store"
    for council, factor in COUNCILS.items():
        path = home.parent / f"{factor}.csv"
        path.write_text(spend_of(council, factor), encoding="utf-8")
        done = CliRunner().invoke(app, ["ingest", str(path), "--authority", council, "--yes", "--store", str(home)])
        assert done.exit_code == 0, done.output
    yield from serve(home)


def test_a_category_on_the_map_of_the_day_surrey_is_split(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    opened(page, address, "compare_categories")
    choose(page, "Councils and places", "from 1 April 2027", exact=False)
    expect(page.get_by_text(SHARED)).to_be_visible(timeout=60_000)
    expect(page.get_by_text("of the pounds counted were shared in this way")).to_be_visible()
    assert broken_rules(page) == ""
    keep(page, "compare")
    page.set_viewport_size({"width": 320, "height": 800})
    settled(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    keep(page, "compare-320")


def test_a_hub_of_councils_to_come(page: Page, address: str) -> None:
    opened(page, address, "compose_a_hub")
    choose(page, "Councils and places", "from 1 April 2027", exact=False)
    choose(page, "Councils", "East Surrey", exact=False)
    choose(page, "Councils", "West Surrey", exact=False)
    page.keyboard.press("Escape")
    expect(page.get_by_role("heading", name="What they buy together")).to_be_visible(timeout=60_000)
    expect(page.get_by_text(SHARED)).to_be_visible()
    assert broken_rules(page) == ""
    keep(page, "hub")


def keep(page: Page, name: str) -> None:
    """A picture of the whole page for whoever wants to look at it."""
    if folder := os.environ.get("SCREENSHOTS"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
