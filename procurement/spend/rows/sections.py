"""Parts of a sheet that stand under a title, or under headings of their own, which say that they are no payments."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from procurement.in_words import counted, pounds_exactly
from procurement.spend.columns import heading_words
from procurement.spend.columns.column_draft import Draft
from procurement.spend.columns.heading_match import AMOUNTS, Aliases
from procurement.spend.columns.heading_row import HeadingRow
from procurement.spend.findings import Choice, Fix, Question
from procurement.spend.money import amounts, credit_marks, credit_sheets
from procurement.spend.text_table import TextTable
from procurement.spend.texts.plain_cells import EDGE_MARKS, is_filled

NOT_PAID = re.compile(
    r"\b(?:await(?:ing|s)|unpaid|outstanding|pending|not (?:yet )?(?:paid|approved|authorised|authorized)"
    r"|(?:still|yet) to be|to be (?:paid|approved)|(?:payments?|invoices?) due|next month|transfers?|budgets?"
    r"|for approval|purchase orders?|orders (?:raised|placed)|contracts? (?:awarded|let|value)|award(?:s|ed)?(?: date)?"
    r"|tenders?|quotations?|commitments?)\b"
)
WITHOUT_HEADINGS = re.compile(
    r"^(?:less:? )?(?:credits?(?: notes?)?|(?:vat )?refunds?|receipts|income|income received"
    r"|transfers between accounts)(?: received| issued)?$"
    r"|^(?:(?:bank|account|cash)(?: account)? )?balances?(?: (?:as )?(?:at|on)\b.*)?$"
)
"""What a line by itself says of those below it; a department may be called "Income Team"."""

BACK = re.compile(r"\b(?:credits?|refunds?)\b")
FEWEST_HEADINGS, FEWEST_KNOWN = 3, 2
HOLD, TAKE = "hold back", "take"
CODE, RULE = "SECTION:", "UNDER_ANOTHER_TITLE"
LONGEST_TITLE = 60
APART = "Upload these lines as a file of their own."
OTHER_BASIS = "AMOUNT_HEADED_OTHERWISE"


@dataclass(frozen=True)
class Section:
    """title: what says that the lines from `first` to `last` are no payments. is_credits: of money back.
    is_certain: whether nobody need be asked."""

    title: str
    first: int
    last: int
    is_credits: bool = False
    is_certain: bool = False

    def holds(self) -> pl.Expr:
        """Whether a `line` is one of this part's."""
        return pl.col("line").is_between(self.first, self.last)


@dataclass(frozen=True)
class Below:
    """What stands below the first headings. parts: those that say they are no payments. headings: the cells of each
    later row of headings. mixed: a note where these say something else of VAT."""

    parts: tuple[Section, ...]
    headings: tuple[tuple[str, ...], ...]
    mixed: tuple[Fix, ...]


@dataclass(frozen=True)
class _Line:
    line: int
    place: int
    texts: tuple[str, ...]

    @property
    def filled(self) -> list[str]:
        """The texts of its cells that hold one."""
        return [text for text in self.texts if text]


@dataclass(frozen=True)
class _Block:
    """A part that has headings of its own: its titles, and the row of headings."""

    titles: tuple[_Line, ...]
    heads: _Line

    @property
    def first(self) -> int:
        """Its first line."""
        return (*self.titles, self.heads)[0].line


def below(table: TextTable, row: HeadingRow, known: Aliases) -> Below:
    """What titles and headings say further down; nothing where several sheets are read together."""
    if table.parts:
        return Below((), (), ())
    lines = _told(table, row.last_line)
    blocks = _blocks(lines)
    last = int(str(table.cells["line"].max()))
    parts = _parts(lines, blocks, last, row, known)
    return Below(parts, _headings(blocks, known), _other_basis(blocks, row, known))


def _parts(
    lines: Sequence[_Line], blocks: Sequence[_Block], last: int, row: HeadingRow, known: Aliases
) -> tuple[Section, ...]:
    ends = [*(block.first - 1 for block in blocks), last]
    found = [_of_first(row, ends[0])] if blocks else []
    for block, end in zip(blocks, ends[1:], strict=True):
        found.append(_of_block(block, end, row, known))
    headed = {line.line for block in blocks for line in (*block.titles, block.heads)}
    alone = [line for line in lines if len(line.filled) == 1 and line.line not in headed]
    found += [_of_title(line, [*alone, *(block.heads for block in blocks)], last) for line in alone]
    return tuple(section for section in found if section)


def _headings(blocks: Sequence[_Block], known: Aliases) -> tuple[tuple[str, ...], ...]:
    """The cells of each later row of headings, in whatever words: two at least must be known."""
    heads = [block.heads for block in blocks]
    return tuple(one.texts for one in heads if sum(known.of(text) is not None for text in one.filled) >= FEWEST_KNOWN)


def _other_basis(blocks: Sequence[_Block], row: HeadingRow, known: Aliases) -> tuple[Fix, ...]:
    """A note where later headings say less, or more, of VAT than the first: what basis the file has is unstated."""
    first = _amount(row.headings, known)
    if first is None:
        return ()
    for block in blocks:
        theirs = _amount(block.heads.texts, known)
        if theirs and theirs[0] != first[0] and "amount" in (theirs[0], first[0]):
            said = f'From row {block.heads.line:,} on the amounts are headed "{theirs[1]}" and not "{first[1]}"'
            return (Fix(OTHER_BASIS, f"{said}, so the file does not say whether all include VAT."),)
    return ()


