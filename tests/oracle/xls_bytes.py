"""The bytes of a small Excel 97-2003 workbook, record by record: nothing among the requirements writes one."""

import struct
from collections.abc import Sequence
from datetime import date

from tests.oracle.council_cells import Cell

SECTOR = 512
END_OF_CHAIN, FREE, FAT_SECTOR, NOTHING = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFF
SMALLEST_STREAM = 4096
DAY_FORMAT = 14
PLAIN_CELL, DAY_CELL = 0, 1


def xls(rows: Sequence[Sequence[Cell]], day_zero: date = date(1899, 12, 30), name: str = "April") -> bytes:
    """A workbook of one sheet. day_zero: date(1904, 1, 1) makes it count its days as an old Mac does."""
    mode = struct.pack("<H", int(day_zero.year == 1904))
    formats = b"".join(record(0x00E0, struct.pack("<HH16x", 0, number)) for number in (0, DAY_FORMAT))
    head = bof(0x0005) + record(0x0042, struct.pack("<H", 1200)) + record(0x0022, mode) + formats
    sheet_at = len(head) + len(bound_sheet(name, 0)) + len(record(0x000A, b""))
    book = head + bound_sheet(name, sheet_at) + record(0x000A, b"")
    return compound_file(book + sheet(rows, day_zero))


def record(number: int, body: bytes) -> bytes:
    """One record: its number, its length, its body."""
    return struct.pack("<HH", number, len(body)) + body


def bof(kind: int) -> bytes:
    """The beginning of the workbook's globals (5) or of a sheet (16), in BIFF8."""
    return record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0x0DBB, 0x07CC, 0, 6))


def bound_sheet(name: str, at: int) -> bytes:
    """Where a sheet begins, and what it is called."""
    return record(0x0085, struct.pack("<IBBBB", at, 0, 0, len(name), 0) + name.encode("latin-1"))


def sheet(rows: Sequence[Sequence[Cell]], day_zero: date) -> bytes:
    """The records of a sheet, a record a cell."""
    width = max((len(row) for row in rows), default=0)
    cells = [
        cell_record(at, place, cell, day_zero)
        for at, row in enumerate(rows)
        for place, cell in enumerate(row)
        if cell not in ("", None)
    ]
    size = record(0x0200, struct.pack("<IIHHH", 0, len(rows), 0, width, 0))
    return bof(0x0010) + size + b"".join(cells) + record(0x000A, b"")


def cell_record(row: int, column: int, cell: Cell, day_zero: date) -> bytes:
    """A text (LABEL) or a number (NUMBER); a day is a number in the format of days."""
    if isinstance(cell, str):
        text = cell.encode("utf-16-le")
        return record(0x0204, struct.pack("<HHHHB", row, column, PLAIN_CELL, len(text) // 2, 1) + text)
    if isinstance(cell, date):
        return record(0x0203, struct.pack("<HHHd", row, column, DAY_CELL, (cell - day_zero).days))
    return record(0x0203, struct.pack("<HHHd", row, column, PLAIN_CELL, cell or 0))


def compound_file(stream: bytes) -> bytes:
    """An OLE file that holds one stream, "Workbook": a header, the stream, the directory, the table of sectors."""
    stream = stream.ljust(max(SMALLEST_STREAM, -(-len(stream) // SECTOR) * SECTOR), b"\x00")
    sectors = len(stream) // SECTOR
    tables = next(count for count in range(1, 100) if count * 128 >= sectors + 1 + count)
    chain = [*range(1, sectors), END_OF_CHAIN, END_OF_CHAIN, *[FAT_SECTOR] * tables]
    table = struct.pack(f"<{128 * tables}I", *chain, *[FREE] * (128 * tables - len(chain)))
    directory = entry("Root Entry", 5, 1, END_OF_CHAIN, 0) + entry("Workbook", 2, NOTHING, 0, len(stream))
    return header(sectors, tables) + stream + directory.ljust(SECTOR, b"\x00") + table


def header(sectors: int, tables: int) -> bytes:
    """The first 512 bytes: where the directory and the table of sectors stand."""
    fixed = struct.pack("<8s16xHHHHH6xIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6,
                        0, tables, sectors, 0, SMALLEST_STREAM, END_OF_CHAIN, 0, END_OF_CHAIN, 0)  # fmt: skip
    places = [*range(sectors + 1, sectors + 1 + tables), *[FREE] * (109 - tables)]
    return fixed + struct.pack("<109I", *places)


def entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    """One entry of the directory, 128 bytes."""
    text = f"{name}\x00".encode("utf-16-le")
    return struct.pack("<64sHBBIII16xI8x8xIII", text, len(text), kind, 1, NOTHING, NOTHING, child, 0, start, size, 0)
