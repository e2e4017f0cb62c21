"""An .xls that goes in circles, or claims more room than it has, is refused before a reader follows it."""

import struct
from collections.abc import Callable

import pytest

from procurement.spend import receive
from procurement.spend.findings import Refused
from procurement.spend.limits import Limits
from tests.oracle import xls_bytes

BOOK = xls_bytes.xls([["Date", "Supplier", "Amount"], ["13/04/2024", "Acorn Ltd", 12.5]])
TABLE = len(BOOK) - 512
"""Where the table of sectors stands: 4 bytes a sector, those of the workbook's stream first."""

DIRECTORY = TABLE - 512


def with_number(at: int, number: int) -> bytes:
    """The workbook with one of its numbers of four bytes changed."""
    return BOOK[:at] + struct.pack("<I", number) + BOOK[at + 4 :]


def wide(row: int, column: int) -> bytes:
    """A workbook whose only number is said to stand in another place."""
    cell = struct.pack("<HHHHH", 0x0203, 14, 1, 2, 0)
    assert BOOK.count(cell) == 1
    return BOOK.replace(cell, struct.pack("<HHHHH", 0x0203, 14, row, column, 0))


DAMAGED: list[tuple[str, Callable[[], bytes]]] = [
    ("its stream goes in a circle", lambda: with_number(TABLE + 8, 0)),
    ("a sector follows itself", lambda: with_number(TABLE + 4, 1)),
    ("its directory lies beyond the end", lambda: with_number(48, 4_000)),
    ("a table of a thousand million sectors", lambda: with_number(44, 10**9)),
    ("a stream longer than the file", lambda: with_number(DIRECTORY + 128 + 120, 2**31)),
    ("a sector size that is none", lambda: BOOK[:30] + b"\x1f\x00" + BOOK[32:]),
    ("cut short", lambda: BOOK[:-512]),
]


@pytest.mark.parametrize("content", [made() for _, made in DAMAGED], ids=[name for name, _ in DAMAGED])
def test_a_damaged_container_is_refused(content: bytes) -> None:
    with pytest.raises(Refused, match="damaged, or did not arrive whole"):
        receive.check("april.xls", content, Limits())


def test_cells_far_apart_are_refused() -> None:
    with pytest.raises(Refused, match="spreads over 65,536 rows and 65,536 columns"):
        receive.check("april.xls", wide(65_535, 65_535), Limits())


def test_a_sound_workbook_is_taken() -> None:
    assert receive.check("april.xls", BOOK, Limits())[0].kind == "xls"
    assert receive.check("april.xls", wide(65_535, 2), Limits())[0].kind == "xls"
