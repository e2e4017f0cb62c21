"""What changed in a category says of whom it speaks, of what it cannot speak, and nothing that is not so."""

from datetime import date
from pathlib import Path

import pytest

from procurement.access import Role, Viewer
from procurement.services import owners
from procurement.services.desk import Desk, open_desk
from procurement.services.figures import category_figures, category_view
from procurement.services.uploading import ingesting

GROUP = Viewer(Role.ADVISORY_GROUP)
MONTHS = [(2022 + at // 12, at % 12 + 1) for at in range(3, 39)]
"""April 2022 to March 2025."""


def rows_of(months: list[tuple[int, int]], supplier: str, pounds: int, bought: str) -> list[str]:
    return [f"15/{month:02}/{year},{supplier},{pounds}.00,{bought}" for year, month in months]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Bury covers three years, with stationery in the first alone; Bolton one month, with scaffolding."""
    folder: Path = tmp_path_factory.mktemp("changed")
    opened = open_desk(folder / "store", date(2026, 11, 26))
    bury = [
        *rows_of(MONTHS, "Harrowfen Energy PLC", 900, "Electricity supply"),
        *rows_of(MONTHS[:12], "Brindlecote Office Supplies Limited", 700, "Stationery"),
        *rows_of(MONTHS[20:21], "Redacted personal data", 5_000, "Electricity supply"),
        *rows_of(5 * MONTHS[20:21], "Redacted personal data", 4_000, "Stationery"),
    ]
    bolton = [
        *rows_of([(2024, 6)], "Quillmarsh Scaffolding Ltd", 800, "Scaffolding hire"),
        *rows_of([(2024, 6)], "Harrowfen Energy PLC", 800, "Electricity supply"),
    ]
    for council, rows in {"Bury": bury, "Bolton": bolton}.items():
        file = folder / f"{council}.csv"
        file.write_text("\n".join(["Date,Supplier,Net Amount,Purpose", *rows]) + "\n", encoding="utf-8")
        (receipt,) = ingesting.ingest(GROUP, opened, [(file, owners.council(council, opened))], True)
        assert receipt.outcome == "taken"
    return opened


def test_two_years_that_are_the_same_are_told_to_be_as_much(desk: Desk) -> None:
    """It said "(0% more)", and that most of it was at a council that changed by nothing."""
    said = category_figures.view(GROUP, desk, "Utilities").changed
    assert said[0].endswith("spent £10,800, after £10,800 in the year before (as much).")
    assert not any("+£0" in sentence for sentence in said)


def test_what_is_of_no_category_that_may_be_told_stands_beside_a_change(desk: Desk) -> None:
    """Of a category whose redacted payments are too few, a change was told as if they were not."""
    said = " ".join(category_figures.view(GROUP, desk, "Utilities").changed)
    assert "That council also spent £25,000 in or about these two years under no category that may be told" in said


def test_a_category_that_no_council_of_the_years_buys_has_its_own_sentence(desk: Desk) -> None:
    """It said that no council covers 24 months, on a page beside those of categories of which one does."""
    level1 = next(name for name in _categories(desk) if name.startswith("Works"))
    seen = category_figures.view(GROUP, desk, level1)
    assert seen.changed == [
        "What changed cannot be told: no council that buys this covers all of the two years to March 2025."
    ]
    assert "no council whose payments cover a whole financial year buys this" in seen.seasons_in_words


def test_a_council_that_no_longer_buys_it_does_not_lack_months(desk: Desk) -> None:
    """A council with every month was counted among those that lack some, where it bought nothing in the two years."""
    stationery = next(name for name in _categories(desk) if name.startswith("Stationery"))
    said = " ".join(category_figures.view(GROUP, desk, stationery).changed)
    assert "lacks months" not in said


def _categories(desk: Desk) -> list[str]:
    return category_view.categories(GROUP, desk)["level1"].to_list()
