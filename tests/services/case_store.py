"""A small store of which business cases of every answer can be made: twelve councils, six regions, a year."""

from datetime import date
from pathlib import Path

from procurement.access import Role, Viewer
from procurement.services.desk import Desk, open_desk
from procurement.services.uploading import ingesting

GROUP = Viewer(Role.ADVISORY_GROUP)
TODAY = date(2026, 11, 26)
BURY = "E08000002"
COUNCILS = ("Bury", "Bolton", "Salford", "Leeds", "Bradford", "Kirklees", "Camden", "Hackney", "Islington", "Elmbridge",
            "Woking", "Cheltenham")  # fmt: skip
ELECTRICITY = ("Utilities", "Electricity")
CARE = ("Social Community Care Supplies & Services - Adult", "Domiciliary Care")
HEADINGS = "Payment Date,Supplier,Net Amount,Expense Type,Purpose"


SELLERS = ("Harrowfen Energy PLC", "Brindlecote Power Limited", "Tarnbeck Electric Ltd", "Quillmarsh Energy Supply Ltd")


def spend_of(council: str, times: int) -> str:
    """A year of one council: electricity from firms that sell everywhere, home care from a firm of its own."""
    rows: list[str] = []
    for month in range(1, 13):
        day = f"15/{month:02}/2025"
        for at, seller in enumerate(SELLERS):
            pounds = 2_000_000 + times * 100_000 + at * 1_000
            rows.append(f"{day},{seller},{pounds}.50,Electricity,Street lighting electricity")
        rows.append(f"{day},{council}brook Homecare Ltd,{300_000 + times * 1_000}.00,Domiciliary care,Home care hours")
    return "\n".join([HEADINGS, *rows]) + "\n"


def fill(home: Path) -> Desk:
    """The store under `home`, with a file of each council."""
    desk = open_desk(home, TODAY)
    files = [home.parent / f"{council.lower()}-2025.csv" for council in COUNCILS]
    for times, (council, path) in enumerate(zip(COUNCILS, files, strict=True)):
        path.write_text(spend_of(council, times), encoding="utf-8")
    owners = [ingesting.owner_of(council, "", desk) for council in COUNCILS]
    receipts = list(ingesting.ingest(GROUP, desk, zip(files, owners, strict=True), yes=True))
    assert [one.outcome for one in receipts] == ["taken"] * len(COUNCILS), [one.reason for one in receipts]
    return desk
