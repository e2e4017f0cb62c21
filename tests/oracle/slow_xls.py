"""An Excel 97-2003 workbook read slowly: the sectors of its container, then the records of its stream."""

import struct
from collections.abc import Iterator
from datetime import datetime, timedelta

SECTOR = 512
BEGIN, END, DAYS_FROM_1904, FORMATS, SHEET_PLACE = 0x0809, 0x000A, 0x0022, 0x00E0, 0x0085
NUMBER, LABEL, SIZE = 0x0203, 0x0204, 0x0200
DAY_FORMATS = range(14, 18)
KNOWN = {BEGIN, END, DAYS_FROM_1904, FORMATS, SHEET_PLACE, NUMBER, LABEL, SIZE, 0x0042}


class Broken(ValueError):
    """The workbook is not as one would be written, so that nobody can say what it holds."""


def grid(content: bytes, name: str) -> list[list[str]]:
    """The cells of the sheet of that name, from A1. Raises Broken where a sector or record is amiss."""
    stream = workbook_stream(content)
    day_zero, formats, at = datetime(1899, 12, 30), [], -1
    for number, body in records(stream, 0):
        if number == DAYS_FROM_1904 and body[0]:
            day_zero = datetime(1904, 1, 1)
        if number == FORMATS:
            formats.append(struct.unpack_from("<H", body, 2)[0])
        if number == SHEET_PLACE and body[8:].decode("latin-1") == name:
            at = struct.unpack_from("<I", body)[0]
    if at < 0:
        raise Broken("no such sheet")
    return cells_in_place(stream, at, formats, day_zero)


def workbook_stream(content: bytes) -> bytes:
    """The bytes of the stream "Workbook", its sectors put together."""
    if (
        len(content) % SECTOR
        or len(content) < 3 * SECTOR
        or content[24:34] != struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6)
    ):
        raise Broken("not whole sectors")
    tables, directory = struct.unpack_from("<II", content, 44)
    if tables > 100 or struct.unpack_from("<I", content, 56)[0] != 4096:
        raise Broken("not a header as is written")
    places = struct.unpack_from(f"<{tables}I", content, 76)
    table = [entry for place in places for entry in struct.unpack("<128I", sector(content, place))]
    second = sector(content, directory)[128:256]
    if second[:18] != "Workbook\x00".encode("utf-16-le") or second[66] != 2:
        raise Broken("no workbook where it should be")
    start, size = struct.unpack_from("<II", second, 116)
    return chained(content, table, start)[:size]


def sector(content: bytes, place: int) -> bytes:
    """The bytes of one sector."""
    found = content[(place + 1) * SECTOR : (place + 2) * SECTOR]
    if len(found) < SECTOR:
        raise Broken("a sector beyond the end")
    return found


def chained(content: bytes, table: list[int], start: int) -> bytes:
    """The sectors from `start` on, one pointing to the next."""
    parts: list[bytes] = []
    while start < len(table) and len(parts) <= len(table):
        parts.append(sector(content, start))
        start = table[start]
    if start != 0xFFFFFFFE:
        raise Broken("a chain without an end")
    return b"".join(parts)


def records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Number and body of each record until the first END. Raises Broken where one is unknown or beyond the end."""
    number, first = 0, True
    while number != END:
        if at + 4 > len(stream):
            raise Broken("no end")
        number, length = struct.unpack_from("<HH", stream, at)
        body = stream[at + 4 : at + 4 + length]
        if number not in KNOWN or len(body) < length or first != (number == BEGIN):
            raise Broken(f"record {number:#06x}")
        if first and struct.unpack_from("<H", body)[0] != 0x0600:
            raise Broken("not BIFF8")
        yield number, body
        at, first = at + 4 + length, False


def cells_in_place(stream: bytes, at: int, formats: list[int], day_zero: datetime) -> list[list[str]]:
    """The texts of a sheet by row and column."""
    texts: dict[tuple[int, int], str] = {}
    for number, body in records(stream, at):
        if number in (NUMBER, LABEL):
            row, column, style = struct.unpack_from("<HHH", body)
            if (row, column) in texts or style >= len(formats):
                raise Broken("a cell twice, or of no format")
            texts[row, column] = label(body) if number == LABEL else number_text(body, formats[style], day_zero)
    rows, columns = (max((place[side] for place in texts), default=-1) + 1 for side in (0, 1))
    if rows * columns > 100_000:
        raise Broken("cells far apart")
    return [[texts.get((row, column), "") for column in range(columns)] for row in range(rows)]


def label(body: bytes) -> str:
    """A text of two bytes a letter."""
    letters, flags = struct.unpack_from("<HB", body, 6)
    if flags != 1 or len(body) != 9 + 2 * letters:
        raise Broken("a text in another form")
    return body[9:].decode("utf-16-le")


def number_text(body: bytes, form: int, day_zero: datetime) -> str:
    """A number as text, or the day that it stands for."""
    (number,) = struct.unpack_from("<d", body, 6)
    if form in DAY_FORMATS:
        if not 1 <= number <= 2_000_000 or len(body) != 14:
            raise Broken("no day")
        return (day_zero + timedelta(days=number)).isoformat(" ", "seconds")
    if not 1e-5 <= abs(number) <= 1e15 and number:
        raise Broken("a number that may be written in several ways")
    return str(int(number)) if number.is_integer() else repr(number)
