"""A month of a few late rows is covered nowhere: by no figure that compares years, and by no sentence on coverage."""

from datetime import date
from pathlib import Path

import pytest

from procurement.access import Role, Viewer
from procurement.analysis.filters import Scope
from procurement.services import owners
from procurement.services.desk import Desk, open_desk
from procurement.services.figures import category_figures, category_view, coverage_view, peers, totals
from procurement.services.uploading import ingesting

GROUP, BURY = Viewer(Role.ADVISORY_GROUP), "E08000002"
MONTHS = [(2022 + at // 12, at % 12 + 1) for at in range(3, 39)]
"""April 2022 to March 2025."""
LATE = (2025, 2)
"""Its file was never sent: one row of it came with the next."""
A_MONTH = 10


def file_of(months: list[tuple[int, int]], late: tuple[int, int] | None) -> str:
    rows = [
        f"{day:02}/{month:02}/{year},Harrowfen Energy PLC,{1000 + month}.00,Electricity supply"
        for year, month in months
        for day in range(1, 2 if (year, month) == late else 1 + A_MONTH)
    ]
    return "Date,Supplier,Net Amount,Purpose\n" + "\n".join(rows) + "\n"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Bury with three years of which a month is late rows alone, and Bolton with one month and a late row before it."""
    folder: Path = tmp_path_factory.mktemp("late")
    opened = open_desk(folder / "store", date(2026, 11, 26))
    for council, text in {
        "Bury": file_of(MONTHS, LATE),
        "Bolton": file_of([(2024, 5), (2024, 6)], (2024, 5)),
    }.items():
        file = folder / f"{council}.csv"
        file.write_text(text, encoding="utf-8")
        (receipt,) = ingesting.ingest(GROUP, opened, [(file, owners.council(council, opened))], True)
        assert receipt.outcome == "taken"
    return opened


@pytest.fixture(scope="module")
def level1(desk: Desk) -> str:
    return str(category_view.categories(GROUP, desk)["level1"][0])


def test_two_years_are_compared_only_where_every_month_of_them_was_sent(desk: Desk, level1: str) -> None:
    changed = category_figures.view(GROUP, desk, level1).changed
    assert changed[0].startswith("In the year to January 2025, 1 council with every month of both years spent")


def test_seasons_are_of_years_of_which_every_month_was_sent(desk: Desk, level1: str) -> None:
    seen = category_figures.view(GROUP, desk, level1)
    assert "whole financial years alone, 2 of Bury" in seen.seasons_in_words
    assert seen.seasons["spend_pence"].sum() == 2 * sum((1000 + month) * 100 * A_MONTH for month in range(1, 13))


def test_months_are_counted_alike_wherever_they_are_told(desk: Desk) -> None:
    """The page of coverage said that a month is lacking, beside a sentence that counted it among those there."""
    seen = coverage_view.view(GROUP, desk)
    (whole,) = seen.whole.to_dicts()
    assert (whole["months"], whole["council_months"], whole["payments"]) == (35, 36, 362)
    of_each = dict(seen.councils.select("place", "months").iter_rows())
    assert of_each == {"Bury": 35, "Bolton": 1}
    assert of_each == dict(seen.spans.select("council", "covered").iter_rows())
    assert of_each == dict(peers.view(GROUP, desk, BURY).each.select("council", "months").iter_rows())
    for viewer in (GROUP, Viewer(Role.OFFICER, BURY)):
        told = coverage_view.beside(viewer, desk, authorities=(BURY,))
        assert "in 35 of 36 months" in told.sentence
        assert "1 month is missing, of 36." in told.detail


def test_a_month_is_of_late_rows_whatever_days_are_asked_for(desk: Desk) -> None:
    """Of a scope of that month alone, its one row would be a usual month's."""
    february = Scope(date(2025, 2, 1), date(2025, 2, 28))
    (row,) = coverage_view.of(GROUP, desk, totals.Wanted("national", scope=february)).to_dicts()
    assert (row["months"], row["payments"]) == (0, 1)
