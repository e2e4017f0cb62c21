"""Tables in XML: the spreadsheets of Excel 2003, and lists in which one element repeats, a payment each."""

from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from xml.etree import ElementTree

from procurement.spend.findings import Refused
from procurement.spend.limits import Limits
from procurement.spend.marked_up.grids import Grid, Grids
from procurement.spend.workbooks import sheet_markup, sheet_space
from procurement.spend.workbooks.hidden_rows import Hidden

SPREADSHEET = "{urn:schemas-microsoft-com:office:spreadsheet}"
EXCEL = "{urn:schemas-microsoft-com:office:excel}"
NO_LIST = "This is an XML file without a list of payments. Open it in Excel, save it as .xlsx or CSV and upload that."
DECLARES = (b"<!DOCTYPE", b"<!ENTITY")
FEWEST_FIELDS = 3


def refuse_declarations(content: bytes) -> None:
    """Raise Refused where an XML declares entities or a document type, as no list of payments needs to."""
    bare = content.replace(b"\x00", b"").upper()
    if any(mark in bare for mark in DECLARES):
        raise Refused(
            "The XML declares a document type or entities, which may hide a bomb. Save it as CSV and upload that."
        )


def sheets_of_2003(content: bytes, limits: Limits) -> tuple[Grids, dict[str, Hidden], dict[str, bool]]:
    """The sheets of an XML spreadsheet by name, what each hides, and whether it is hidden itself."""
    grids: Grids = {}
    hidden: dict[str, Hidden] = {}
    unseen: dict[str, bool] = {}
    root = ElementTree.parse(BytesIO(content)).getroot()
    for at, sheet in enumerate(root.iter(f"{SPREADSHEET}Worksheet"), 1):
        name = sheet.get(f"{SPREADSHEET}Name") or f"Sheet{at}"
        grids[name], hidden[name] = _grid(name, sheet, limits)
        unseen[name] = (sheet.findtext(f"{EXCEL}WorksheetOptions/{EXCEL}Visible") or "") != ""
    return grids, hidden, unseen


def _grid(name: str, sheet: ElementTree.Element, limits: Limits) -> tuple[Grid, Hidden]:
    rows: Grid = []
    hidden: set[int] = set()
    for row in sheet.iter(f"{SPREADSHEET}Row"):
        line = _index(row, len(rows) + 1)
        cells = _cells(row)
        sheet_space.refuse_grid(name, line, len(cells), limits)
        rows += [[] for _ in range(line - len(rows) - 1)]
        rows.append(cells)
        if row.get(f"{SPREADSHEET}Hidden") == "1":
            hidden.add(len(rows))
    return rows, Hidden(frozenset(hidden), frozenset(_hidden_columns(sheet)), 0)


def _cells(row: ElementTree.Element) -> list[str]:
    cells: list[str] = []
    for cell in row.iter(f"{SPREADSHEET}Cell"):
        place = _index(cell, len(cells) + 1)
        cells += [""] * min(place - len(cells) - 1, sheet_markup.LAST_COLUMN)
        data = cell.find(f"{SPREADSHEET}Data")
        cells.append("".join(data.itertext()) if data is not None else "")
        cells += [""] * min(int(cell.get(f"{SPREADSHEET}MergeAcross", "0")), sheet_markup.LAST_COLUMN)
    return cells


def _index(element: ElementTree.Element, otherwise: int) -> int:
    """The place that an element gives itself, at least the next free one."""
    return max(int(element.get(f"{SPREADSHEET}Index", otherwise)), otherwise)


def _hidden_columns(sheet: ElementTree.Element) -> Iterator[int]:
    place = 0
    for column in sheet.iter(f"{SPREADSHEET}Column"):
        place = _index(column, place + 1)
        span = int(column.get(f"{SPREADSHEET}Span", "0"))
        if column.get(f"{SPREADSHEET}Hidden") == "1":
            yield from range(place - 1, min(place + span, sheet_markup.LAST_COLUMN))
        place += span


def records(content: bytes) -> Grids:
    """The list of an XML: the children of the element that has most alike ones of several fields, a row each.

    The first row is the names of the fields, attributes included. Raises Refused where there is no such list.
    """
    root = ElementTree.parse(BytesIO(content)).getroot()
    lists = [
        (element, *Counter(child.tag for child in element).most_common(1)[0]) for element in root.iter() if len(element)
    ]
    lists = [(element, tag, number) for element, tag, number in lists if _fields(next(element.iter(tag))).keys()]
    parent, tag, _ = max(lists, key=lambda found: found[2], default=(root, "", 0))
    rows = [_fields(child) for child in parent if child.tag == tag]
    names = list(dict.fromkeys(name for row in rows for name in row))
    if len(names) < FEWEST_FIELDS:
        raise Refused(NO_LIST)
    return {_bare(tag): [names, *[[row.get(name, "") for name in names] for row in rows]]}


def _fields(record: ElementTree.Element) -> dict[str, str]:
    """Name to text of each field of a record: its attributes and children, a child's own fields under its name too."""
    fields = {_bare(name): text for name, text in record.attrib.items()}
    for child in record:
        inner = {f"{_bare(child.tag)} {name}": text for name, text in _fields(child).items()} if len(child) else {}
        for name, text in (inner or {_bare(child.tag): "".join(child.itertext())}).items():
            fields[name] = f"{fields[name]}; {text}" if name in fields else text
    return fields


def _bare(tag: str) -> str:
    return tag.rpartition("}")[2]
