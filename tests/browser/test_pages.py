"""Every page, on a small store: it opens without trouble, fits a telephone, and meets the rules of WCAG 2.2 AA."""

from collections.abc import Iterator
from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from typer.testing import CliRunner

from procurement.cli import app
from procurement.pages.contents import TITLES
from tests.browser.conftest import choose, serve, settled

pytestmark = pytest.mark.browser

COUNCILS = {"Bury": 7, "Bolton": 11, "Salford": 13, "Stockport": 17}
GOODS = (
    ("Brindlecote Office Supplies Limited", "Stationery", 612),
    ("Harrowfen Energy PLC", "Electricity", 4_210),
    ("Quillmarsh Scaffolding Ltd", "Scaffolding hire", 1_250),
    ("Tarnbeck Agency Staff Ltd", "Agency staff", 8_400),
)
HEADINGS = "Payment Date,Supplier,Net Amount,Expense Type,Purpose"
WIDTH_OF_A_SMALL_TELEPHONE_PX = 320
STANDARDS = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
LISTS = ("list", "listitem")
"""Streamlit puts a <div> between the <ul> of its own menu and the menu's items, which no app can mend: these two rules
look at everything but the menu. All other rules look at the menu as well."""

CUT = "all => all.filter(one => one.scrollWidth > one.clientWidth + 1).map(one => one.innerText)"
"""The texts that do not fit their boxes."""

MENU = "[data-testid='stSidebarNav']"


def spend_of(council: str, factor: int) -> str:
    """Payments of one council over four quarters, and one row that must be held back."""
    days = [date(2024, month, 5) for month in (2, 5, 8, 11)]
    rows = [
        f"{day:%d/%m/%Y},{supplier},{pounds + factor * day.month * 10}.00,{bought},{council} depot"
        for day in days
        for supplier, bought, pounds in GOODS
    ]
    return "\n".join([HEADINGS, *rows, "06/02/2024,Harrowfen Energy PLC,not known,Electricity,Town hall"]) + "\n"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server over a store with four councils' spend."""
    home = tmp_path_factory.mktemp("pages") / "store"
    for council, factor in COUNCILS.items():
        path = home.parent / f"{council.lower()}-2024.csv"
        path.write_text(spend_of(council, factor), encoding="utf-8")
        words = ["ingest", str(path), "--authority", council, "--yes", "--store", str(home)]
        done = CliRunner().invoke(app, words)
        assert done.exit_code == 0, done.output
    yield from serve(home)


def opened(page: Page, address: str, name: str) -> Page:
    """The page of that name by its path, drawn to the end; its tab is named after it."""
    page.goto(f"{address}/{name}")
    expect(page.get_by_role("heading", level=1, name=TITLES[name][0])).to_be_visible(timeout=60_000)
    settled(page)
    expect(page).to_have_title(f"{TITLES[name][0]}: Buying together")
    for chart in page.locator('[data-testid="stPlotlyChart"]').all():
        expect(chart.locator("svg.main-svg").first).to_be_visible()
    return page


def broken_rules(page: Page) -> str:
    """What axe finds against the standards, as it reports it; "" where it finds nothing."""
    settled(page)
    whole = Axe().run(page, options={"runOnly": STANDARDS, "rules": {rule: {"enabled": False} for rule in LISTS}})
    lists = Axe().run(page, context={"exclude": [MENU]}, options={"runOnly": {"type": "rule", "values": list(LISTS)}})
    return "".join(found.generate_report() for found in (whole, lists) if found.violations_count)


@pytest.mark.parametrize("name", TITLES)
def test_a_page_opens_fits_a_telephone_and_can_be_read_by_everyone(page: Page, address: str, name: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    opened(page, address, name)
    expect(page.get_by_text("Page not found")).to_have_count(0)
    expect(page.locator('[data-testid="stException"], [data-testid="stAlertContentError"]')).to_have_count(0)
    assert not page.locator("[data-testid='stMetricValue'] *").evaluate_all(CUT)
    assert not broken_rules(page)
    page.set_viewport_size({"width": WIDTH_OF_A_SMALL_TELEPHONE_PX, "height": 800})
    page.wait_for_function(f"document.documentElement.scrollWidth <= {WIDTH_OF_A_SMALL_TELEPHONE_PX}", timeout=5_000)


def test_opportunities_are_found_and_the_first_opens_as_a_case(page: Page, address: str) -> None:
    opened(page, address, "find_opportunities")
    expect(page.locator('[data-testid="stDataFrame"]')).to_be_visible()
    page.get_by_role("button", name="Open this case").click()
    expect(page.get_by_role("heading", level=1, name="Business case")).to_be_visible(timeout=30_000)
    expect(page.get_by_role("heading", name="The decision, step by step")).to_be_visible(timeout=30_000)


def test_an_elected_member_sees_answers_and_no_upload(page: Page, address: str) -> None:
    opened(page, address, "find_opportunities")
    choose(page, "I am", "Elected member")
    for title in ("Find opportunities", "Compare categories", "Our council"):
        expect(page.get_by_role("link", name=title, exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="Upload spend")).to_have_count(0)
    page.get_by_role("link", name="Our council", exact=True).click()
    expect(page.get_by_role("heading", level=1, name="Our council")).to_be_visible(timeout=30_000)
    expect(page.get_by_role("heading", name="Whom it pays")).to_be_visible(timeout=30_000)
    expect(page.get_by_role("heading", name="Find a payment")).to_have_count(0)
