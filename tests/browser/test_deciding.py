"""The advisory group finds a case, changes it, keeps it and takes the paper away; a member reads it plainly."""

import io
from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest
from docx import Document
from playwright.sync_api import Page, expect

from tests.browser.conftest import choose, serve, settled
from tests.browser.test_pages import WIDTH_OF_A_SMALL_TELEPHONE_PX, broken_rules, opened
from tests.services.case_store import fill

pytestmark = pytest.mark.browser

TAKE_UP = "Share of councils that join a hub contract"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server over a store in which electricity is worth buying together."""
    home = tmp_path_factory.mktemp("deciding") / "store"
    fill(home).store.close()
    yield from serve(home)


def fits_a_telephone(page: Page) -> None:
    page.set_viewport_size({"width": WIDTH_OF_A_SMALL_TELEPHONE_PX, "height": 800})
    page.wait_for_function(f"document.documentElement.scrollWidth <= {WIDTH_OF_A_SMALL_TELEPHONE_PX}", timeout=5_000)
    page.set_viewport_size({"width": 1280, "height": 900})
    settled(page)


def test_the_advisory_group_finds_changes_keeps_and_takes_away(page: Page, address: str, tmp_path: Path) -> None:
    opened(page, address, "find_opportunities")
    choose(page, "Place", "North West (region)")
    expect(page.get_by_text("These are bought in the place you chose.")).to_be_visible()
    page.get_by_role("button", name="Open this case").click()
    expect(page.get_by_role("heading", level=2, name="Sub-national")).to_be_visible(timeout=30_000)
    settled(page)
    choose(page, "Assumption", TAKE_UP)
    value = page.get_by_label("Value", exact=True)
    value.focus()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("0.1")
    page.keyboard.press("Enter")
    settled(page)
    button = page.get_by_role("button", name="Use this value")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=2, name="National", exact=True)).to_be_visible(timeout=30_000)
    expect(page.get_by_text("1 of the assumptions below is your own")).to_be_visible()
    settled(page)
    page.get_by_label("Name of the scenario").fill("Few join")
    page.get_by_label("Why (kept with it; name no private person)").fill("As in Wales")
    page.get_by_role("button", name="Keep this scenario").click()
    expect(page.get_by_text("Few join, is kept")).to_be_visible(timeout=30_000)
    settled(page)
    for kind, ending in (("Word: board paper", "docx"), ("PDF: board paper", "pdf")):
        with page.expect_download() as taken_away:
            page.get_by_role("button", name=kind).click()
        taken_away.value.save_as(tmp_path / f"paper.{ending}")
    document = Document(io.BytesIO((tmp_path / "paper.docx").read_bytes()))
    assert any("buy nationally" in line.text for line in document.paragraphs)
    pdf = pypdf.PdfReader(tmp_path / "paper.pdf")
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert "buy nationally" in " ".join(page.extract_text() for page in pdf.pages)
    page.get_by_role("button", name="Compare scenarios").click()
    expect(page.get_by_text("nothing has moved")).to_be_visible(timeout=30_000)
    expect(page.get_by_text("As in Wales")).to_be_visible()
    settled(page)
    assert not broken_rules(page)
    fits_a_telephone(page)


def test_a_member_reads_it_plainly(page: Page, address: str) -> None:
    opened(page, address, "business_case")
    choose(page, "I am", "Elected member")
    choose(page, "My council", "Leeds")
    expect(page.get_by_role("heading", name="What this means for our council")).to_be_visible(timeout=30_000)
    expect(page.get_by_text("better off").first).to_be_visible()
    expect(page.get_by_text("How sure")).to_be_visible()
    expect(page.get_by_role("heading", name="Assumptions: change them and see")).to_have_count(0)
    settled(page)
    assert not broken_rules(page)
    fits_a_telephone(page)
    page.get_by_text("Show the whole case").click()
    expect(page.get_by_role("heading", name="Law and dates")).to_be_visible(timeout=30_000)
