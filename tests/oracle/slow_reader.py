"""A file of payments read slowly and obviously, in plain Python, row by row: what a careful person would copy out."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from tests.oracle import headings_again, slow_sheets, slow_text, slow_workbooks
from tests.oracle.receipt_says import Receipt
from tests.oracle.slow_amounts import pence_of
from tests.oracle.slow_days import Days
from tests.oracle.slow_personal_numbers import is_personal
from tests.oracle.slow_text import Row

EDGES = " \t\r\n\u00a0" + "".join(map(chr, range(0x2000, 0x200C))) + "\u202f\u205f\u2060\u3000\ufeff"
"""Spaces of every width, and marks that cannot be seen."""

NOTHING = {
    "", "-", "--", "–", "—", ".", "n/a", "na", "#n/a", "nil", "null", "none", "(blank)", "blank", "0",
    "not yet available", "awaiting", "tbc",
}  # fmt: skip
STERLING = {"", "GBP", "£", "STG", "UKP", "UK", "STERLING", "POUND", "POUNDS"}
CREDIT_MARKS = {"cr", "c", "crn", "cn", "credit", "credit note", "creditnote", "credit memo", "h", "-"}
DEBIT_MARKS = {"dr", "d", "debit", "inv", "invoice", "standard", "standard invoice", "prepayment", "s", "+"}
CERTAIN_TOTAL = re.compile(r"(?:grand|sub|overall)[ -]?totals?:?", re.IGNORECASE)
A_TOTAL = re.compile(r"(?:(?:grand|sub|overall)[ -]?)?totals?:?", re.IGNORECASE)
JOINED = ("department", "account", "purpose", "publisher_category")
TEXTS = (*JOINED, "transaction_number", "supplier_ref", "company_number", "vat_number", "charity_number", "body_name")
SHOWN = ("supplier_name", *JOINED, "body_name")
"""The columns that are looked through for numbers and addresses of persons."""

NOT_KNOWN = {"DATE_IN_PARTS", "POUNDS_AND_PENCE", "AMOUNT_UNIT", "AMOUNT_SPACES", "LINES_IN_QUOTES"}
"""What the slow reader does not do."""

USUAL_ROWS = 10
"""So many whole payments must be ragged before that is the way of the file and not an accident."""


@dataclass(frozen=True)
class Read:
    """What one row says. payment: its values where it is one, else None with `why`. may_be_held: nobody can tell.

    pence: what its amount comes to, whether or not it is a payment; None where it has none that can be read.
    is_unknown: the slow reader does not know which column is which here.
    """

    line: int
    why: str
    payment: Mapping[str, object] | None = None
    pence: int | None = None
    may_be_held: bool = False
    is_unknown: bool = False


@dataclass(frozen=True)
class Block:
    """The rows below a row of headings. width: its cells. places: ours to the columns of the block.

    is_unknown: one of its headings is in no words that are known, and one of our columns is missing from the others.
    is_turned: its payments are written with a minus.
    """

    width: int
    last_headed: int
    places: Mapping[str, tuple[int, ...]]
    is_unknown: bool = False
    heading_line: int = 0
    rows: list[Row] = field(default_factory=list)
    is_turned: bool = False


def read(content: bytes, receipt: Receipt) -> list[Read]:
    """Every row of a file. Raises slow_workbooks.CannotTell where a workbook is broken, or columns cannot be told."""
    if "PERIOD_CALENDAR" in receipt.answers or ("DATE_FROM_PERIOD" in receipt.fixes and not receipt.stated_day):
        raise slow_workbooks.CannotTell("days are told by numbered periods or by words")
    if NOT_KNOWN & receipt.fixes:
        raise slow_workbooks.CannotTell("cells are put together, or read otherwise than they are written")
    if receipt.sheets:
        rows, blocks = slow_sheets.rows_and_blocks(content, receipt)
    else:
        rows = rows_of(content, receipt)
        blocks = blocks_of(rows, receipt)
    turned = turned_of(blocks, receipt)
    blocks = [replace(block, is_turned=is_turned) for block, is_turned in zip(blocks, turned, strict=True)]
    days = Days(receipt, [(cells_by_name(row, block), block) for block in blocks for row in block.rows])
    turns = credits_are_positive(blocks)
    below = {row.line for block in blocks for row in block.rows}
    above = [Read(row.line, blank_or(row, "title or heading")) for row in rows if row.line not in below]
    ragged = usual_raggedness(blocks, receipt, days, turns)
    return above + [judged(row, block, receipt, days, turns, ragged) for block in blocks for row in block.rows]


def turned_of(blocks: Sequence[Block], receipt: Receipt) -> list[bool]:
    """Of each block whether its signs are turned: of all of them, or of those on sheets of credits alone."""
    if "CREDITS_SHEET" in receipt.fixes:
        return ["credit" in name.lower() for name in receipt.sheets]
    return ["AMOUNT_SIGNS" in receipt.fixes] * len(blocks)


def rows_of(content: bytes, receipt: Receipt) -> list[Row]:
    """The rows of a file, with nothing left out."""
    if receipt.kind != "csv":
        return slow_workbooks.rows_of(content, receipt.kind, receipt.sheet)
    lines = slow_text.lines_of(content, receipt.encoding)
    return list(slow_text.rows_of(lines, receipt.delimiter, receipt.unclosed))


def blocks_of(rows: Sequence[Row], receipt: Receipt) -> list[Block]:
    """The rows below the headings, a new block wherever the headings stand again in other columns or words."""
    above = headings_again.rows_of_labels(rows, receipt.heading_line, receipt.labels)
    width = max((len(row.cells) for row in above), default=len(receipt.labels))
    headed = [place for place, label in enumerate(receipt.labels[:width]) if not label.startswith("column ")]
    blocks = [Block(width, max(headed, default=-1), receipt.places, heading_line=receipt.heading_line)]
    for row in rows:
        if row.line < receipt.heading_line and may_be_paid(row, blocks[0]):
            blocks[0].rows.append(row)
        if row.line > receipt.heading_line:
            if "COLUMNS_MOVED" in receipt.fixes and headings_again.are_headings(row):
                blocks.append(moved_block(row, receipt))
            blocks[-1].rows.append(row)
    return blocks


def may_be_paid(row: Row, block: Block) -> bool:
    """Whether a row above the headings has an amount, words for a supplier, and a figure where dates are."""
    if row.trouble or "paid_on" not in block.places:
        return False
    cells = cells_by_name(row, block)
    words, day = re.search("[A-Za-z]", cells["supplier_name"]), re.search(r"\d", cells["paid_on"])
    return bool(words and day) and amount(cells, block, False) is not None


def moved_block(row: Row, receipt: Receipt) -> Block:
    """The block that begins with a row of headings; a note, or a row too short or too long, is told by its own rule."""
    headed = [place for place, cell in enumerate(row.cells) if cell.strip(EDGES)]
    found = headings_again.columns_in(row, receipt.labels)
    places = {ours: tuple(found[at] for at in theirs if at in found) for ours, theirs in receipt.places.items()}
    needed = {at for theirs in receipt.places.values() for at in theirs}
    in_doubt = headings_again.is_in_doubt(row, receipt.labels, needed)
    return Block(max(headed) + 1, max(headed), places, in_doubt)


def stripped(row: Row, place: int) -> str:
    """A cell without the space around it, "" beyond the end of the row."""
    return row.cells[place].strip(EDGES) if place < len(row.cells) else ""


def cells_by_name(row: Row, block: Block) -> dict[str, str]:
    """Ours to what the row says of it: several texts joined, each once; "" where nothing was published."""
    found: dict[str, str] = {}
    for ours, places in block.places.items():
        texts = [stripped(row, place) for place in places]
        found[ours] = (
            " > ".join(dict.fromkeys(text for text in texts if text)) if ours in JOINED else "".join(texts[:1])
        )
    return found


def blank_or(row: Row, otherwise: str) -> str:
    """ "blank" where no cell holds anything."""
    return "blank" if not row.trouble and not any(cell.strip(EDGES) for cell in row.cells) else otherwise


def judged(row: Row, block: Block, receipt: Receipt, days: Days, turns: bool, ragged: Mapping[str, bool]) -> Read:
    """What a row below the headings says."""
    if block.is_unknown:
        return Read(row.line, blank_or(row, "columns unknown"), is_unknown=True)
    if row.trouble or row.line in receipt.in_doubt:
        return Read(row.line, row.trouble or "columns in doubt", may_be_held=True)
    if blank_or(row, "") == "blank":
        return Read(row.line, "blank")
    cells = cells_by_name(row, block)
    pence = amount(cells, block, turns)
    shape = raggedness(row, block, receipt)
    why = "" if not shape or ragged[shape] else shape
    why = why or amount_trouble(cells, pence, block) or day_trouble(cells, days) or supplier_trouble(cells, receipt)
    if why:
        return Read(row.line, why, pence=pence)
    payment = {"line": row.line, "paid_on": days.of(cells), "amount_pence": pence} | texts(cells)
    return Read(row.line, "", payment, pence, may_be_held=days.is_uncertain(cells) or row.line < block.heading_line)


def texts(cells: Mapping[str, str]) -> dict[str, object]:
    """The columns of a payment that are text; "" where it was not published."""
    return {ours: cells.get(ours, "") for ours in ("supplier_name", *TEXTS)}


def amount(cells: Mapping[str, str], block: Block, turns: bool) -> int | None:
    """The pence of a row: of its amount, of its two sides, or as the mark beside it says."""
    pence = pence_of(cells["amount"])
    pence = -pence if block.is_turned and pence else pence
    if "credit" in block.places and cells["credit"].lower() not in NOTHING:
        back = pence_of(cells["credit"])
        back = -back if back and turns else back
        if not pence and (pence == 0 or is_no_amount(cells["amount"])):
            return pence if back == 0 else back
        return pence if back == 0 else None if pence is None or back is None else pence + back
    if "credit_mark" in block.places and pence and pence > 0 and mark(cells) in CREDIT_MARKS:
        return -pence
    return pence


def is_no_amount(text: str) -> bool:
    """Whether nothing, or a word for nothing, stands where an amount should."""
    return text.lower() in NOTHING or not text.strip("£-.–")


def mark(cells: Mapping[str, str]) -> str:
    """What stands beside an amount."""
    return cells["credit_mark"].casefold().strip(" .")


def credits_are_positive(blocks: Sequence[Block]) -> bool:
    """Whether most of the column of credits is written without minus signs, so that they are taken off."""
    credits = [pence_of(cells_by_name(row, block).get("credit", "")) or 0 for block in blocks for row in block.rows]
    return len([pence for pence in credits if pence > 0]) >= len([pence for pence in credits if pence < 0])


def amount_trouble(cells: Mapping[str, str], pence: int | None, block: Block) -> str:
    """Why the amount cannot be taken, or ""."""
    if pence is None:
        return "no amount"
    if "credit" in block.places and (pence_of(cells["amount"]) or 0) and (pence_of(cells["credit"]) or 0):
        return "both sides"
    if "credit" in block.places and cells["credit"].casefold() not in NOTHING and pence_of(cells["credit"]) is None:
        return "a credit that is no amount"
    if "credit_mark" in block.places and mark(cells) not in CREDIT_MARKS | DEBIT_MARKS | {""}:
        return "an unknown mark"
    code = cells.get("currency", "").upper()
    is_other = code not in STERLING and re.search(r"^[A-Z]{3}$|[€$]", code)
    return "another currency" if is_other else ""


def day_trouble(cells: Mapping[str, str], days: Days) -> str:
    """Why the day cannot be taken, or ""."""
    return "" if days.of(cells) else "no day"


def supplier_trouble(cells: Mapping[str, str], receipt: Receipt) -> str:
    """Why no supplier is named, or what must not be shown, or ""."""
    supplier = cells["supplier_name"]
    if supplier.lower() in NOTHING:
        return "no supplier"
    if CERTAIN_TOTAL.fullmatch(supplier) or (receipt.stated_day and A_TOTAL.fullmatch(supplier)):
        return "total"
    return "personal" if any(is_personal(cells.get(ours, "")) for ours in SHOWN) else ""


def raggedness(row: Row, block: Block, receipt: Receipt) -> str:
    """ "long" or "short" where a row of a text file does not have the cells of its headings."""
    if receipt.kind != "csv":
        return ""
    if any(cell.strip(EDGES) for cell in row.cells[block.width :]) and receipt.heading_line:
        return "long"
    return "short" if receipt.heading_line and len(row.cells) <= block.last_headed else ""


def usual_raggedness(blocks: Sequence[Block], receipt: Receipt, days: Days, turns: bool) -> dict[str, bool]:
    """Whether so many whole payments are long, or short, that it is the way of the file."""
    shapes = [
        raggedness(row, block, receipt)
        for block in blocks
        for row in block.rows
        if row.line not in receipt.in_doubt and is_whole(row, block, days, turns)
    ]
    return {shape: shapes.count(shape) >= USUAL_ROWS for shape in ("long", "short")}


def is_whole(row: Row, block: Block, days: Days, turns: bool) -> bool:
    """Whether a row has an amount, a day and a supplier."""
    if row.trouble:
        return False
    cells = cells_by_name(row, block)
    pence = amount(cells, block, turns)
    in_amount = pence is not None and not amount_trouble({**cells, "currency": ""}, pence, block)
    return in_amount and isinstance(days.of(cells), date) and bool(cells["supplier_name"])
