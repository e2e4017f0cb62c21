"""Sheets of a workbook read together, slowly: each under its own headings, found by the words of the first."""

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.oracle import headings_again, slow_reader, slow_workbooks
from tests.oracle.receipt_says import Receipt
from tests.oracle.slow_text import Row

if TYPE_CHECKING:
    from tests.oracle.slow_reader import Block

A_SHEET = 10**9


def rows_and_blocks(content: bytes, receipt: Receipt) -> "tuple[list[Row], list[Block]]":
    """Every row of the sheets, and a block for each sheet. Raises CannotTell where its headings cannot be found."""
    if "COLUMNS_MOVED" in receipt.fixes:
        raise slow_workbooks.CannotTell("columns move within a sheet")
    every: list[Row] = []
    blocks: list[Block] = []
    for number, name in enumerate(receipt.sheets, 1):
        found = slow_workbooks.rows_of(content, receipt.kind, name)
        rows = [replace(row, line=row.line + number * A_SHEET) for row in found]
        every += rows
        blocks.append(block_of(rows, receipt, number))
    return every, blocks


def block_of(rows: list[Row], receipt: Receipt, number: int) -> "Block":
    """The rows below the headings of one sheet, and those above them that may be payments."""
    needed = {at for places in receipt.places.values() for at in places}
    headed = [needed <= set(headings_again.columns_in(row, receipt.labels)) for row in rows]
    for at, row in enumerate(rows):
        if row.line == receipt.heading_line or (number > 1 and headed[at]):
            if not headed[at]:
                raise slow_workbooks.CannotTell("a column that other sheets alone have")
            if number > 1 and any(headed[at + 1 : at + 2]):
                continue  # of headings right under headings, those next to the payments count
            return _below(row, rows, receipt)
    raise slow_workbooks.CannotTell("a sheet without the headings of the first")


def _below(row: Row, rows: list[Row], receipt: Receipt) -> "Block":
    found = headings_again.columns_in(row, receipt.labels)
    places = {ours: tuple(found[at] for at in theirs) for ours, theirs in receipt.places.items()}
    block = slow_reader.Block(len(row.cells), len(row.cells) - 1, places, heading_line=row.line)
    above = [one for one in rows if one.line < row.line and slow_reader.may_be_paid(one, block)]
    block.rows.extend([*above, *(one for one in rows if one.line > row.line)])
    return block
