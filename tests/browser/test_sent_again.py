"""The same payments in another file: what the Upload page shows, asks and says, and what is counted in the end."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import choose, serve, settled

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    yield from serve(tmp_path_factory.mktemp("repeats") / "store")


def written(path: Path, first: date, days: int) -> Path:
    lines = [first + timedelta(days=at) for at in range(days)]
    rows = [f"{day:%d/%m/%Y},Quillmarsh {day.day} Ltd,{500 + day.month}.{day.day:02}" for day in lines]
    path.write_text("\n".join(["Payment Date,Supplier,Net Amount", *rows]))
    return path


def test_days_that_two_files_share_are_asked_about_and_count_once(page: Page, address: str, tmp_path: Path) -> None:
    april = written(tmp_path / "april.csv", date(2024, 4, 1), 34)
    may = written(tmp_path / "may.csv", date(2024, 5, 1), 31)
    page.goto(address)
    settled(page)
    choose(page, "I am", "Procurement officer")
    choose(page, "My council", "Bury")
    page.get_by_role("link", name="Upload spend").click()
    settled(page)
    dropzone = page.locator('[data-testid="stFileUploaderDropzoneInput"]')
    dropzone.set_input_files(str(april))
    page.get_by_role("button", name="Keep these payments").click()
    expect(page.get_by_text("Kept as upload")).to_be_visible(timeout=60_000)

    dropzone.set_input_files(str(may))
    asked = page.get_by_text("4 of the 31 payments of this file are stored already, in april.csv (upload")
    expect(asked).to_be_visible(timeout=60_000)
    page.get_by_text("Partly the same payments: count only those that are not stored yet").first.click()
    settled(page)
    page.get_by_role("button", name="Keep these payments").click()
    expect(page.get_by_text("Kept as upload")).to_be_visible(timeout=60_000)
    expect(page.get_by_text("27 payments").first).to_be_visible()

    again = tmp_path / "may again.csv"
    again.write_bytes(may.read_text().encode("utf-16"))
    dropzone.set_input_files(str(again))
    expect(page.get_by_text("All 31 payments of this file are stored already")).to_be_visible(timeout=60_000)
    page.get_by_role("button", name="Keep these payments").click()
    expect(page.get_by_text("The file is left out, so that nothing counts twice.")).to_be_visible(timeout=60_000)
