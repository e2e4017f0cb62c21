"""Quirks 54 to 60: rows and files that are published twice, split, mixed or empty."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from procurement.services import owners
from procurement.services.desk import open_desk
from procurement.services.uploading import submitting
from procurement.services.uploading.reading import SpendFile
from procurement.services.uploading.receipts import Receipt
from tests.hostile.quirks.conftest import GROUP, Read, payments, rules, sentences

HEADING = "Payment Date,Supplier Name,Net Amount,Transaction Number\n"


def month(number: int) -> str:
    """A file of thirty payments in one month of 2025."""
    rows = (
        f"{day:02d}/{number:02d}/2025,Alder {day} Ltd,{day * number}.{day:02d},T{number}{day:03d}\n"
        for day in range(1, 29)
    )
    return HEADING + "".join(rows)


def sent(folder: Path, *files: bytes) -> list[Receipt]:
    """Receipts of files that are sent one after another for one council."""
    desk = open_desk(folder / "store", date(2026, 11, 24))
    bury = owners.council("Bury", desk)
    uploads = [SpendFile(f"file{at}.csv", content, bury) for at, content in enumerate(files)]
    return [receipt for upload in uploads for receipt in submitting.submit(GROUP, desk, [upload])]


def test_54_identical_rows_are_kept_and_told(real: Read) -> None:
    file = real("councils_raw/trafford__supplier-spend-2026-27_devhalf.zip")
    assert file.receipt.accepted == 22_863
    assert "all are kept" in sentences(file, "IDENTICAL_LINES")[0]


@pytest.mark.parametrize(
    ("again", "outcome"),
    [
        pytest.param(lambda text: text.encode("utf-16"), "known", id="in another encoding"),
        pytest.param(lambda text: text.replace("\n", "\r\n").encode(), "known", id="with other line ends"),
        pytest.param(lambda text: (text + "30/04/2025,Late Ltd,5.00,T9\n").encode(), "taken", id="with a late row"),
        pytest.param(lambda text: (text + "15/04/2025,Late Ltd,5.00,T9\n").encode(), "asked", id="with a row between"),
    ],
)
def test_55_a_month_published_twice_counts_once(
    invented: Read, tmp_path: Path, again: Callable[[str], bytes], outcome: str
) -> None:
    assert invented(month(4)).receipt.accepted == 28
    first, second = sent(tmp_path, month(4).encode(), again(month(4)))
    assert (first.outcome, second.outcome) == ("taken", outcome)
    assert [question.code for question in second.questions] == ["SAME_PERIOD"]
    assert second.note == ("" if outcome != "taken" else f"Replaces upload {first.upload_id}, which stays readable.")


def test_55_numbers_that_were_stored_under_other_dates_are_told(invented: Read, tmp_path: Path) -> None:
    moved = month(4).replace("/04/2025", "/05/2025")
    assert invented(moved).receipt.accepted == 28
    _, second = sent(tmp_path, month(4).encode(), moved.encode())
    assert any("transaction numbers stand in file0.csv" in alert for alert in second.alerts)


def test_56_one_payment_over_several_lines_is_kept(invented: Read) -> None:
    file = invented(HEADING + "02/04/2025,Alder Ltd,10.00,T1\n02/04/2025,Alder Ltd,5.00,T1\n")
    assert (file.receipt.accepted, file.receipt.accepted_pence) == (2, 1_500)
    assert "TRANSACTION_SPLIT" in rules(file)


def test_57_several_bodies_in_one_file_are_asked_about(invented: Read, tmp_path: Path) -> None:
    rows = "Body Name,Payment Date,Supplier Name,Net Amount\n"
    rows += "Bury Council,02/04/2025,Alder Ltd,10.00\nLeeds City Council,03/04/2025,Birch Ltd,5.00\n"
    assert invented(rows).receipt.accepted == 2
    (receipt,) = sent(tmp_path, rows.encode())
    assert (receipt.outcome, receipt.questions[0].code) == ("asked", "OTHER_BODY")
    assert "1 row" in receipt.questions[0].sentence


def test_58_a_quarter_in_one_file_and_a_month_that_is_missing(invented: Read, tmp_path: Path) -> None:
    quarter = month(1) + month(2).removeprefix(HEADING) + month(3).removeprefix(HEADING)
    assert invented(quarter).receipt.accepted == 84
    _, later = sent(tmp_path, quarter.encode(), month(5).encode())
    assert any("Nothing is stored yet for April 2025" in alert for alert in later.alerts)


@pytest.mark.parametrize(
    "category",
    ["Payts to Agencies", "5750", "321014", "CAT04/SUBCAT0405", "19.PFI", "CATERING.FOOD & BEVERAGES",
     "Not Classified", "NA",
     "Sub Category To Be Classifie", "DO NOT USE* SCH - LOCAL AUTH"],
)  # fmt: skip
def test_59_whatever_a_category_column_holds_is_kept_as_published(invented: Read, category: str) -> None:
    rows = f"Payment Date,Supplier Name,Net Amount,Procurement Category\n02/04/2025,Alder Ltd,10.00,{category}\n"
    file = invented(rows + "03/04/2025,Birch Ltd,5.00,Care homes\n")
    assert payments(file, "publisher_category")[0] == (category,)


def test_60_a_column_that_is_headed_and_empty_is_no_column(invented: Read) -> None:
    headings = "Payment Date,Supplier Name,Net Amount,VAT Registration Number,Proclass"
    file = invented(f"{headings}\n02/04/2025,Alder Ltd,10.00,,\n03/04/2025,Birch Ltd,5.00,,\n")
    assert payments(file, "vat_number", "publisher_category") == [("", ""), ("", "")]
