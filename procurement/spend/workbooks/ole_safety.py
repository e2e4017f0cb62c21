"""Whether an .xls may be opened: its sectors form chains that end, and nothing in it claims more room than it has.

The reader of workbooks follows a chain of sectors until it ends and sets aside what a header asks for: a damaged file
of a few thousand bytes would have it fill the memory of the machine.
"""

import struct
from collections.abc import Iterator, Sequence

from procurement.spend.findings import Refused
from procurement.spend.limits import Limits
from procurement.spend.workbooks.sheet_space import refuse_grid

DAMAGED = "The workbook is damaged, or did not arrive whole. Open it in Excel, save it as a new .xlsx and upload that."
SECTOR_BYTES = {9: 512, 12: 4096}
MINI_SECTOR_BYTES = 64
IN_HEADER = 109
SPECIAL = 0xFFFFFFFA
ENTRY_BYTES = 128
BEGIN, END, SIZE, SHEET_PLACE, SHARED_TEXTS = 0x0809, 0x000A, 0x0200, 0x0085, 0x00FC
CELLS = {0x0006, 0x00BD, 0x00BE, 0x00D6, 0x00FD, 0x0201, 0x0203, 0x0204, 0x0205, 0x0207, 0x027E}
"""Records that begin with the row and the column of a cell."""


def check(content: bytes, limits: Limits) -> None:
    """Raise Refused where an .xls is no whole container, goes in circles, or spreads over too many cells."""
    try:
        for stream in workbook_streams(content):
            check_records(stream, limits)
    except (struct.error, IndexError, KeyError, ValueError):
        raise Refused(DAMAGED) from None


def workbook_streams(content: bytes) -> Iterator[bytes]:
    """The streams that may hold the workbook. Raises ValueError or struct.error where the container is amiss."""
    size = SECTOR_BYTES[struct.unpack_from("<H", content, 30)[0]]
    of_directory, tables, directory, _, cutoff, mini_start, minis, more, _ = struct.unpack_from("<9I", content, 40)
    if max(of_directory, tables, minis) * size > len(content):
        raise ValueError("more sectors than bytes")
    table = sector_table(content, size, more)
    entries = [*directory_entries(chain(content, size, table, directory))]
    if any(length > len(content) for _, _, length in entries):
        raise ValueError("a stream longer than the file")
    mini_table = as_numbers(chain(content, size, table, mini_start))
    refuse_circles(mini_table)
    small = chain(content, size, table, entries[0][1])
    for name, start, length in entries:
        if name.casefold() in ("workbook", "book"):
            if length < cutoff:
                yield chain(small, MINI_SECTOR_BYTES, mini_table, start, first_at=0)[:length]
            else:
                yield chain(content, size, table, start)[:length]


def sector_table(content: bytes, size: int, more: int) -> list[int]:
    """Which sector follows which. Raises ValueError where one of its own lists, or a chain in it, goes in a circle."""
    places = list(struct.unpack_from(f"<{IN_HEADER}I", content, 76))
    seen: set[int] = set()
    while more < SPECIAL:
        if more in seen:
            raise ValueError("a list in a circle")
        seen.add(more)
        *further, more = as_numbers(sector(content, size, more))
        places += further
    used = [place for place in places if place < SPECIAL]
    if len(used) * size > len(content):
        raise ValueError("more sectors than bytes")
    table = [number for place in used for number in as_numbers(sector(content, size, place))]
    refuse_circles(table)
    return table


def refuse_circles(table: Sequence[int]) -> None:
    """Raise ValueError where following the table from some sector would never end."""
    done = bytearray(len(table))
    for start in range(len(table)):
        path: list[int] = []
        at = start
        while at < len(table) and not done[at]:
            done[at] = 1
            path.append(at)
            at = table[at]
        if at < len(table) and done[at] == 1:
            raise ValueError("sectors in a circle")
        for passed in path:
            done[passed] = 2


def chain(content: bytes, size: int, table: Sequence[int], start: int, first_at: int = 1) -> bytes:
    """The bytes of the sectors from `start` on; b"" where there is none. The table has no circles."""
    parts: list[bytes] = []
    while start < SPECIAL:
        parts.append(sector(content, size, start, first_at))
        start = table[start]
    return b"".join(parts)


def sector(content: bytes, size: int, number: int, first_at: int = 1) -> bytes:
    """One sector; the last may be cut short. Raises ValueError where it lies beyond the end."""
    at = (number + first_at) * size
    if at >= len(content):
        raise ValueError("a sector beyond the end")
    return content[at : at + size]


def as_numbers(part: bytes) -> list[int]:
    """The numbers of four bytes that a sector holds."""
    return list(struct.unpack(f"<{len(part) // 4}I", part[: len(part) // 4 * 4]))


def directory_entries(directory: bytes) -> Iterator[tuple[str, int, int]]:
    """Name, first sector and length of each entry."""
    for at in range(0, len(directory) - ENTRY_BYTES + 1, ENTRY_BYTES):
        letters, kind = struct.unpack_from("<HB", directory, at + 64)
        name = directory[at : at + min(letters, 64)].decode("utf-16-le", "replace").rstrip("\x00")
        start, length = struct.unpack_from("<II", directory, at + 116)
        if kind or at == 0:
            yield name, start, length


def check_records(stream: bytes, limits: Limits) -> None:
    """Raise Refused where a sheet spreads too far, ValueError where a record claims more texts than it can hold."""
    for number, body in records(stream, 0):
        if number == SHARED_TEXTS and struct.unpack_from("<I", body, 4)[0] > len(stream):
            raise ValueError("more texts than bytes")
        if number == SHEET_PLACE:
            check_sheet(stream, struct.unpack_from("<I", body)[0], limits)


def check_sheet(stream: bytes, at: int, limits: Limits) -> None:
    """Raise Refused where the rectangle around the cells of a sheet, real or claimed, is too large."""
    rows, columns = {0}, {0}
    for number, body in records(stream, at):
        if number == SIZE and len(body) >= 14:
            top, bottom, left, right = struct.unpack_from("<IIHH", body)
            refuse_grid("of the workbook", max(bottom - top, 0), max(right - left, 0), limits)
        if number in CELLS and len(body) >= 4:
            row, column = struct.unpack_from("<HH", body)
            rows.add(row)
            columns.add(column)
    refuse_grid("of the workbook", max(rows) + 1, max(columns) + 1, limits)


def records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Number and body of each record from a place on, until the END or the end of the bytes."""
    number = 0
    while number != END and at + 4 <= len(stream):
        number, length = struct.unpack_from("<HH", stream, at)
        yield number, stream[at + 4 : at + 4 + length]
        at += 4 + length