def ask(draft: Draft, sections: Sequence[Section]) -> dict[Section, str]:
    """Put a question for each part that has amounts; returns those whose rows are not to count, with why.

    The signs of credits are turned in the draft where a person says that they are money back.
    """
    held: dict[Section, str] = {}
    if not {"amount", "supplier_name"} <= draft.columns.keys():
        return held
    column, supplier = (draft.columns[ours][0] for ours in ("amount", "supplier_name"))
    for section in sections:
        rows = draft.cells.filter(section.holds() & is_filled(supplier))
        pence = amounts.pence(rows[column]).drop_nulls()
        if not pence.len() or (section.is_credits and (pence < 0).any()):
            continue
        if section.is_certain and draft.labels[column] == section.title:
            continue
        if section.is_certain:
            held[section] = f'Its amount is headed "{section.title}", and net and gross are never added. {APART}'
            continue
        answer = draft.ask(_question(section, pence))
        if answer == HOLD:
            held[section] = f'It stands under "{section.title}", and nobody said that this part is of payments.'
        elif answer == credit_marks.TURN:
            _turn(draft, section, column)
    return held


def _told(table: TextTable, last_heading_line: int) -> list[_Line]:
    """The lines below the headings that may be titles or headings: one text alone, or several without a figure."""
    texts = [pl.col(column).fill_null("").str.strip_chars(EDGE_MARKS).alias(column) for column in table.columns]
    under = table.cells.filter(pl.col("line") > last_heading_line).select("line", *texts)
    filled = pl.sum_horizontal((pl.col(column) != "").cast(pl.Int64()) for column in table.columns)
    rows = under.filter(filled > 0).with_row_index("place")
    figures = pl.any_horizontal(pl.col(column).str.contains(r"\d") for column in table.columns)
    words = pl.any_horizontal(pl.col(column).str.contains("[A-Za-z]{2}") for column in table.columns)
    may_be = ((filled == 1) & words) | ((filled >= FEWEST_HEADINGS) & ~figures)
    return [_Line(line, place, tuple(cells)) for place, line, *cells in rows.filter(may_be).iter_rows()]


def _blocks(lines: Sequence[_Line]) -> list[_Block]:
    found: list[_Block] = []
    titles: list[_Line] = []
    for line in lines:
        if titles and line.place != titles[-1].place + 1:
            titles = []
        if len(line.filled) == 1:
            titles.append(line)
        else:
            found.append(_Block(tuple(titles), line))
            titles = []
    return found


def _of_first(row: HeadingRow, end: int) -> Section | None:
    title = row.titles[-1] if row.titles else ""
    is_received = heading_words.says_received(title)
    return Section(title[:LONGEST_TITLE], row.last_line + 1, end) if is_received else None


def _of_block(block: _Block, end: int, row: HeadingRow, known: Aliases) -> Section | None:
    heads = block.heads
    first = {heading_words.normalise(text) for text in row.headings}
    own = [text for text in heads.filled if heading_words.normalise(text) not in first]
    for text in [*(line.filled[0] for line in block.titles), *own]:
        words = heading_words.normalise(text)
        is_of_credits = text not in own and credit_sheets.says_credits(text)
        if is_of_credits or heading_words.says_received(text) or NOT_PAID.search(words):
            return Section(text[:LONGEST_TITLE], heads.line + 1, end, is_of_credits)
    theirs, ours = _amount(heads.texts, known), _amount(row.headings, known)
    if theirs and ours and {theirs[0], ours[0]} == {"amount_net", "amount_gross"}:
        return Section(theirs[1][:LONGEST_TITLE], heads.line + 1, end, is_certain=True)
    return None


def _of_title(line: _Line, others: Sequence[_Line], last: int) -> Section | None:
    (text,) = line.filled
    if not WITHOUT_HEADINGS.search(words := heading_words.normalise(text)):
        return None
    end = min((other.line - 1 for other in others if other.line > line.line), default=last)
    is_credits = BACK.search(words) is not None
    return Section(text[:LONGEST_TITLE], line.line + 1, end, is_credits)


def _amount(headings: Sequence[str], known: Aliases) -> tuple[str, str] | None:
    """What the one heading of an amount says of VAT, and the heading; None where there is none, or several."""
    of_money = [(match.ours, text) for text in headings if text and (match := known.of(text)) and match.ours in AMOUNTS]
    return of_money[0] if len(of_money) == 1 else None


def _question(section: Section, pence: pl.Series) -> Question:
    lines, total = counted(pence.len(), "line"), pounds_exactly(int(pence.sum()))
    sentence = f'{lines} from row {section.first:,} on stand under "{section.title}". Are they payments?'
    choices = [
        Choice(HOLD, "No: hold them back", f"{total} in no figure"),
        Choice(TAKE, "Yes: count them", f"{total} more"),
    ]
    if section.is_credits:
        choices.insert(0, Choice(credit_marks.TURN, "They are money that came back", f"{total} taken off"))
    return Question(f"{CODE}{section.title}", sentence, tuple(choices), choices[0].value)


def _turn(draft: Draft, section: Section, column: str) -> None:
    cell = draft.rewritten.get(column, pl.col(column))
    is_sum = cell.fill_null("").str.contains("[0-9]")
    turned = pl.concat_str(pl.lit("-"), cell)
    draft.rewritten[column] = pl.when(section.holds() & is_sum).then(turned).otherwise(cell)
    draft.fix("CREDITS_SECTION", f'The lines under "{section.title}" have no minus, and are taken off.')
