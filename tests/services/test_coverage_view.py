"""What stands beside figures: councils and months there, shares, and a warning where unlike things are side by side."""

from datetime import date
from pathlib import Path

import pytest

from procurement.access import Role, Viewer
from procurement.analysis.filters import Scope
from procurement.services import owners
from procurement.services.desk import Desk, open_desk
from procurement.services.figures import coverage_view, totals
from procurement.services.uploading import ingesting

GROUP = Viewer(Role.ADVISORY_GROUP)
HEADINGS = "Payment Date,Supplier Name,Net Amount,Expense Type"
MONTHS = {"Bury": range(1, 13), "Bolton": range(1, 13), "Salford": (1, 2, 3)}
BOUGHT = {"Bury": "Electricity", "Bolton": "Electricity", "Salford": "Qwertyish"}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Two councils with twelve months, and one with three, whose words say nothing of what it buys."""
    folder: Path = tmp_path_factory.mktemp("coverage")
    opened = open_desk(folder / "store")
    for council, months in MONTHS.items():
        rows = [f"05/{month:02}/2024,Harrowfen Plc,{4210 + month}.55,{BOUGHT[council]}" for month in months]
        file = folder / f"{council}.csv"
        file.write_text("\n".join([HEADINGS, *rows, "06/02/2024,Harrowfen Plc,not known,Any"]) + "\n", encoding="utf-8")
        (receipt,) = ingesting.ingest(GROUP, opened, [(file, owners.council(council, opened))], True)
        assert receipt.outcome == "taken"
    return opened


def test_councils_and_months_that_are_there_are_counted_of_those_that_could_be(desk: Desk) -> None:
    (row,) = coverage_view.of(GROUP, desk, totals.Wanted("national")).to_dicts()
    assert (row["councils"], row["councils_there"]) == (3, 317)
    assert (row["months"], row["months_there"]) == (12, 12)
    assert (row["council_months"], row["council_months_there"]) == (27, 36)
    assert row["held_back_lines"] == 3
    (quarter,) = coverage_view.of(
        GROUP, desk, totals.Wanted("national", scope=Scope(date(2024, 4, 1), date(2024, 6, 30)))
    ).to_dicts()
    assert (quarter["councils"], quarter["months"], quarter["months_there"]) == (2, 3, 3)


def test_what_is_not_bought_is_not_taken_for_what_was_not_sent(desk: Desk) -> None:
    """Salford buys no electricity that is known of; its months are told of all that it sent."""
    rows = coverage_view.of(GROUP, desk, totals.Wanted("local", scope=Scope(level1=("Utilities",)))).to_dicts()
    assert [(row["place"], row["months"]) for row in rows] == [("Bolton", 12), ("Bury", 12)]


def test_a_category_of_one_month_is_not_told_of_more_months_than_there_could_be(tmp_path: Path) -> None:
    """It said "in 2 of 1 month", and named the days of the category beside the months of all that was sent."""
    opened, file = open_desk(tmp_path / "store"), tmp_path / "bury.csv"
    file.write_text(
        f"{HEADINGS}\n15/04/2024,Harrowfen Plc,500.00,Electricity\n16/05/2024,Quillmarsh Ltd,900.00,Stationery\n"
    )
    ((receipt),) = ingesting.ingest(GROUP, opened, [(file, owners.council("Bury", opened))], True)
    assert receipt.outcome == "taken"
    told = coverage_view.beside(GROUP, opened, "Stationery")
    whole = "From 1 payment among those of 1 of 317 councils, in 2 of 2 months (15 April 2024 to 16 May 2024)"
    assert told.sentence.startswith(whole)
    assert told.detail[-1] == "No council lacks a month."


def test_months_of_each_council_are_of_the_period_that_the_sentence_names(tmp_path: Path) -> None:
    """Of a category that only some buy it said "in 12 of 12 months", and of the council beside it "3 of 5"."""
    opened = open_desk(tmp_path / "store")
    for council, months, bought in (("Bury", range(1, 13), "Stationery"), ("Bolton", (1, 2, 3, 5), "Electricity")):
        rows = [f"15/{month:02}/2024,Harrowfen Plc,{4210 + month}.55,{bought}" for month in months]
        file = tmp_path / f"{council}.csv"
        file.write_text("\n".join([HEADINGS, *rows]) + "\n", encoding="utf-8")
        (receipt,) = ingesting.ingest(GROUP, opened, [(file, owners.council(council, opened))], True)
        assert receipt.outcome == "taken"
    wanted = totals.Wanted("local", scope=Scope(level1=("Utilities",)))
    (row,) = coverage_view.of(GROUP, opened, wanted).to_dicts()
    assert (row["place"], row["months"], row["months_there"]) == ("Bolton", 4, 12)


def test_unlike_coverage_is_named(desk: Desk) -> None:
    beside = coverage_view.beside(GROUP, desk)
    assert beside.sentence.startswith("From 27 payments of 3 of 317 councils, in 12 of 12 months")
    months, coded = beside.warnings
    assert "Salford (3 of 12)" in months
    assert "The best covered has 12 months" in months
    assert "Salford (0%)" in coded
    assert coverage_view.beside(GROUP, desk, authorities=("E08000002",)).warnings == ()


def test_councils_are_counted_of_those_that_were_asked_for(desk: Desk) -> None:
    """Of a hub's councils some have sent nothing; of one council nothing is to be counted."""
    bury, leeds = "E08000002", "E08000035"
    assert coverage_view.beside(GROUP, desk, authorities=(bury,)).sentence.startswith(
        "From 12 payments of this council"
    )
    hub = coverage_view.beside(GROUP, desk, authorities=(bury, leeds))
    assert hub.sentence.startswith("From 12 payments of 1 of 2 councils")


def test_the_page_of_coverage_has_every_council_and_names_what_is_missing(desk: Desk) -> None:
    seen = coverage_view.view(GROUP, desk)
    assert seen.councils["place"].to_list() == ["Bolton", "Bury", "Salford"]
    assert seen.cells.filter(council="Salford").height == 3
    assert seen.whole["spend_pence"].sum() == seen.councils["spend_pence"].sum() == seen.cells["spend_pence"].sum()
