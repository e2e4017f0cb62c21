"""A checked file becomes rows of text with true line numbers, whatever kind of file it is."""

from collections.abc import Mapping
from dataclasses import replace

from procurement.spend import delimited_text, plain_cells, workbook
from procurement.spend.findings import Refused
from procurement.spend.limits import Limits
from procurement.spend.receive import Received
from procurement.spend.text_table import TextTable


def as_text(received: Received, limits: Limits, answers: Mapping[str, str]) -> TextTable:
    """The rows of one file as text: nothing typed, nothing dropped but the spaces and marks at the edges of cells.

    answers: question code to value; here SHEET (which sheet of a workbook) and HIDDEN (whether hidden rows and
    columns count). Raises Refused where the file cannot be read, or is a member of a ZIP that was refused.
    """
    if received.refusal:
        raise Refused(received.refusal)
    if received.kind == "csv":
        return delimited_text.read(received, limits)
    table = workbook.read(received, limits, answers)
    return replace(table, cells=plain_cells.strip_edges(table.cells, table.columns))
