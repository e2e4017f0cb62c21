"""A supplier in common is followed to the payments that its spend is of: the councils that count, and the category."""

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
