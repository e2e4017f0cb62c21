"""Possible duplicates in a browser: an officer settles one by keyboard and takes it back; the group is told nothing."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect
from typer.testing import CliRunner

from procurement.cli import app
from tests.browser.conftest import serve, settled
from tests.browser.test_pages import WIDTH_OF_A_SMALL_TELEPHONE_PX, broken_rules, opened
from tests.browser.test_private_individuals import as_officer_of_bury

pytestmark = pytest.mark.browser

FILE = (
    "Payment Date,Supplier,Net Amount,Transaction Number,Purpose\n"
    "03/04/2024,Quillmarsh Scaffolding Ltd,1250.00,INV-1043,Scaffolding hire\n"
    "17/04/2024,QUILLMARSH SCAFFOLDING LIMITED,1250.00,inv 1043,Scaffolding hire\n"
    "05/04/2024,Harrowfen Energy PLC,4210.55,E-2001,Electricity\n"
)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server over a store with a file of Bury that pays one bill twice."""
    home = tmp_path_factory.mktemp("duplicates") / "store"
    path = home.parent / "bury.csv"
    path.write_text(FILE, encoding="utf-8")
    done = CliRunner().invoke(app, ["ingest", str(path), "--authority", "Bury", "--yes", "--store", str(home)])
    assert done.exit_code == 0, done.output
    yield from serve(home)


def test_the_advisory_group_is_told_nothing(page: Page, address: str) -> None:
    opened(page, address, "possible_duplicates")
    expect(page.get_by_text("Only a council's own officers may read its possible duplicates")).to_be_visible()
    expect(page.get_by_text("Quillmarsh", exact=False)).to_have_count(0)


def test_an_officer_settles_one_by_keyboard_and_takes_it_back(page: Page, address: str) -> None:
    as_officer_of_bury(opened(page, address, "possible_duplicates"))
    expect(page.get_by_text("Paid again: £1,250.00")).to_be_visible(timeout=30_000)
    settled(page)
    assert not broken_rules(page)
    page.set_viewport_size({"width": WIDTH_OF_A_SMALL_TELEPHONE_PX, "height": 800})
    page.wait_for_function(f"document.documentElement.scrollWidth <= {WIDTH_OF_A_SMALL_TELEPHONE_PX}", timeout=5_000)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.get_by_label("Why (kept with your answer; name no private person)").focus()
    page.keyboard.type("One job, billed twice")
    page.keyboard.press("Enter")
    settled(page)
    page.get_by_role("button", name="Looked at: to recover").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Kept: 1 finding to be recovered")).to_be_visible(timeout=30_000)
    assert not broken_rules(page)
    page.get_by_role("button", name="Undo this decision").click()
    expect(page.get_by_text("Nothing yet. Each decision stands here")).to_be_visible(timeout=30_000)
    expect(page.get_by_text("Paid again: £1,250.00")).to_be_visible(timeout=30_000)
