"""Hubs that a person composes: kept, counted as a place, and never doubling the nation."""

from pathlib import Path

import pytest

from procurement.access import NotAllowed, Role, Viewer
from procurement.services.desk import Desk, open_desk
from procurement.services.figures import hubs, totals
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


def test_an_officer_may_not_compose(desk: Desk) -> None:
    with pytest.raises(NotAllowed):
        hubs.compose(Viewer(Role.OFFICER, "E08000002"), desk, "Mine", ["Bury", "Leeds"])
