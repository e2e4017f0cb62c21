"""A supplier in common is followed to the payments that its spend is of: the councils that count, and the category."""

from datetime import date
from pathlib import Path

import pytest

from procurement.access import Role, Viewer
from procurement.services.desk import Desk, open_desk
from procurement.services.figures import common_view, tracing
from procurement.services.uploading import ingesting

GROUP = Viewer(Role.ADVISORY_GROUP)
POUNDS = {"Bury": 6_000, "Bolton": 7_000, "Salford": 8_000, "Stockport": 100}
HEADINGS = "Payment Date,Supplier,Net Amount,Expense Type\n"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Four councils buy electricity and scaffolding from one firm; one of them for less than £5,000."""
    desk, pairs = open_desk(tmp_path / "store"), []
    for council, pounds in POUNDS.items():
        rows = (
            f"15/04/2025,Harrowfen PLC,{pounds}.00,Electricity\n16/04/2025,Harrowfen PLC,{pounds}.50,Scaffolding hire\n"
        )
        path = tmp_path / f"{council}.csv"
        path.write_text(HEADINGS + rows, encoding="utf-8")
        pairs.append((path, ingesting.owner_of(council, "", desk)))
    assert {receipt.outcome for receipt in ingesting.ingest(GROUP, desk, pairs, yes=True)} == {"taken"}
    return desk


@pytest.mark.parametrize(("level1", "pence"), [("", 4_200_150), ("Utilities", 2_100_000)], ids=["all", "a category"])
def test_a_supplier_is_followed_to_what_is_shown(desk: Desk, level1: str, pence: int) -> None:
    seen = common_view.view(GROUP, desk, 3, level1)
    assert seen.followed.select("supplier", "spend_pence").rows() == [("Harrowfen PLC", pence)]
    traced = tracing.trace_name(GROUP, desk, seen.followed["figure"][0])
    assert traced["amount_pence"].sum() == pence == seen.suppliers["spend_pence"][0]
    assert "Stockport" not in set(traced["authority"])


def test_councils_that_became_one_are_one_buyer(tmp_path: Path) -> None:
    """Two districts that are North Yorkshire Council now were two of the councils that pay a supplier."""
    desk, pairs = open_desk(tmp_path / "store", date(2026, 11, 26)), []
    spend = {"Harrogate Borough Council": 6_000, "Craven District Council": 3_000, "Leeds": 8_000, "Bury": 7_000}
    for council, pounds in spend.items():
        path = tmp_path / f"{council}.csv"
        path.write_text(f"{HEADINGS}15/04/2021,Harrowfen PLC,{pounds}.00,Electricity\n", encoding="utf-8")
        pairs.append((path, ingesting.owner_of(council, "", desk)))
    assert {receipt.outcome for receipt in ingesting.ingest(GROUP, desk, pairs, yes=True)} == {"taken"}
    assert common_view.view(GROUP, desk, 4).suppliers.is_empty()
    seen = common_view.view(GROUP, desk, 3)
    ((councils, spent, leverage),) = seen.suppliers.select("councils", "spend_pence", "leverage_pence").iter_rows()
    assert (councils, spent) == (3, 2_400_000), "Craven's £3,000 counts with Harrogate's"
    assert leverage == round(2_400_000 - (900_000**2 + 800_000**2 + 700_000**2) / 2_400_000)
    assert seen.notes == [
        "On this map spend counts in the council that stands for another: "
        "Craven in North Yorkshire and Harrogate in North Yorkshire."
    ]
    cells = dict(seen.matrix.select("authority", "figure").iter_rows())
    assert set(cells) == {"North Yorkshire", "Leeds", "Bury"}
    traced = tracing.trace_name(GROUP, desk, cells["North Yorkshire"])
    assert (traced["amount_pence"].sum(), set(traced["authority"])) == (900_000, {"Craven", "Harrogate"})
    assert tracing.trace_name(GROUP, desk, seen.followed["figure"][0])["amount_pence"].sum() == spent
