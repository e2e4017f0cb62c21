"""Tables in a web page, XML or JSON, told apart by their kind and read as the sheets of a workbook are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import ParseError

from procurement.spend.findings import Refused
from procurement.spend.limits import MEGABYTE, Limits, megabytes
from procurement.spend.marked_up import grids, json_tables, web_tables, xml_tables
from procurement.spend.texts import encoding
from procurement.spend.workbooks.hidden_rows import Hidden
from procurement.spend.workbooks.merged_cells import Merge
from procurement.spend.workbooks.sheets import Sheet

LARGEST_BYTES = 50 * MEGABYTE
"""Marks take many times their size in memory; a larger list comes as CSV."""


@dataclass(frozen=True)
class Marked:
    """Tables as sheets, what each hides, and its cells that are one over several rows, by their names."""

    sheets: list[Sheet]
    hidden: Mapping[str, Hidden] = field(default_factory=dict[str, Hidden])
    merged: Mapping[str, Sequence[Merge]] = field(default_factory=dict[str, Sequence[Merge]])


def read(content: bytes, kind: str, limits: Limits) -> Marked:
    """The tables of a file of kind html, xml or json.

    Raises Refused where the file is damaged, too large, or holds no table.
    """
    if len(content) > LARGEST_BYTES:
        raise Refused(
            f"The file is {megabytes(len(content))}; the limit is {megabytes(LARGEST_BYTES)} for a web page, XML or "
            "JSON. Save it as CSV and upload that."
        )
    if kind == "xml":
        return _of_xml(content, limits)
    text = encoding.decode(content).utf_8.decode("utf-8", "replace")
    if kind == "json":
        return Marked(grids.as_sheets(json_tables.records(text)))
    tables = web_tables.tables(text, limits)
    merged = {name: table.merged for name, table in tables.items()}
    return Marked(grids.as_sheets({name: table.rows for name, table in tables.items()}), merged=merged)


def _of_xml(content: bytes, limits: Limits) -> Marked:
    xml_tables.refuse_declarations(content)
    try:
        found, hidden, unseen = xml_tables.sheets_of_2003(content, limits)
        if found:
            return Marked(grids.as_sheets(found, unseen), hidden)
        return Marked(grids.as_sheets(xml_tables.records(content)))
    except (ParseError, ValueError, RecursionError):
        raise Refused(
            "The XML is damaged, or did not arrive whole. Export it again, as CSV where that can be had."
        ) from None
