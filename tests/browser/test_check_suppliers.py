"""The queue of suppliers in doubt, worked by keyboard alone, and the page of one supplier; both can be read by all."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect
from typer.testing import CliRunner

from procurement.cli import app
from tests.browser.conftest import serve, settled
from tests.browser.test_pages import WIDTH_OF_A_SMALL_TELEPHONE_PX, broken_rules, opened

pytestmark = pytest.mark.browser

ROWS = (
    ("Oakfern Care Ltd", "7000.00"),
    ("Oakfern Care (North) Ltd", "4000.00"),
    ("Tarnbeck Joinery Ltd", "900.00"),
    ("Tarnbeck Joinery (East) Ltd", "600.00"),
    ("Zelmouth Bus Ltd", "800.00"),
    ("Zelmouth Bus (West) Ltd", "500.00"),
    ("Mrs Orla Quillfeather", "5000.00"),
    ("Mrs Orla Quillfeathers", "4900.00"),
)
FIRST, SECOND, THIRD = "Oakfern Care (North) Ltd", "Tarnbeck Joinery (East) Ltd", "Zelmouth Bus (West) Ltd"


@pytest.fixture
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server over a store with three pairs of names in doubt, and two names of an invented private person."""
    home = tmp_path_factory.mktemp("suppliers") / "store"
    path = home.parent / "bury.csv"
    rows = [f"03/04/2024,{name},{pounds},Goods" for name, pounds in ROWS]
    path.write_text("\n".join(["Payment Date,Supplier,Net Amount,Purpose", *rows]), encoding="utf-8")
    done = CliRunner().invoke(app, ["ingest", str(path), "--authority", "Bury", "--yes", "--store", str(home)])
    assert done.exit_code == 0, done.output
    yield from serve(home)


def asked(page: Page, name: str) -> None:
    """The pair with that name is the one that is asked about."""
    expect(page.get_by_role("main").get_by_text(name, exact=True).first).to_be_visible(timeout=30_000)


def pressed(page: Page, key: str, said: str) -> None:
    """Press a key, once the page stands, and wait for what it did to be said."""
    settled(page).keyboard.press(key)
    expect(page.get_by_text(said).first).to_be_visible(timeout=30_000)
    settled(page)


def reach(page: Page, role: str, name: str) -> None:
    """Go to something by the Tab key alone."""
    wanted = page.get_by_role(role, name=name)
    for _ in range(120):
        page.keyboard.press("Tab")
        if wanted.evaluate_all("found => found.some(one => one === document.activeElement)"):
            return
    raise AssertionError(f"the Tab key never came to {name}")


def test_the_queue_is_worked_by_keyboard_alone(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 1100})
    opened(page, address, "check_suppliers")
    asked(page, FIRST)
    expect(page.get_by_text("Quillfeather")).to_have_count(0)
    expect(page.get_by_text("Only the second has '(North)'.")).to_be_visible()
    expect(page.get_by_text("0% of the pounds at stake are answered")).to_be_visible()
    assert not broken_rules(page)
    pressed(page, "l", "Put off: it comes again after the others.")
    asked(page, SECOND)
    pressed(page, "d", "Decision 1 is kept.")
    asked(page, THIRD)
    pressed(page, "s", "Decision 2 is kept. 1 payment (£500.00) under 1 name count under another supplier now.")
    asked(page, FIRST)
    pressed(page, "u", "Decision 2 is undone.")
    asked(page, THIRD)
    pressed(page, "s", "Decision 3 is kept.")
    asked(page, FIRST)
    reach(page, "button", "The same")
    pressed(page, "Enter", "Decision 4 is kept. 1 payment (£4,000.00)")
    expect(page.get_by_text("Nothing waits.")).to_be_visible()
    expect(page.get_by_text("100% of the pounds at stake are answered")).to_be_visible()
    assert not broken_rules(page)


def test_single_keys_can_be_turned_off(page: Page, address: str) -> None:
    opened(page, address, "check_suppliers")
    asked(page, FIRST)
    reach(page, "switch", "Answer with single keys: S, D, L and U")
    page.keyboard.press("Space")
    settled(page)
    page.wait_for_timeout(500)
    page.keyboard.press("l")
    page.wait_for_timeout(1500)
    asked(page, FIRST)
    expect(page.get_by_text("Put off")).to_have_count(0)


def test_one_answer_for_many_and_a_supplier_corrected(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 1100})
    opened(page, address, "check_suppliers")
    page.get_by_text("Tick all of these 3 pairs").click()
    keep = page.get_by_role("button", name="Keep this answer for 3 pairs")
    expect(keep).to_be_disabled()  # until somebody says which answer
    page.get_by_text("The same supplier", exact=True).click()
    keep.click()
    expect(page.get_by_text("3 decisions (1 to 3) are kept.")).to_be_visible(timeout=30_000)
    opened(page, address, "supplier")
    box = page.get_by_role("textbox", name="Words of a name, a group, or an id")
    box.fill("oakfern")
    box.press("Enter")
    expect(page.get_by_role("heading", name="Oakfern Care Ltd")).to_be_visible(timeout=30_000)
    expect(page.get_by_text("Oakfern Care (North) Ltd (£4,000.00): a person decided so (decision")).to_be_visible()
    page.get_by_role("textbox", name="It belongs to the group").fill("Oakfern Holdings")
    page.get_by_role("textbox", name="It belongs to the group").press("Tab")
    settled(page)
    page.get_by_role("button", name="Keep this").click()
    expect(page.get_by_text("Group: Oakfern Holdings.")).to_be_visible(timeout=30_000)
    assert not broken_rules(page)
    page.set_viewport_size({"width": WIDTH_OF_A_SMALL_TELEPHONE_PX, "height": 800})
    page.wait_for_function(f"document.documentElement.scrollWidth <= {WIDTH_OF_A_SMALL_TELEPHONE_PX}", timeout=5_000)
    expect(page.get_by_text("Quillfeather")).to_have_count(0)


def test_the_queue_fits_a_telephone(page: Page, address: str) -> None:
    page.set_viewport_size({"width": WIDTH_OF_A_SMALL_TELEPHONE_PX, "height": 800})
    opened(page, address, "check_suppliers")
    asked(page, FIRST)
    page.wait_for_function(f"document.documentElement.scrollWidth <= {WIDTH_OF_A_SMALL_TELEPHONE_PX}", timeout=5_000)
    assert not broken_rules(page)
