"""Shares by size and place come from a loaded register, and say so where none is loaded."""

from pathlib import Path

import polars as pl
import pytest

from procurement.services.desk import Desk, open_desk
from procurement.services.figures import company_shares
from procurement.services.problems import WrongWords
from procurement.services.registers import public_registers
from procurement.services.uploading import ingesting, submitting
from procurement.services.uploading.reading import SpendFile
from tests.services import register_samples as samples
from tests.services.test_supplier_evidence import ADVISER, HEADINGS, with_register

ROWS = (
    "Quillmarsh Scaffolding Ltd,200.00,2,",
    "Tarnbeck Erectors Ltd,100.00,9,",
    "Brindlecote Stationery Ltd,50.00,3,",
    "Coldwick Paving Ltd,30.00,4,",
    "Leeds City Council,900.00,5,",
)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return open_desk(tmp_path / "store")


def pay(desk: Desk) -> None:
    content = (HEADINGS + "\n".join(f"03/04/2024,{row}" for row in ROWS) + "\n").encode()
    april = SpendFile("april.csv", content, ingesting.owner_of("Bury", "", desk))
    assert [one.outcome for one in submitting.submit(ADVISER, desk, [april], take_suggested=True)] == ["taken"]


@pytest.mark.parametrize("loaded_first", [True, False], ids=["register first", "payments first"])
def test_shares_by_size_and_place(desk: Desk, tmp_path: Path, loaded_first: bool) -> None:
    if loaded_first:
        with_register(desk, tmp_path)
    pay(desk)
    if not loaded_first:
        with_register(desk, tmp_path)
    found = company_shares.shares(ADVISER, desk, local=["bl"])
    told = {(row["measure"], row["answer"]): row["spend_pence"] for row in found.table.iter_rows(named=True)}
    assert told[("small or medium company", "yes")] == 30_000
    assert told[("small or medium company", "no")] == 5_000
    assert told[("small or medium company", "not known")] == 3_000
    assert told[("local company", "yes")] == 30_000
    assert told[("local company", "not known")] == 8_000
    assert "registered office has a postcode in BL" in found.definitions[1]


@pytest.mark.parametrize("loaded_first", [True, False], ids=["register first", "payments first"])
def test_a_company_that_was_formed_after_it_was_paid_is_in_no_share(
    desk: Desk, tmp_path: Path, loaded_first: bool
) -> None:
    path = tmp_path / "companies.csv"
    path.write_text(samples.companies_csv(({**samples.COMPANIES[0], "IncorporationDate": "04/04/2024"},)))
    if not loaded_first:
        pay(desk)
    public_registers.load(ADVISER, desk, "companies-house", [path], lambda *_: None)
    if loaded_first:
        pay(desk)
    table = company_shares.shares(ADVISER, desk).table
    by_size = table.filter(pl.col("measure") == "small or medium company").filter(pl.col("spend_pence") != 0)
    assert by_size["answer"].to_list() == ["not known"]


def test_without_a_register_the_figure_says_so(desk: Desk) -> None:
    pay(desk)
    found = company_shares.shares(ADVISER, desk)
    assert found.table.is_empty()
    assert "no register of companies is loaded" in found.definitions[0]


def test_a_place_that_is_none_is_refused(desk: Desk) -> None:
    with pytest.raises(WrongWords, match="no postcode area"):
        company_shares.shares(ADVISER, desk, local=["Bury town"])


def test_every_category_of_accounts_has_an_answer(desk: Desk) -> None:
    sizes = desk.reference["company_sizes"]
    assert sizes["accounts_category"].is_unique().all()
    assert set(sizes["is_sme"]) == {"yes", "no", "not known"}
    assert isinstance(sizes, pl.DataFrame)
