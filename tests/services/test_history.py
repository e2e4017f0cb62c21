"""Files of one council beside each other: warned of on the receipt, and asked about though they came together."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from procurement.access import Role, Viewer
from procurement.services import owners
from procurement.services.desk import Desk, open_desk
from procurement.services.uploading import submitting
from procurement.services.uploading.reading import SpendFile
from procurement.services.uploading.receipts import Receipt

GROUP = Viewer(Role.ADVISORY_GROUP)
BURY = "E08000002"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return open_desk(tmp_path / "store", today=date(2026, 11, 24))


def month(number: int, lines: int = 40, heading: str = "Net Amount", encoding: str = "utf-8") -> bytes:
    rows = [f"Body Name,Date,Supplier,{heading},Transaction Number"]
    first = date(2024, number, 1)
    for at in range(lines):
        day = first + timedelta(days=at % 28)
        pence = f"{100 + at * number}.{(7 * at + number) % 100:02d}"
        rows.append(f"Bury Council,{day:%d/%m/%Y},Quillmarsh {at % 20} Ltd,{pence},T{number}{at:03d}")
    return "\n".join(rows).encode(encoding)


def submit(desk: Desk, *contents: bytes, yes: bool = False) -> list[Receipt]:
    files = [SpendFile(f"file{at}.csv", content, owners.from_code(BURY, desk)) for at, content in enumerate(contents)]
    return list(submitting.submit(GROUP, desk, files, take_suggested=yes))


def test_a_jump_and_a_gap_are_on_the_receipt_and_among_the_issues(desk: Desk) -> None:
    submit(desk, month(1), month(2), month(3))
    (receipt,) = submit(desk, month(6, lines=120))
    assert receipt.outcome == "taken"
    said = dict(desk.store.ledger.issues_of(receipt.upload_id).collect().select("rule", "sentence").iter_rows())
    assert "usual 40" in said["LINES_JUMP"]
    assert "April 2024, May 2024" in said["MONTHS_MISSING"]
    assert {said["LINES_JUMP"], said["MONTHS_MISSING"]} <= set(receipt.alerts)


def test_the_page_is_warned_before_anything_is_stored(desk: Desk) -> None:
    submit(desk, month(1), month(2), month(3))
    upload = SpendFile("april.csv", month(4, heading="Amount"), owners.from_code(BURY, desk))
    (file,) = submitting.preview(GROUP, desk, upload)
    assert ['"Net Amount"' in alert for alert in file.receipt.alerts] == [True]


def test_another_council_is_not_compared_with(desk: Desk) -> None:
    submit(desk, month(1), month(2), month(3))
    leeds = SpendFile("leeds.csv", month(6, lines=120).replace(b"Bury", b"Leeds"), owners.council("Leeds", desk))
    (receipt,) = submitting.submit(GROUP, desk, [leeds])
    assert receipt.alerts == ()


def test_a_file_that_replaces_is_not_compared_with_the_one_it_replaces(desk: Desk) -> None:
    submit(desk, month(1), month(2), month(3))
    corrected = month(3) + b"\nBury Council,29/03/2024,Tarnbeck Ltd,5.00,T3999"
    (receipt,) = submit(desk, corrected, yes=True)
    assert [(question.code, question.answer) for question in receipt.questions] == [("SAME_PERIOD", "replace")]
    assert receipt.alerts == ()


def test_the_same_payments_twice_in_one_go_count_once(desk: Desk) -> None:
    again = month(1, encoding="utf-16")
    first, second = submit(desk, month(1), again)
    assert (first.outcome, second.outcome) == ("taken", "known")
    assert "All 40 payments of this file are stored already, in file0.csv" in second.reason
    assert len(desk.store.register.uploads.standing()) == 1


def test_files_that_come_together_are_compared_with_those_before_them(desk: Desk) -> None:
    *first, last = submit(desk, month(1), month(2), month(3), month(6, lines=120))
    assert [one.alerts for one in first] == [(), (), ()]
    assert any("usual 40" in one for one in last.alerts)


def test_columns_are_compared_with_those_of_the_file_that_reaches_furthest(desk: Desk) -> None:
    submit(desk, month(2, heading="Amount"), month(1))
    (receipt,) = submit(desk, month(3, heading="Amount"))
    assert receipt.alerts == ()


def test_numbers_are_looked_for_among_payments_of_the_weeks_after_as_well(desk: Desk) -> None:
    submit(desk, month(3))
    (receipt,) = submit(desk, month(3).replace(b"/03/2024", b"/02/2024"))
    assert receipt.outcome == "taken"
    assert "file0.csv" in " ".join(receipt.alerts)


def test_bytes_that_stand_for_another_council_are_asked_about_beside_ones_own(desk: Desk) -> None:
    text = month(1).replace(b"Body Name", b"Ward").replace(b"Bury Council", b"North")
    leeds = SpendFile("leeds.csv", text, owners.council("Leeds", desk))
    assert [one.outcome for one in submitting.submit(GROUP, desk, [leeds])] == ["taken"]
    submit(desk, text + b"\nNorth,29/01/2024,Tarnbeck Ltd,5.00,T1999")
    (receipt,) = submit(desk, text)
    assert [one.code for one in receipt.questions] == ["SAME_PERIOD"]
