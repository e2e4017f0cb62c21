"""A store with lines that no rule places, for the tests of deciding on categories; every name is invented."""

from datetime import date
from pathlib import Path

from procurement.access import Role, Viewer
from procurement.services import owners
from procurement.services.desk import Desk, open_desk
from procurement.services.uploading import submitting
from procurement.services.uploading.reading import SpendFile

BURY, LEEDS = "E08000002", "E08000035"
GROUP = Viewer(Role.ADVISORY_GROUP)
OFFICER, MEMBER = Viewer(Role.OFFICER, BURY), Viewer(Role.MEMBER, BURY)
HEADINGS = "Date,Supplier,Net Amount,ProClass Description,Expense Type,Purpose"
ODDMENTS, SUNDRY, PERSON = "Zeta quux", "Vim plonk", "Mr Tobias Quillfeather"
APRIL = (
    ("Tarnbeck Zorbing Ltd", "7000.00", ODDMENTS, "A1", ""),
    ("Quillmere Wibble Ltd", "2000.00", ODDMENTS, "A2", ""),
    ("Harrowfen Frobnicate Ltd", "4000.00", "", SUNDRY, ""),
    ("Brindlecote Agency Staff Ltd", "3000.00", "Agency staff", "", "Agency staff"),
    (PERSON, "500.00", "Zeta quux private", "A3", ""),
)
MAY = (("Oakfern Blivet Ltd", "100.00", "ZETA QUUX", "A9", ""), ("Tarnbeck Zorbing Ltd", "50.00", "New words", "", ""))


def open_at(home: Path) -> Desk:
    return open_desk(home, date(2026, 11, 24))


def keep(desk: Desk, council: str, rows: tuple[tuple[str, ...], ...], month: int = 4) -> str:
    """Upload (supplier, pounds, heading, account, purpose) rows of a council; its upload id."""
    lines = [f'05/{month:02d}/2024,"{row[0]}",{",".join(row[1:])}' for row in rows]
    content = "\n".join([HEADINGS, *lines]).encode()
    upload = SpendFile(f"{council}-{month}.csv", content, owners.council(council, desk))
    (receipt,) = submitting.submit(GROUP, desk, [upload], take_suggested=True)
    assert receipt.outcome == "taken", receipt.reason
    return receipt.upload_id
