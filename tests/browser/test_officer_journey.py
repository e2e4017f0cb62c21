"""The officer's journey: upload, correct a mapping, keep, follow a figure to its line, mend a held-back row."""

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Download, Locator, Page, expect

from tests.browser.conftest import choose, serve, settled

pytestmark = pytest.mark.browser

SPEND = """Spend over 500 pounds,,,,,,
Body Name,Payment Date,Supplier,Trading Name,Net Amount(£),Expense Type,Purpose
Bury Council,03/04/2024,S0001,Quillmarsh Scaffolding Ltd,"1,250.00",Scaffolding hire,Depot roof
Bury Council,17/04/2024,S0002,Brindlecote Office Supplies Limited,812.40,Stationery,Paper
Bury Council,24/04/2024,S0001,Quillmarsh Scaffolding Ltd,(250.00),Scaffolding hire,Credit for week two
Bury Council,25/04/2024,S0003,Harrowfen Energy PLC,not known,Electricity,Town hall
"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    yield from serve(tmp_path_factory.mktemp("officer") / "store")


@pytest.fixture
def spend_file(tmp_path: Path) -> Path:
    path = tmp_path / "bury-april-2024.csv"
    path.write_bytes(SPEND.encode("cp1252"))
    return path


def test_a_file_becomes_payments_that_can_be_followed_to_their_lines(
    page: Page, address: str, spend_file: Path, tmp_path: Path
) -> None:
    page.goto(address)
    settled(page)
    choose(page, "I am", "Procurement officer")
    choose(page, "My council", "Bury")
    page.get_by_role("link", name="Upload spend").click()
    settled(page)
    page.locator('[data-testid="stFileUploaderDropzoneInput"]').set_input_files(str(spend_file))
    expect(page.get_by_text("Lines in the file")).to_be_visible(timeout=30_000)
    settled(page)
    page.get_by_text("Columns: what each of ours was read from").click()
    choose(page, "Supplier name", "Trading Name")
    page.get_by_role("button", name="Keep these payments").click()
    expect(page.get_by_text("Kept as upload")).to_be_visible(timeout=60_000)
    expect(page.get_by_text("£1,812.40").first).to_be_visible()

    page.get_by_role("link", name="Our council", exact=True).click()
    expect(page.get_by_role("heading", name="Find a payment")).to_be_visible(timeout=60_000)
    page.get_by_label("Supplier, purpose or amount holds").fill("Quillmarsh")
    page.keyboard.press("Enter")
    expect(page.get_by_text("2 payments found")).to_be_visible(timeout=30_000)
    page.get_by_role("button", name="How we know this figure").click()
    expect(page.get_by_role("heading", name="How we know")).to_be_visible(timeout=30_000)
    expect(page.get_by_text("£1,812.40").first).to_be_visible(timeout=30_000)

    page.get_by_role("link", name="Held-back rows").click()
    expect(page.get_by_text("1 row").first).to_be_visible(timeout=30_000)
    with page.expect_download() as taken_away:
        page.get_by_role("button", name="Download the rows to correct").click()
    page.locator('[data-testid="stFileUploaderDropzoneInput"]').set_input_files(
        corrected(taken_away.value, tmp_path / "held.xlsx", "Net Amount(£)", "99.50")
    )
    expect(page.get_by_text("£1,911.90").first).to_be_visible(timeout=30_000)
    settled(page)
    page.get_by_role("button", name="Keep the corrections").click()
    expect(page.get_by_text("No upload has a held-back row.")).to_be_visible(timeout=60_000)


def corrected(taken_away: Download, path: Path, heading: str, value: str) -> Path:
    """The downloaded workbook with one cell of its only row corrected, as a person sends it back."""
    taken_away.save_as(path)
    book = openpyxl.load_workbook(path)
    sheet = book.active
    assert sheet is not None
    headings = [cell.value for cell in sheet[1]]
    sheet.cell(2, headings.index(heading) + 1).value = value
    book.save(path)
    return path


MOST_STEPS = 120
LEEDS = SPEND.replace("Bury", "Leeds").replace("Trading Name", "Payee")


def step_to(page: Page, wanted: Locator, key: str = "Tab") -> None:
    """Press Tab (or Shift+Tab) until the wanted control has the focus."""
    wanted.wait_for()
    for _ in range(MOST_STEPS):
        if wanted.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{key} does not reach {wanted}")


def type_choice(page: Page, label: str, option: str) -> None:
    """Choose an option as someone without a mouse does."""
    step_to(page, page.get_by_role("combobox", name=label))
    page.keyboard.type(option)
    expect(page.get_by_role("option", name=option, exact=True)).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("option")).to_have_count(0)
    settled(page)


def test_a_file_can_be_kept_without_a_mouse(page: Page, address: str, tmp_path: Path) -> None:
    path = tmp_path / "leeds-april-2024.csv"
    path.write_bytes(LEEDS.encode("cp1252"))
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=60_000)
    settled(page)
    type_choice(page, "I am", "Procurement officer")
    type_choice(page, "My council", "Leeds")
    step_to(page, page.get_by_role("link", name="Upload spend"), "Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Upload spend")).to_be_visible(timeout=30_000)
    settled(page)
    expect(page.get_by_role("combobox", name="Whose spend is it?")).to_have_count(0)
    step_to(page, page.locator("[data-testid=stFileUploaderDropzone] button"))
    expect(page.locator("[data-testid=stFileUploaderDropzone] button")).to_be_focused()
    # what the button opens is the system's own picker, which is no part of the page: the file is handed over directly
    page.locator('[data-testid="stFileUploaderDropzoneInput"]').set_input_files(str(path))
    expect(page.get_by_text("Lines in the file").first).to_be_visible(timeout=30_000)
    settled(page)
    step_to(page, page.get_by_role("button", name="Keep these payments"))
    page.keyboard.press("Enter")
    expect(page.get_by_text("Kept as upload")).to_be_visible(timeout=60_000)
