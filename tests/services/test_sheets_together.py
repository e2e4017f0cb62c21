"""A workbook with a sheet a month, from the upload to the figure traced back, the row mended, the answer remembered."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from procurement.access import Role, Viewer
from procurement.services.desk import Desk, open_desk
from procurement.services.figures import tracing
from procurement.services.figures.tracing import Figure
from procurement.services.uploading import ingesting, mending, profiles, submitting, uploads
from procurement.services.uploading.reading import SpendFile
from procurement.services.uploading.receipts import Receipt
from tests.spend.workbooks import sheets

GROUP = Viewer(Role.ADVISORY_GROUP)
HEADINGS = ["Date", "Supplier", "Amount"]


def _month(number: int, *more: list[object]) -> list[list[object]]:
    return [list(HEADINGS), *[[f"2025-{number:02}-0{day}", f"Alder {day} Ltd", 10 * day] for day in (1, 2, 3)], *more]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return open_desk(tmp_path / "store", date(2026, 11, 24))


def _send(desk: Desk, content: bytes, answers: dict[str, str] | None = None) -> Receipt:
    owner = ingesting.owner_of("Bury", "", desk)
    file = SpendFile("spend.xlsx", content, owner, answers or {}, are_remembered=True)
    (receipt,) = submitting.submit(GROUP, desk, [file])
    return receipt


def test_a_payment_is_traced_to_its_sheet_and_a_row_of_a_sheet_is_mended(desk: Desk) -> None:
    spoilt: list[object] = ["31/04/2025", "Birch Ltd", 7]
    receipt = _send(desk, sheets(Notes=[["About"]], Apr=_month(4), May=_month(5, spoilt), Jun=_month(6)))
    assert (receipt.outcome, receipt.sheets, receipt.accepted) == ("taken", ("Apr", "May", "Jun"), 9)
    listed = uploads.payments(GROUP, desk, receipt.upload_id).select("file", "line").rows()
    assert listed[3:4] == [('spend.xlsx, sheet "May"', 2)]
    traced = tracing.trace(GROUP, desk, Figure(values=(("month", "2025-06"),)))
    assert traced.select("file", "line").sort("line").rows() == [
        ('spend.xlsx, sheet "Jun"', line) for line in (2, 3, 4)
    ]
    assert uploads.held_back(GROUP, desk, receipt.upload_id).select("sheet", "line").rows() == [("May", 5)]
    held = mending.held_rows(GROUP, desk, receipt.upload_id)
    edits = held.edited(held.rows.with_columns(pl.lit("30/05/2025").alias("Date")))
    mended = mending.keep(GROUP, desk, receipt.upload_id, edits)
    assert (mended.accepted, mended.held_back, mended.sheets) == (10, 0, ("Apr", "May", "Jun"))
    now = uploads.payments(GROUP, desk, mended.upload_id).select("file", "line", "amount").rows()
    assert now[6] == ('spend (mended).xlsx, sheet "May"', 5, "7.00")


def test_sheets_taken_together_once_need_no_answer_for_the_next_months(desk: Desk) -> None:
    asked = _send(desk, sheets(**{"Apr 25": _month(4), "May 25": _month(5)}))
    assert asked.outcome == "asked"
    effects = [choice.effect for choice in asked.questions[0].choices]
    assert effects[0].startswith("would count £120.00 from 6 rows")
    assert effects[1].startswith("would count £60.00 from 3 rows")
    assert _send(desk, sheets(**{"Apr 25": _month(4), "May 25": _month(5)}), {"SHEET": "all together"}).accepted == 6
    later = _send(desk, sheets(**{"Jun 25": _month(6), "Jul 25": _month(7)}))
    assert (later.outcome, later.accepted, later.remembered != ()) == ("taken", 6, True)
    kept = [one.value for one in profiles.listed(GROUP, desk, later.authority_code)]
    assert kept == ["all together"]
