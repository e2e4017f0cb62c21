"""A store with suppliers of which some are in doubt, for the tests of deciding on them; every name is invented."""

from datetime import date
from pathlib import Path

from procurement.access import Role, Viewer
from procurement.services import owners
from procurement.services.desk import Desk, open_desk
from procurement.services.uploading import submitting
from procurement.services.uploading.reading import SpendFile

GROUP = Viewer(Role.ADVISORY_GROUP)
HEADINGS = "Date,Supplier,Net Amount,Purpose,Company Number"
APRIL = (
    ("Tarnbeck Plant Hire Ltd", "1250.00", "Hire of plant"),
    ("TARNBECK PLANT HIRE LIMITED", "900.00", "Hire of plant"),
    ("Oakfern Care (North) Ltd", "4000.00", "Home care"),
    ("Oakfern Care Ltd", "7000.00", "Home care"),
    ("Quillmere Joinery Limited", "310.00", "Joinery"),
    ("QUILLMERE JOINERY LTD", "90.00", "Joinery"),
)


def open_at(home: Path) -> Desk:
    return open_desk(home, date(2026, 11, 24))


def keep(desk: Desk, council: str, rows: tuple[tuple[str, ...], ...], month: int = 4) -> str:
    """Upload (supplier, pounds, purpose, company number) rows of a council; its upload id."""
    lines = [
        f'05/{month:02d}/2024,"{name}",{pounds},{purpose},{"".join(rest)}' for name, pounds, purpose, *rest in rows
    ]
    content = "\n".join([HEADINGS, *lines]).encode()
    upload = SpendFile(f"{council}-{month}.csv", content, owners.council(council, desk))
    (receipt,) = submitting.submit(GROUP, desk, [upload], take_suggested=True)
    assert receipt.outcome == "taken", receipt.reason
    return receipt.upload_id
