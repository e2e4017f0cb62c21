"""How far the sheets of a workbook spread: a cell far below the rest is brought near, so that memory stays bounded."""

import re
import zipfile
from io import BytesIO
from itertools import pairwise
from xml.etree import ElementTree

from procurement.spend.findings import Refused
from procurement.spend.limits import Limits, megabytes
from procurement.spend.workbooks import sheet_markup
from procurement.spend.workbooks.sheet_markup import IS, NUMBERED_ROW, PLACE, Workbook

WIDEST_GAP_ROWS = 10_000
LAST_ROW = 1_048_576
TWO_LETTERS = re.compile(rb"\br" + IS + rb"[A-Za-z]{2,}\d")
SEVEN_DIGITS = re.compile(rb"\br" + IS + rb"[A-Za-z]+(\d{7,})")
SHARED_TEXT = re.compile(rb"<(?:\w+:)?si\b")
SHARED_CELL = re.compile(rb"<(?:\w+:)?c\b[^>]*?\bt" + IS + rb"s\b[^>]*>\s*<(?:\w+:)?v>(\d+)<")
SHARED_TEXTS = "xl/sharedStrings.xml"
ODS_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"


def bring_near(content: bytes, book: Workbook, limits: Limits) -> tuple[bytes, dict[str, dict[int, int]]]:
    """An .xlsx without gaps of more than 10,000 rows, and for each sheet where rows were moved: new number to true one.

    A sheet that is one cell at row 1,048,576 would otherwise be a million rows. Raises Refused where a sheet still
    spreads over too many cells, or where shared texts, repeated, come to more than the limit of unpacked bytes.
    """
    near: dict[str, bytes] = {}
    moved: dict[str, dict[int, int]] = {}
    texts = [len(text) for text in SHARED_TEXT.split(sheet_markup.markup_of(content, SHARED_TEXTS))[1:]]
    for name, part in book.parts.items():
        markup = sheet_markup.markup_of(content, part)
        refuse_repeated_text(markup, texts, limits)
        markup, true_rows = without_gaps(markup)
        refuse_wide_spread(name, markup, limits)
        if true_rows:
            near[part], moved[name] = markup, true_rows
    return (with_parts(content, near) if near else content), moved


def refuse_repeated_text(markup: bytes, texts: list[int], limits: Limits) -> None:
    """Raise Refused where cells repeat long shared texts so often that the sheet would not fit in memory.

    texts: the length of each shared text, in bytes of markup. The exact sum is made only where it could matter.
    """
    if markup.count(b"</") * max(texts, default=0) <= limits.max_unzipped_bytes:
        return
    used = (int(found[1]) for found in SHARED_CELL.finditer(markup))
    total = sum(texts[place] for place in used if place < len(texts))
    if total > limits.max_unzipped_bytes:
        raise Refused(
            f"The workbook repeats long texts until they come to {megabytes(total)}; the limit is "
            f"{megabytes(limits.max_unzipped_bytes)}. Save the sheet as CSV and upload that."
        )


def without_gaps(markup: bytes) -> tuple[bytes, dict[int, int]]:
    """A sheet's markup with each row after a wide gap numbered as if next to the row above; new number to true one."""
    tags = [(tag.start(), int(tag[1])) for tag in NUMBERED_ROW.finditer(markup)]
    rows = [row for _, row in tags]
    if all(row - before <= WIDEST_GAP_ROWS for before, row in pairwise([0, *rows])):
        return markup, {}
    pieces = [markup[: tags[0][0]]]
    moved: dict[int, int] = {}
    shift = 0
    for (start, row), before, end in zip(
        tags, [0, *rows], [*(start for start, _ in tags[1:]), len(markup)], strict=False
    ):
        if row - before > WIDEST_GAP_ROWS:
            shift += row - before - 1
        if shift:
            moved[row - shift] = row
        pieces.append(renumbered(markup[start:end], row, shift) if shift else markup[start:end])
    return b"".join(pieces), moved


def renumbered(row_markup: bytes, row: int, shift: int) -> bytes:
    """The markup of one row, its number and the places of its cells moved up by `shift` rows."""
    place = re.compile(rb"(\br" + IS + rb"[A-Za-z]*)" + str(row).encode() + rb"(?=[\"'])")
    return place.sub(lambda found: found[1] + str(row - shift).encode(), row_markup)


def refuse_wide_spread(name: str, markup: bytes, limits: Limits) -> None:
    """Raise Refused where the rectangle around a sheet's values has too many cells to be read.

    Without a column of two letters, and no lower than Excel's last row, it is always within reach.
    """
    lowest = max(map(int, SEVEN_DIGITS.findall(markup)), default=0)
    if lowest <= LAST_ROW and not TWO_LETTERS.search(markup):
        return
    columns = sheet_markup.columns_used(markup)
    rows = max((int(row) for _, row in PLACE.findall(markup)), default=0)
    refuse_grid(name, rows, max(columns, default=0) - min(columns, default=0) + 1, limits)


def refuse_grid(name: str, rows: int, columns: int, limits: Limits) -> None:
    """Raise Refused where rows times columns, or either alone, is beyond what any spend file has."""
    if rows > LAST_ROW or rows * columns > limits.max_grid_cells or columns > 10 * limits.max_columns:
        raise Refused(
            f'Sheet "{name}" spreads over {rows:,} rows and {columns:,} columns, because some cell stands far from the '
            "rest. Delete what is below and to the right of the payments, or save the sheet as CSV, and upload that."
        )


def with_parts(content: bytes, parts: dict[str, bytes]) -> bytes:
    """The archive with some parts replaced."""
    target = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(content)) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
    ):
        for part in old.infolist():
            new.writestr(part.filename, parts[part.filename] if part.filename in parts else old.read(part))
    return target.getvalue()


def check_ods(content: bytes, limits: Limits) -> None:
    """Raise Refused where a sheet of an .ods repeats its rows and columns over too many cells."""
    with zipfile.ZipFile(BytesIO(content)) as book, book.open("content.xml") as stream:
        rows = widest = waiting = 0
        name = ""
        for event, element in ElementTree.iterparse(stream, ("start", "end")):
            if event == "start" and element.tag == f"{ODS_TABLE}table":
                name, rows, widest, waiting = element.get(f"{ODS_TABLE}name", ""), 0, 0, 0
            if event == "end" and element.tag == f"{ODS_TABLE}table-row":
                waiting += int(element.get(f"{ODS_TABLE}number-rows-repeated", "1"))
                if width := ods_row_width(element):
                    rows, widest, waiting = rows + waiting, max(widest, width), 0
                    refuse_grid(name, rows, widest, limits)
                element.clear()


def ods_row_width(row: ElementTree.Element) -> int:
    """How many columns a row of an .ods reaches over, up to its last cell that holds something."""
    reach = width = 0
    for cell in row:
        reach += int(cell.get(f"{ODS_TABLE}number-columns-repeated", "1"))
        if len(cell) or any(key.endswith("}value-type") for key in cell.attrib):
            width = reach
    return width
