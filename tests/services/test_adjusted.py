"""Totals for each person, in the prices of one year, and with gross-only councils named."""

from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from procurement.access import Role, Viewer
from procurement.services.desk import Desk, open_desk
from procurement.services.figures import adjusted, totals
from procurement.services.problems import CannotDo
from procurement.services.uploading import ingesting

GROUP = Viewer(Role.ADVISORY_GROUP)
PENCE = {"Bury": "Net Amount", "Woking": "Gross Amount", "Surrey County Council": "Net Amount"}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    folder = tmp_path_factory.mktemp("adjusted")
    opened = open_desk(folder / "store", date(2026, 11, 26))
    pairs = []
    for number, (council, amount) in enumerate(PENCE.items()):
        file = folder / f"{number}.csv"
        file.write_text(
            f"Date,Supplier,{amount},Purpose\n03/04/2022,Quillmarsh Scaffolding Ltd,1000.01,Scaffolding hire\n"
            "17/04/2023,Harrowfen Energy PLC,500.00,Electricity supply\n"
        )
        pairs.append((file, ingesting.owner_of(council, "", opened)))
    assert {one.outcome for one in ingesting.ingest(GROUP, opened, pairs, yes=True)} == {"taken"}
    rows = [("2022-23", "80", "invented", "2026-11-26"), ("2023-24", "100", "invented", "2026-11-26")]
    table = pl.DataFrame(rows, schema=["financial_year", "index", "source", "as_of"], orient="row")
    return replace(opened, reference={**opened.reference, adjusted.DEFLATORS: table})


def people(desk: Desk, name: str) -> int:
    return int(desk.authorities.filter(name=name)["population"].item())


def test_each_years_pounds_are_put_in_the_prices_of_the_base_year(desk: Desk) -> None:
    found = adjusted.in_prices(GROUP, desk, totals.Wanted("local", ()), "2023-24").filter(place="Bury")
    assert found.select("spend_pence", "real_pence", "undated_pence").row(0) == (150_001, 125_001 + 50_000, 0)
    by_year = adjusted.in_prices(GROUP, desk, totals.Wanted("national", ("year",)), "2023-24")
    assert dict(by_year.select("financial_year", "real_pence").rows()) == {"2022-23": 375_004, "2023-24": 150_000}


def test_a_year_without_a_deflator_is_named(desk: Desk) -> None:
    with pytest.raises(CannotDo, match="No deflator for 2024-25 is kept"):
        adjusted.in_prices(GROUP, desk, totals.Wanted(), "2024-25")


@pytest.mark.parametrize(
    ("level", "place", "councils"),
    [("local", "Bury", ["Bury"]), ("county", "Surrey", ["Surrey"]),
     ("national", "England", ["Bury", "Surrey"])],
    ids=["a council", "a county once, though a district is there too", "the nation"],
)  # fmt: skip
def test_people_are_counted_once(desk: Desk, level: str, place: str, councils: list[str]) -> None:
    rows = totals.total(GROUP, desk, totals.Wanted(level, ()))
    found = adjusted.per_head(desk, rows, level).filter(place=place).row(0, named=True)
    assert found["people"] == sum(people(desk, name) for name in councils)
    assert found["per_head_pence"] == round(found["spend_pence"] / found["people"])


def test_gross_only_councils_are_named(desk: Desk) -> None:
    assert adjusted.basis_notes(GROUP, desk, totals.Wanted()) == ["Gross of VAT, not net: Woking (£1,500)."]
