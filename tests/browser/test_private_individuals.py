"""Private individuals in a browser: the officer says what they are and takes it back; the group reads counts alone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect
from typer.testing import CliRunner

from procurement.cli import app
from tests.browser.conftest import choose, serve, settled
from tests.browser.test_pages import WIDTH_OF_A_SMALL_TELEPHONE_PX, broken_rules, opened

pytestmark = pytest.mark.browser

NAME = "Mr Tobias Quillfeather"
FILE = (
    "Payment Date,Supplier,Net Amount,Purpose\n"
    f"03/04/2024,{NAME},900.40,Mileage\n04/04/2024,Alder Taxis Ltd,812.00,Taxi for Orla Tarnbeck\n"
    "05/04/2024,Quillmarsh Scaffolding Ltd,1250.00,Scaffolding hire\n"
)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server over a store with a file of Bury that names two invented people."""
    home = tmp_path_factory.mktemp("private") / "store"
    path = home.parent / "bury.csv"
    path.write_text(FILE, encoding="utf-8")
    done = CliRunner().invoke(app, ["ingest", str(path), "--authority", "Bury", "--yes", "--store", str(home)])
    assert done.exit_code == 0, done.output
    assert "withheld: 2 payments (£1,712.40) may name private people" in done.output
    yield from serve(home)


def as_officer_of_bury(page: Page) -> Page:
    choose(page, "I am", "Procurement officer")
    choose(page, "My council", "Bury")
    return page


def test_the_advisory_group_reads_counts_and_no_name(page: Page, address: str) -> None:
    opened(page, address, "check_private_people")
    expect(page.get_by_text("Bury: 2 payments withheld", exact=True)).to_be_visible()
    expect(page.get_by_text("Quillfeather")).to_have_count(0)
    opened(page, address, "our_council")
    expect(page.get_by_text("Some payments of too few payees in all are in none of the figures here")).to_have_count(1)
    expect(page.get_by_text("Quillfeather")).to_have_count(0)


def test_an_officer_says_what_they_are_and_takes_it_back(page: Page, address: str) -> None:
    as_officer_of_bury(opened(page, address, "check_private_people"))
    told = page.get_by_text(f"{NAME} (supplier): it is a title and a name; 1 payment, £900.40")
    expect(told).to_be_visible()
    page.get_by_text("One answer for all of them").click()
    page.get_by_text("May be shared", exact=True).click()
    settled(page)
    expect(page.get_by_text("2 texts shared and 0 texts withheld for good.")).to_be_visible()
    expect(page.get_by_text("2 payments (£1,712.40) more may be read in shared views")).to_be_visible()
    assert not broken_rules(page)
    page.set_viewport_size({"width": WIDTH_OF_A_SMALL_TELEPHONE_PX, "height": 800})
    page.wait_for_function(f"document.documentElement.scrollWidth <= {WIDTH_OF_A_SMALL_TELEPHONE_PX}", timeout=5_000)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.get_by_role("button", name="Save this answer for all of them").click()
    expect(page.get_by_text("Nothing waits.")).to_be_visible(timeout=30_000)
    for left in ("1 decision stands", "Nothing yet."):
        page.get_by_role("button", name="Undo this decision").click()
        expect(page.get_by_text(left)).to_be_visible(timeout=30_000)
    expect(told).to_be_visible()
