"""What the markup of a sheet says and a reader of values does not: what is hidden, formulas never worked out."""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from posixpath import join, normpath
from xml.etree import ElementTree
from xml.sax.saxutils import unescape

LAST_COLUMN = 16_384
"""Columns that a sheet of Excel has; no spend file needs more."""

RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
FORMULA = rb"<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>([^<]*)</(?:\w+:)?f>)"
IS = rb"""\s*=\s*["']"""
NUMBERED_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*?\br" + IS + rb"(\d+)[^>]*>")
IS_HIDDEN = re.compile(rb"\bhidden" + IS + rb"(?:1|true)\b")
COLUMN = re.compile(rb"<(?:\w+:)?col\b[^>]*>")
COLUMN_SPAN = re.compile(rb"\b(min|max)" + IS + rb"(\d+)")
PLACE = re.compile(rb"\br" + IS + rb"([A-Za-z]+)(\d+)")
VALUE_CELL = re.compile(
    rb"<(?:\w+:)?c\b[^>]*?\br" + IS + rb"([A-Za-z]+)\d+[^>]*>\s*(?:" + FORMULA + rb"\s*)?<(?:\w+:)?(?:v>[^<]|is\b)"
)
IS_TEXT = re.compile(rb"\bt" + IS + rb"str\b")
FORMULA_WITHOUT_VALUE = re.compile(
    rb"<(?:\w+:)?c\b([^>]*)>\s*" + FORMULA + rb"\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)


@dataclass(frozen=True)
class CellText:
    """The text to show for one cell of a sheet: its row, from 1, its column, from 0 for A, and the text."""

    row: int
    column: int
    text: str


@dataclass(frozen=True)
class Workbook:
    """An .xlsx opened for its markup: sheet names with the parts that hold them, and which calendar its dates use."""

    parts: dict[str, str]
    day_zero: str


def open_markup(content: bytes) -> Workbook:
    """The sheets of an .xlsx in order, and its calendar. Raises KeyError, ParseError where a part is amiss."""
    with zipfile.ZipFile(BytesIO(content)) as book:
        root = ElementTree.fromstring(book.read("xl/workbook.xml"))
        relations = ElementTree.fromstring(book.read("xl/_rels/workbook.xml.rels"))
    targets = {relation.get("Id"): part_path(relation.get("Target", "")) for relation in relations}
    sheets = [element for element in root.iter() if element.tag.endswith("}sheet")]
    parts = {
        sheet.get("name", ""): targets.get(sheet.get(RELATION) or sheet.get(STRICT_RELATION), "") for sheet in sheets
    }
    properties = next((element for element in root.iter() if element.tag.endswith("}workbookPr")), None)
    is_1904 = properties is not None and properties.get("date1904") in ("1", "true")
    return Workbook(parts, "1904" if is_1904 else "1900")


def part_path(target: str) -> str:
    """Where a relation of the workbook points to, as the archive names it."""
    return target.lstrip("/") if target.startswith("/") else normpath(join("xl", target))


def markup_of(content: bytes, part: str) -> bytes:
    """The markup of one sheet; b"" where the workbook has no such part."""
    with zipfile.ZipFile(BytesIO(content)) as book:
        return book.read(part) if part in book.namelist() else b""


def column_number(letters: bytes) -> int:
    """A column's place from 0.

    >>> column_number(b"A"), column_number(b"AB")
    (0, 27)
    """
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number - 1


def hidden_rows(markup: bytes) -> set[int]:
    """The numbers of the rows that are hidden, by hand or by a filter."""
    if b"hidden" not in markup:
        return set()
    return {int(tag[1]) for tag in NUMBERED_ROW.finditer(markup) if IS_HIDDEN.search(tag[0])}


def hidden_columns(markup: bytes) -> set[int]:
    """The places, from 0, of the columns that are hidden."""
    places: set[int] = set()
    for tag in COLUMN.findall(markup):
        if IS_HIDDEN.search(tag):
            span = {name: int(number) for name, number in COLUMN_SPAN.findall(tag)}
            places.update(range(span.get(b"min", 1) - 1, min(span.get(b"max", 0), LAST_COLUMN)))
    return places


def columns_used(markup: bytes) -> set[int]:
    """The places, from 0, of the columns in which some cell holds a value."""
    return {column_number(letters) for letters in {found[1] for found in VALUE_CELL.finditer(markup)}}


def formulas_without_value(markup: bytes) -> Iterator[CellText]:
    """The cells that hold a formula which was never worked out, each with its formula as text, like =B2*1.2."""
    for found in FORMULA_WITHOUT_VALUE.finditer(markup):
        place = PLACE.search(found[1])
        if place and not IS_TEXT.search(found[1]):
            formula = unescape((found[2] or b"").decode("utf-8", "replace"))
            yield CellText(int(place[2]), column_number(place[1]), f"={formula or '(shared formula)'}")
