"""A store with invented people in every text column, file name, held-back row, warning and reason, to be scrubbed.

Each text to look for is one invented word that stands in nothing else.
"""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from procurement.services.desk import Desk
from procurement.services.suppliers import known_suppliers
from procurement.services.uploading import ingesting, submitting, uploads
from procurement.services.uploading.reading import SpendFile
from procurement.services.uploading.receipts import Receipt
from procurement.store import whole_tables
from procurement.store.back_catalogues import CatalogueFile
from tests.promises.uploader import GROUP

HEADINGS = (
    "Payment Date,Supplier Name,Amount,Amount (2),Purpose,Department,Account,Category,Transaction Number,"
    "Company Number,Supplier Reference"
)
PERSON = "Órsolya Quillfeather"
FILE, CORRECTED, WITHDRAWN = "Vantongeren April.csv", "Vantongeren April corrected.csv", "Ombersleyan March.csv"
OF_APRIL = (
    "Quillfeather",
    "Órsolya",
    "Dunmarrow",
    "Ardleighton",
    "Trelissicky",
    "Marchmontane",
    "Pettigrewson",
    "Strakehold",
    "Vantongeren",
    "Zephyrinox",
    "Silverlocke",
)
OF_MARCH = ("Penhallowick", "Ombersleyan", "Ludovicana", "Harkstead")
SHARED = ("Brackenholt", "Everdale")


@dataclass(frozen=True)
class People:
    """Ids of the uploads: those to scrub, and the others."""

    april: str
    corrected: str
    march: str
    others: Mapping[str, str]


def fill(desk: Desk) -> People:
    """Upload all of it: some stand, one is replaced, one is withdrawn, and one is of another council.

    What only large stores keep ready is kept of this small one too.
    """
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(whole_tables, "LEAST_BEHIND", 1)
        patched.setattr(known_suppliers, "LEAST_UNKEPT", 1)
        patched.setattr(known_suppliers, "WORTH_AN_INDEX", 1)
        patched.setattr(known_suppliers, "FEW", 0)
        return _fill(desk)


def _fill(desk: Desk) -> People:
    plain = {
        name: _submit(desk, "Bury", f"{name}.csv", _plain(month)) for name, month in (("january", 1), ("february", 2))
    }
    april = _submit(desk, "Bury", FILE, _april("1,250.00"), {"AMOUNT_COLUMN": "Amount"})
    corrected = _submit(desk, "Bury", CORRECTED, _april("1,350.00"), {"SAME_PERIOD": "replace"})
    march = _submit(desk, "Bury", WITHDRAWN, _march())
    uploads.withdraw(GROUP, desk, march, f"Ludovicana Harkstead asked; see {WITHDRAWN}")
    plain["may"] = _submit(desk, "Bury", "may.csv", _may())
    plain["leeds"] = _submit(desk, "Leeds", "leeds.csv", _plain(4))
    uploads.withdraw(GROUP, desk, plain["february"], f"It was sent with {CORRECTED}")
    _list_as_back_catalogue(desk, april)
    return People(april, corrected, march, plain)


def _list_as_back_catalogue(desk: Desk, upload_id: str) -> None:
    """As a run over a folder lists what became of its files."""
    kept, at = desk.store.register.back_catalogues, datetime(2026, 11, 24, tzinfo=UTC)
    run = kept.begin("a folder", 2, "this", "advisory group", at)
    sha256 = desk.store.register.uploads.get(upload_id).sha256
    mine = CatalogueFile(run, 1, f"bury/{FILE}", "taken", at, sha256, "", "", "E08000002", FILE, upload_id)
    other = CatalogueFile(run, 2, "bury/copy.csv", "refused", at, "0", f"The same as {FILE}.")
    kept.record([mine, other])


def leave_killed_writes(home: Path) -> None:
    """What programs that died leave behind: Parquet files and commits that never counted, bytes on their way."""
    for table in (home / "ledger").iterdir():
        for data in list(table.glob("*.parquet")):
            shutil.copyfile(data, data.with_name(f"{data.name}#1"))
            shutil.copyfile(data, data.with_name(f"part-killed-{data.name}"))
        for commit in list((table / "_delta_log").glob("*.json")):
            shutil.copyfile(commit, commit.with_name(f"_commit_{commit.stem}.json.tmp"))
            shutil.copyfile(commit, commit.with_name(f"{commit.name}.torn"))
    for original in [place for place in (home / "originals").glob("*/*") if place.is_file()]:
        content = original.read_bytes()
        original.with_name(f"arriving-{original.name[:8]}").write_bytes(content[: len(content) - 20])
    (home / "receiving").mkdir(exist_ok=True)
    (home / "receiving" / "00000000000000000001-dead.aside").write_text(f'[{{"file_name": "{FILE}"')


def submit(desk: Desk, council: str, name: str, content: bytes, answers: Mapping[str, str] | None = None) -> Receipt:
    """Upload one file as the page does; suggested answers are taken."""
    owner = ingesting.owner_of(council, "", desk)
    file = SpendFile(name, content, owner, dict(answers or {}), are_remembered=bool(answers))
    (receipt,) = submitting.submit(GROUP, desk, [file], take_suggested=True)
    return receipt


def _submit(desk: Desk, council: str, name: str, content: bytes, answers: Mapping[str, str] | None = None) -> str:
    receipt = submit(desk, council, name, content, answers)
    assert receipt.outcome == "taken", receipt.reason
    return receipt.upload_id


def april_again() -> bytes:
    """The bytes of the first April."""
    return _april("1,250.00")


def _april(first: str) -> bytes:
    people = [
        f'04/04/2024,{PERSON},"{first}",1500.00,Respite for Dunmarrow,Ardleighton Lodge,Fees to Trelissicky,'
        "Marchmontane care,T900,,Pettigrewson",
        "05/04/2024,Zephyrinox Holdings Limited,90.10,108.12,Stairlift,Housing,Repairs,Works,T901,01234567,B1",
        f"06/04/2024,{PERSON},not known,1.00,Strakehold,Housing,Repairs,Works,T902,,B1",
        f"31/02/2024,{PERSON} Silverlocke,5.00,6.00,Silverlocke,Housing,Repairs,Works,T903,,B1",
    ]
    return _file([*people, *_shared(4)])


def _march() -> bytes:
    return _file(["04/03/2024,Penhallowick,77.00,92.40,Ludovicana,Housing,Repairs,Works,T500,,B1", *_plain_rows(3)])


def _may() -> bytes:
    """A month that repeats lines of April, so that it is warned of it by the name of its file."""
    same = "05/05/2024,Brackenholt Ltd,90.10,108.12,Stairlift,Housing,Repairs,Works,T950,01234567,B1"
    return _file([same, *_shared(5)])


def _plain(month: int) -> bytes:
    return _file(_plain_rows(month))


def _plain_rows(month: int) -> list[str]:
    return [
        f"{day:02d}/{month:02d}/2024,Everdale Energy PLC,{day * 7}.25,{day * 9}.00,Energy,Estates,Utilities,Energy,"
        f"T{month}{day:02d},,B2"
        for day in range(1, 9)
    ]


def _shared(month: int) -> list[str]:
    """Lines that April and May both have, but for the day."""
    return [
        f"{day:02d}/{month:02d}/2024,Everdale Homes Ltd,{day * 11}.40,{day * 13}.00,Rent,Housing,Rents,Homes,S{day},,B3"
        for day in range(1, 13)
    ]


def _file(rows: list[str]) -> bytes:
    return "\n".join([HEADINGS, *rows, ""]).encode()
