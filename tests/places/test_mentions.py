"""Names of councils are found in file names, folders and titles; an ordinary word or another body is none."""

from pathlib import Path

import pytest

from procurement.places import authorities, mentions
from procurement.places.mentions import Gazetteer
from procurement.store import reference


@pytest.fixture(scope="module")
def gazetteer(project: Path) -> Gazetteer:
    tables = reference.load(project / "data" / "reference")
    return mentions.gather(
        authorities.parse(tables["authorities"]), tables["authority_names"], tables["authority_name_words"]
    )


@pytest.fixture(scope="module")
def names(project: Path) -> dict[str, str]:
    table = reference.load(project / "data" / "reference")["authorities"]
    return dict(table.select("authority_code", "name").iter_rows())


FOUND = {
    "leeds__2018-10.csv": "Leeds",
    "LeedsCityCouncil2018.csv": "Leeds",
    "Bury MBC": "Bury",
    "bury__2024-04.csv": "Bury",
    "Reading.csv": "Reading",
    "Reading Borough Council 2018": "Reading",
    "reading borough council april.csv": "Reading",
    "derby.csv": "Derby",
    "derbyshire-2018.csv": "Derbyshire",
    "lincoln 2018": "City of Lincoln",
    "Lincolnshire": "Lincolnshire",
    "north_lincolnshire": "North Lincolnshire",
    "durham__2018-10": "County Durham",
    "County Durham": "County Durham",
    "Newcastle City Council": "Newcastle upon Tyne",
    "newcastle-under-lyme": "Newcastle-under-Lyme",
    "NewcastleUponTyne2018": "Newcastle upon Tyne",
    "City of London 2018": "City of London",
    "london-borough-of-camden": "Camden",
    "Poole 2015": "Poole",
    "sandwell": "Sandwell",
    "birmingham__publishspendpurchasecardsfebruary.xls": "Birmingham",
    "Brighton & Hove City Council": "Brighton and Hove",
    "brighton-hove": "Brighton and Hove",
    "St. Helens": "St Helens",
    "hull": "Kingston upon Hull",
    "E08000035 spend": "Leeds",
    "York": "York",
    "Somerset County Council": "Somerset (to 2023)",
    "somerset": "Somerset, Somerset (to 2023)",
    "Essex payments April.csv": "Essex",
}
NOT_FOUND = [
    "meter reading.csv",
    "reading.csv",
    "newcastle_2018.csv",
    "london__2013-P05.csv",
    "Bath.csv",
    "March-2020.csv",
    "stockton",
    "Greater Manchester",
    "West Midlands",
    "North East",
    "Leeds Teaching Hospitals NHS Trust",
    "Durham Constabulary",
    "Bury St Edmunds",
    "Kent House invoices.csv",
    "Lancaster insurance 2020.csv",
    "York Road.csv",
    "Yorkshire Dales National Park",
    "councils_raw",
    "spend over 500",
    "",
]


@pytest.mark.parametrize(("text", "meant"), FOUND.items(), ids=list(FOUND))
def test_a_name_is_found(gazetteer: Gazetteer, names: dict[str, str], text: str, meant: str) -> None:
    found = {names[code] for mention in gazetteer.mentioned(text) for code in mention.codes}
    assert ", ".join(sorted(found)) == meant


@pytest.mark.parametrize("text", NOT_FOUND)
def test_a_word_that_may_be_something_else_is_no_name(gazetteer: Gazetteer, text: str) -> None:
    assert gazetteer.mentioned(text) == []


def test_two_councils_in_one_text_are_two(gazetteer: Gazetteer) -> None:
    assert len(gazetteer.mentioned("Leeds and Bradford 2019.csv")) == 2


CELLS = {
    "Trafford Council": "Trafford",
    "https://opendatacommunities.org/id/metropolitan-district-council/trafford": "Trafford",
    "http://statistics.data.gov.uk/id/statistical-geography/E08000035": "Leeds",
    "Rochdale MBC": "Rochdale",
    "London Borough of Camden": "Camden",
    "NHS Bury": "",
    "Quillmarsh Ltd": "",
    "Newcastle": "",
}


@pytest.mark.parametrize(("cell", "meant"), CELLS.items(), ids=list(CELLS))
def test_a_whole_cell_names_a_body(gazetteer: Gazetteer, names: dict[str, str], cell: str, meant: str) -> None:
    assert ", ".join(sorted(names[code] for code in gazetteer.named(cell))) == meant


def test_what_may_be_meant_is_offered(gazetteer: Gazetteer, names: dict[str, str]) -> None:
    offered = {names[code] for code in gazetteer.likely("newcastle_2018.csv")}
    assert {"Newcastle upon Tyne", "Newcastle-under-Lyme"} <= offered
    assert {names[code] for code in gazetteer.likely("stockton 2018")} == {"Stockton-on-Tees"}


def test_no_authorities_name_nothing(gazetteer: Gazetteer, project: Path) -> None:
    tables = reference.load(project / "data" / "reference")
    empty = mentions.gather(
        authorities.parse(tables["authorities"].clear()), tables["authority_names"], tables["authority_name_words"]
    )
    assert empty.mentioned("Leeds") == []
