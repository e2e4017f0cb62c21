"""Broken files on which a careful person decides: the slow reader reads them so, and the software as it does."""

import pytest

from procurement.spend import receive
from procurement.spend.limits import Limits
from tests.oracle import comparing, containers, slow_reader
from tests.oracle.uploads import Upload

DAYS = range(13, 25)
HEADINGS = "Payment Date,Supplier Name,Net Amount\n"
ROWS = "".join(f"{day}/04/2024,Quillmarsh Ltd,{day}.00\n" for day in DAYS)
TOO_LONG = "13/04/2024,Harrowfen plc,5.00,spilt\n"
ALIKE = (
    "Payment Date,Supplier Name,Net Amount,Buyer Unit,Buyer Unit,Purpose\n13/04/2024,Harrowfen plc,5.00,Roads,Depot\n"
)
MOVED = "Payment Date,Supplier Name,Net Amount,Buyer Unit,Purpose\n" + ROWS.replace(".00", ".00,Roads,Depot")
QUOTED = "".join(f'"Quillmarsh Ltd","{day}/04/2024","£{day}.00"\n' for day in DAYS)
TWO_LINES = b'"Harrow\xcd\nfen","13/04/2024","5.00"\n'

FILES: dict[str, tuple[bytes, dict[int, str]]] = {
    "a long row above the headings makes these no wider": (
        f"{TOO_LONG}{HEADINGS}{ROWS}{TOO_LONG}".encode(),
        {15: "long"},
    ),
    "payments above the headings may be held but not lost": (f"{ROWS}{HEADINGS}{ROWS}".encode(), {}),
    "two rows of headings are as wide as the wider": (
        f"Payment Date,,,\n,Supplier Name,Net Amount\n{ROWS}{TOO_LONG}".encode(),
        {},
    ),
    "short rows in columns that nobody can tell make short rows no habit": (
        f"{ALIKE}{MOVED}".encode(),
        {2: "short"} | dict.fromkeys(range(3, 16), "columns in doubt"),
    ),
    "a dozen short payments make short rows a habit": (
        f"Payment Date,Supplier Name,Net Amount,Purpose\n{ROWS}".encode(),
        {},
    ),
    "a broken byte in a cell of two lines leaves it one row": (
        b'"Supplier Name","Payment Date","Net Amount"\n' + TWO_LINES + QUOTED.encode(),
        {2: "NUL_BYTE or NOT_IN_ENCODING"},
    ),
    "a quote that never closes takes no line with it": (
        b'"Supplier Name","Payment Date","Net Amount"\n"Harrow\n' + QUOTED.encode(),
        {2: "UNCLOSED_QUOTE"},
    ),
}
"""The bytes of a file, and why each row below its headings that is no payment is none."""


@pytest.mark.parametrize(("content", "why"), FILES.values(), ids=FILES)
def test_the_slow_reader_reads_as_a_careful_person_would(content: bytes, why: dict[int, str]) -> None:
    file = receive.check("spend.csv", content, Limits())[0]
    _, receipt = comparing.software_reading(file, {})
    below = [row for row in slow_reader.read(content, receipt) if row.line > receipt.heading_line]
    assert {row.line: row.why for row in below if row.why} == why
    assert len(below) == len({row.line for row in below})


@pytest.mark.parametrize(("content", "why"), FILES.values(), ids=FILES)
def test_the_software_agrees(content: bytes, why: dict[int, str]) -> None:
    assert not comparing.compare(Upload("spend.csv", content)).problems


@pytest.mark.parametrize("names", [("Spend", "Credits"), ("Credits", "Spend")], ids=" then ".join)
def test_both_readers_take_off_what_stands_on_a_sheet_of_credits(names: tuple[str, str]) -> None:
    headings = ["Payment Date", "Supplier Name", "Net Amount"]
    paid = [[f"{day}/04/2024", f"Quillmarsh {day} Ltd", f"{day}00.00"] for day in DAYS]
    back = [["13/04/2024", "Harrowfen plc", "5.00"], ["14/04/2024", "Harrowfen plc", "£1,250.50"], ["", "", "n/a"]]
    of = {"Spend": [headings, *paid], "Credits": [headings, *back]}
    content = containers.as_xlsx_sheets({name: of[name] for name in names})
    upload = Upload("april.xlsx", content)
    assert not comparing.compare(upload).problems
    file = receive.check(upload.name, content, Limits())[0]
    judged, receipt = comparing.software_reading(file, comparing.MEANT)
    assert "CREDITS_SHEET" in receipt.fixes
    taken = judged.payments["amount_pence"]
    assert (taken.filter(taken < 0).to_list(), taken.filter(taken > 0).len()) == ([-500, -125_050], len(DAYS))
