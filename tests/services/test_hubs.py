"""Hubs that a person composes: kept, counted as a place, and never doubling the nation."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from procurement.access import NotAllowed, Role, Viewer
from procurement.analysis.disclosure.guarding import COMBINED
from procurement.services.desk import Desk, open_desk
from procurement.services.figures import hubs, totals, tracing
from procurement.services.uploading import ingesting

GROUP = Viewer(Role.ADVISORY_GROUP)
ROWS = "Date,Supplier,Net Amount\n03/04/2024,Quillmarsh Scaffolding Ltd,1250.00\n17/04/2024,Harrowfen Energy PLC,{}\n"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    opened = open_desk(tmp_path / "store")
    for council, pounds in (("Bury", "700.00"), ("Leeds", "800.00"), ("Bolton", "900.00")):
        file = tmp_path / f"{council}.csv"
        file.write_text(ROWS.format(pounds))
        owner = ingesting.owner_of(council, "", opened)
        assert [r.outcome for r in ingesting.ingest(GROUP, opened, [(file, owner)])] == ["taken"]
    return opened


def test_a_hub_is_a_place_with_its_councils_spend(desk: Desk) -> None:
    assert "2 councils" in hubs.compose(GROUP, desk, "Northern hub", ["Bury", "Leeds"])
    places = totals.total(GROUP, desk, totals.Wanted("hub", ("year",)))
    spend = dict(places.select("place", "spend_pence").iter_rows())
    assert spend["Northern hub"] == 2 * 125_000 + 70_000 + 80_000


def test_the_nation_stays_what_it_was(desk: Desk) -> None:
    before = totals.total(GROUP, desk, totals.Wanted("national", ("year",)))
    hubs.compose(GROUP, desk, "One", ["Bury", "Leeds"])
    hubs.compose(GROUP, desk, "Two", ["Bury", "Bolton"])
    assert totals.total(GROUP, desk, totals.Wanted("national", ("year",))).equals(before)
    hubs.remove(GROUP, desk, "One")
    assert list(hubs.listed(GROUP, desk)) == ["Two"]


@pytest.mark.parametrize(("name", "councils"), [("", ["Bury", "Leeds"]), ("Lonely", ["Bury"])], ids=["no name", "one"])
def test_what_is_no_hub_is_refused(desk: Desk, name: str, councils: list[str]) -> None:
    with pytest.raises(ValueError, match="at least two councils"):
        hubs.compose(GROUP, desk, name, councils)


@pytest.mark.parametrize("name", ["espo", "No hub", "Several councils together"], ids=["a real hub", "rest", "pool"])
def test_a_hub_is_not_called_as_another_place_is(desk: Desk, name: str) -> None:
    """Two places of one name would be one: the real hub's pounds with those of the councils chosen."""
    with pytest.raises(ValueError, match="already the name of a place"):
        hubs.compose(GROUP, desk, name, ["Bury", "Leeds"])


def test_councils_of_another_days_map_are_called_by_their_names(desk: Desk) -> None:
    """Those that are not councils of today were listed by their codes."""
    county, east_surrey = "E10000023", "PENDING-EAST-SURREY"
    hubs.compose(GROUP, desk, "Old and new", [county, "Leeds", east_surrey])
    assert hubs.named(GROUP, desk) == {"Old and new": ["East Surrey", "Leeds", "North Yorkshire (to 2023)"]}
    assert hubs.remove(GROUP, desk, "Old and new") == "Old and new is no longer a hub. No payment was touched."


def test_an_officer_may_not_compose(desk: Desk) -> None:
    with pytest.raises(NotAllowed):
        hubs.compose(Viewer(Role.OFFICER, "E08000002"), desk, "Mine", ["Bury", "Leeds"])


@pytest.fixture
def neighbours(tmp_path: Path) -> Desk:
    """Two councils that both buy electricity; one alone buys home care; one line is of nothing that is known."""
    opened, head = open_desk(tmp_path / "store"), "Date,Supplier,Net Amount,Expense Type\n"
    both = "03/04/2024,Harrowfen Energy PLC,{}.00,Electricity\n"
    alone = "04/04/2024,Oakfern Homecare Ltd,5000.00,Domiciliary care\n05/04/2024,Zzyx Ltd,10.00,Zzyx\n"
    for council, rows in (("Bury", both.format(600) + alone), ("Bolton", both.format(400))):
        file = tmp_path / f"{council}.csv"
        file.write_text(head + rows)
        assert [r.outcome for r in ingesting.ingest(GROUP, opened, [(file, ingesting.owner_of(council, "", opened))])]
    return opened


