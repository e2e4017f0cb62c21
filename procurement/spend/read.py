"""A checked file becomes rows of text with true line numbers, whatever kind of file it is."""

from collections.abc import Mapping
from dataclasses import replace

import polars as pl

from procurement.spend.columns.heading_match import Aliases
from procurement.spend.findings import Refused
from procurement.spend.limits import Limits
from procurement.spend.receive import Received
from procurement.spend.text_table import TextTable
from procurement.spend.texts import delimited_text, plain_cells
from procurement.spend.workbooks import workbook


def as_text(
    received: Received, limits: Limits, answers: Mapping[str, str], aliases: pl.DataFrame | None = None
) -> TextTable:
    """The rows of one file as text: nothing typed, nothing dropped but the spaces and marks at the edges of cells.

    answers: question code to value; here SHEET (which sheet of a workbook) and HIDDEN (whether hidden rows and
    columns count). aliases: HEADING_ALIAS, by which sheets are known for parts of one list; without it one sheet is
    read. Raises Refused where the file cannot be read, or is a member of a ZIP that was refused.
    """
    if received.refusal:
        raise Refused(received.refusal)
    if received.kind == "csv":
        return delimited_text.read(received, limits)
    table = workbook.read(received, limits, answers, None if aliases is None else Aliases(aliases))
    return replace(table, cells=plain_cells.strip_edges(table.cells, table.columns))