def test_what_councils_buy_together_says_whose_it_is_and_adds_up(neighbours: Desk) -> None:
    codes = tuple(ingesting.owner_of(name, "", neighbours).authority_code for name in ("Bury", "Bolton"))
    found = hubs.together(GROUP, neighbours, codes).categories
    shown = {row["level1"]: (row["spend_pence"], row["councils"], row["largest"]) for row in found.to_dicts()}
    assert shown["Utilities"] == (100_000, 2, "Bury")
    assert shown["Not known"] == (1_000, 1, "Bury")
    assert found["spend_pence"].sum() == 601_000
    assert found.filter(level1="Utilities")["largest_share"].item() == pytest.approx(0.6)
    care = "Social Community Care Supplies & Services - Adult"
    assert hubs.mostly_one_council_s(found) == f"Of these one council spends nearly all: {care} (Bury, 100%)."
    assert hubs.mostly_one_council_s(found.filter(level1="Utilities")) == ""


@pytest.mark.parametrize("on", [None, date(2027, 4, 1)], ids=["today", "another map"])
def test_every_figure_of_a_hub_leads_to_its_payments(neighbours: Desk, on: date | None) -> None:
    codes = tuple(ingesting.owner_of(name, "", neighbours).authority_code for name in ("Bury", "Bolton"))
    found = hubs.together(GROUP, neighbours, codes, on)
    for rows in (found.categories, found.each):
        sums = [int(tracing.trace_name(GROUP, neighbours, name)["amount_pence"].sum()) for name in rows["figure"]]
        assert sums == rows["spend_pence"].to_list()
    assert found.each["spend_pence"].sum() == found.categories["spend_pence"].sum()


def test_what_may_not_be_told_apart_is_no_category_of_one_council(neighbours: Desk) -> None:
    codes = tuple(ingesting.owner_of(name, "", neighbours).authority_code for name in ("Bury", "Bolton"))
    rows = hubs.together(GROUP, neighbours, codes).categories.filter(largest="Bury").head(1)
    combined = rows.with_columns(level1=pl.lit(COMBINED), largest_share=pl.lit(1.0))
    assert hubs.mostly_one_council_s(combined) == ""


def test_a_figure_of_several_places_has_a_name_that_is_read_back() -> None:
    figure = tracing.Figure("hub", places=("A|B; 50%", "C=D"), values=(("level1", "Utilities"),))
    assert tracing.read_name(figure.name) == figure


def test_a_payment_in_two_of_the_places_of_a_figure_counts_once(desk: Desk) -> None:
    for name, councils in (("One", ["Bury", "Leeds"]), ("Two", ["Bury", "Bolton"]), ("Aye", ["Bury", "Leeds"])):
        hubs.compose(GROUP, desk, name, councils)
    behind = tracing.trace(GROUP, desk, tracing.Figure("hub", places=("One", "Two")))
    assert behind["amount_pence"].sum() == 3 * 125_000 + 70_000 + 80_000 + 90_000


def test_a_council_of_two_real_hubs_counts_whole_in_each_and_once_in_the_nation(tmp_path: Path) -> None:
    """Knowsley buys with STAR Procurement and with YPO."""
    opened, file = open_desk(tmp_path / "store"), tmp_path / "knowsley.csv"
    file.write_text("Date,Supplier,Net Amount\n03/04/2024,Harrowfen Energy PLC,900.00\n")
    ((receipt),) = ingesting.ingest(GROUP, opened, [(file, ingesting.owner_of("Knowsley", "", opened))], True)
    assert receipt.outcome == "taken"
    spent = {
        level: dict(totals.total(GROUP, opened, totals.Wanted(level, ())).select("place", "spend_pence").iter_rows())
        for level in ("hub", "national")
    }
    assert spent == {"hub": {"STAR Procurement": 90_000, "YPO": 90_000}, "national": {"England": 90_000}}
    both = tracing.trace(GROUP, opened, tracing.Figure("hub", places=("STAR Procurement", "YPO")))
    assert both["amount_pence"].to_list() == [90_000]
