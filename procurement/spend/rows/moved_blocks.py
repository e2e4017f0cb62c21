"""A heading row that stands again further down with its columns moved: what follows is read under its own headings."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

import polars as pl

from procurement.spend.columns import heading_words
from procurement.spend.columns.heading_match import AMOUNTS, Aliases, Match
from procurement.spend.columns.heading_row import HeadingRow
from procurement.spend.findings import Fix
from procurement.spend.rows import stray_headings
from procurement.spend.text_table import TextTable
from procurement.spend.texts.plain_cells import EDGE_MARKS, is_filled
from procurement.tables import UNREADABLE_ROWS

FEWEST_HEADINGS, SHARE_KNOWN = 3, 0.6
"""A row below the headings is one of headings itself where so many of its texts, and this share, are known headings."""

COLUMNS_MOVED = "COLUMNS_MOVED"
RAGGED_ADVICE = (
    "The row has more or fewer values than the headings that it stands under, in a file whose columns move. Bring its "
    "values under their headings and upload the file again."
)
HELD_ADVICE = (
    "The row stands under a second row of headings whose columns have moved, and two headings are alike, so it is not "
    "certain which is which. Give each column a heading of its own and upload the file again."
)


@dataclass(frozen=True)
class _Block:
    """line: of its heading row. columns: the block's own column for each of the table's, "" where it has none."""

    line: int
    columns: tuple[str, ...]


def align(table: TextTable, row: HeadingRow, known: Aliases) -> tuple[TextTable, HeadingRow]:
    """The table with every later block's cells under the first headings, and these with the headings only met later.

    A column that a block lacks is empty in it, so that a row without amount, supplier or day is held back by its rule.
    Where two of the first headings are alike, or two of its own, nothing tells which of them moved, and the block is
    held back. Without such a block both come back as they are.
    """
    repeats = _heading_rows_below(table, row, known)
    repeats = stray_headings.left_out(repeats, table, row, lambda texts: by_text_or_meaning(texts, row, known))
    if not any(_is_moved(texts, row, known) for _, texts in repeats):
        return table, row
    in_doubt = [texts for _, texts in repeats if _is_moved(texts, row, known) and (twice(row.headings) or twice(texts))]
    if in_doubt:
        table = _held(table, repeats, in_doubt)
        repeats = [(line, texts) for line, texts in repeats if texts not in in_doubt]
    if not any(_is_moved(texts, row, known) for _, texts in repeats):
        return table, row
    table = _set_aside(table, _is_ragged(table, row, repeats), RAGGED_ADVICE)
    row, added = _with_later_headings(row, repeats, known)
    cells = table.cells.with_columns(pl.lit("").alias(column) for column in added)
    columns = [*table.columns, *added]
    blocks = [_Block(line, _places(texts, row, table.columns, known)) for line, texts in repeats]
    parts = [cells.filter(pl.col("line") < blocks[0].line)]
    ends = [*[later.line for _, later in pairwise(blocks)], int(str(cells["line"].max())) + 1]
    for block, end in zip(blocks, ends, strict=True):
        parts.append(_moved_back(cells.filter(pl.col("line").is_between(block.line, end - 1)), block, columns, row))
    first = next(line for line, texts in repeats if _is_moved(texts, row, known))
    moved = Fix(
        "COLUMNS_MOVED",
        f"From row {first:,} on the columns stand in another order under headings of their own; each is read by them.",
        cells.filter(pl.col("line") > first).height,
    )
    return replace(table, cells=pl.concat(parts), fixes=(*table.fixes, moved)), row


def _heading_rows_below(table: TextTable, row: HeadingRow, known: Aliases) -> list[tuple[int, tuple[str, ...]]]:
    """Line and texts of each row of headings below the first."""
    amounts = [
        column
        for column, match in zip(table.columns, row.matches, strict=True)
        if match is not None and match.ours in AMOUNTS
    ]
    if not amounts:
        return []
    # A heading row has no figure where the amounts stand; few other rows are looked at closely.
    no_figure = pl.all_horizontal(~pl.col(column).fill_null("").str.contains(r"\d") for column in amounts)
    is_text = pl.sum_horizontal(pl.col(table.columns).str.contains("[A-Za-z]").cast(pl.Int64()).fill_null(0))
    is_title = pl.any_horizontal(
        pl.lit(False),
        *(pl.col("line").is_between(part.first_line, part.last_heading_line - 1) for part in table.parts[1:]),
    )
    may_be = (pl.col("line") > row.last_line) & no_figure & ~is_title
    below = table.cells.filter(may_be).filter(is_text >= FEWEST_HEADINGS)
    found: list[tuple[int, tuple[str, ...]]] = []
    for line, *cells in below.select("line", *table.columns).iter_rows():
        texts = tuple((cell or "").strip(EDGE_MARKS) for cell in cells)
        if _are_headings(texts, known):
            found.append((line, texts))
    return found


def _are_headings(texts: tuple[str, ...], known: Aliases) -> bool:
    meanings = [known.whole.get(heading_words.normalise(text)) for text in texts if text]
    said = {meaning[0] for meaning in meanings if meaning}
    enough = sum(meaning is not None for meaning in meanings)
    return (
        enough >= max(FEWEST_HEADINGS, SHARE_KNOWN * len(meanings))
        and bool(said & set(AMOUNTS))
        and bool(said & {"supplier_name", "supplier_ref", "paid_on", "period"})
    )


def _is_moved(texts: tuple[str, ...], row: HeadingRow, known: Aliases) -> bool:
    """Whether a text stands in another column than in the first headings, or one is met that they do not have.

    Where all known texts mean what the first headings in their places do, another wording has moved nothing.
    """
    first = {(text.casefold(), place) for place, text in enumerate(row.headings)}
    others = {place: text for place, text in enumerate(texts) if text and (text.casefold(), place) not in first}
    return any(not _is_in_place(text, place, row, known) for place, text in others.items())


def _is_in_place(text: str, place: int, row: HeadingRow, known: Aliases) -> bool:
    """Whether a text that is not the heading above it may stand for it: it means the same, or nothing that is known."""
    above = row.matches[place] if place < len(row.matches) else None
    meaning = known.whole.get(heading_words.normalise(text))
    if above is None or text.casefold() in {heading.casefold() for heading in row.headings}:
        return False
    return meaning is None or meaning[0] == above.ours


def twice(headings: tuple[str, ...]) -> bool:
    """Whether two columns are headed alike, so that no text tells which of them moved."""
    texts = [text.casefold() for text in headings if text]
    return len(texts) != len(set(texts))


def _held(table: TextTable, repeats: list[tuple[int, tuple[str, ...]]], in_doubt: list[tuple[str, ...]]) -> TextTable:
    """The table with the rows of each block whose headings are in doubt among the unreadable ones."""
    moved = pl.lit(False)
    for line, end, texts in _spans(table, repeats):
        if texts in in_doubt:
            moved = moved | pl.col("line").is_between(line, end)
    return _set_aside(table, moved, HELD_ADVICE)


def _spans(table: TextTable, repeats: list[tuple[int, tuple[str, ...]]]) -> list[tuple[int, int, tuple[str, ...]]]:
    """First line, last line and heading texts of each block."""
    last = int(str(table.cells["line"].max()))
    ends = [*(later - 1 for _, (later, _) in pairwise(repeats)), last]
    return [(line, end, texts) for (line, texts), end in zip(repeats, ends, strict=True)]


def _is_ragged(table: TextTable, row: HeadingRow, repeats: list[tuple[int, tuple[str, ...]]]) -> pl.Expr:
    """Whether a row holds something under no heading of its block, or ends before the last of them.

    Rows of fewer cells than FEWEST_HEADINGS are notes, totals or lack what they need, and are told by their own rules.
    """
    ragged = pl.lit(False)
    first = (row.last_line, repeats[0][0] - 1, tuple(row.headings))
    for start, end, texts in [first, *_spans(table, repeats)]:
        width = row.width if start == row.last_line else 0
        bare = [column for at, column in enumerate(table.columns) if at >= width and not texts[at]]
        headed = [column for column, text in zip(table.columns, texts, strict=True) if text]
        beyond = [is_filled(pl.col(column).str.strip_chars(EDGE_MARKS)) for column in bare]
        is_short = pl.col(headed[-1]).is_null() & pl.lit(table.kind == "csv")
        ragged = ragged | (pl.col("line").is_between(start + 1, end) & pl.any_horizontal(is_short, *beyond))
    filled = pl.sum_horizontal((pl.col(column).fill_null("") != "").cast(pl.Int64()) for column in table.columns)
    return ragged & (filled >= FEWEST_HEADINGS)


def _set_aside(table: TextTable, condition: pl.Expr, advice: str) -> TextTable:
    """The table with the rows that meet the condition, blank ones left aside, among the unreadable ones."""
    text = pl.concat_str([pl.col(column).fill_null("") for column in table.columns], separator=",")
    held = table.cells.filter(condition & (text.str.strip_chars(f",{EDGE_MARKS}") != "")).select(
        "line", rule=pl.lit(COLUMNS_MOVED), column=pl.lit(""), value=text, advice=pl.lit(advice)
    )
    cells = table.cells.filter(~pl.col("line").is_in(held["line"].implode()))
    unreadable = pl.concat([table.unreadable, held.cast(UNREADABLE_ROWS)])  # pyright: ignore[reportArgumentType]
    return replace(table, cells=cells, unreadable=unreadable.sort("line"))


def _with_later_headings(
    row: HeadingRow, repeats: list[tuple[int, tuple[str, ...]]], known: Aliases
) -> tuple[HeadingRow, list[str]]:
    """The headings with those that only a later block has at their right, and the names of these new columns."""
    later: dict[str, Match | None] = {}
    for _, texts in repeats:
        places = by_text_or_meaning(texts, row, known)
        for place, text in enumerate(texts):
            if text and place not in places.values() and text not in later:
                later[text] = known.of(text)
    added = [f"column_{len(row.headings) + at}" for at in range(len(later))]
    longer = replace(
        row,
        headings=(*row.headings, *later),
        matches=(*row.matches, *later.values()),
        width=len(row.headings) + len(later) if later else row.width,
    )
    return longer, added


def by_text_or_meaning(texts: tuple[str, ...], row: HeadingRow, known: Aliases) -> dict[int, int]:
    """Place of each first heading to its place in a block: the same text, else the only one that means the same."""
    at = {text.casefold(): place for place, text in enumerate(texts) if text}
    places = {place: at[text.casefold()] for place, text in enumerate(row.headings) if text and text.casefold() in at}
    free = {place: known.of(text) for place, text in enumerate(texts) if text and place not in places.values()}
    first = Counter(_meanings(row.matches, free.values()))
    theirs = dict(zip(free, _meanings(free.values(), row.matches), strict=True))
    counts = Counter(theirs.values())
    for place, meaning in enumerate(_meanings(row.matches, free.values())):
        if not meaning or place in places or first[meaning] != 1 or counts[meaning] != 1:
            continue
        places[place] = next(near for near, other in theirs.items() if other == meaning)
    return places


def _meanings(matches: Iterable[Match | None], others: Iterable[Match | None]) -> list[str]:
    """What each heading means, "" for nothing known. An amount is one whatever it says of VAT, unless these headings
    and the others say net and gross between them: those never mix."""
    some = list(matches)
    said = {match.ours for match in (*some, *others) if match is not None}
    amounts = () if {"amount_net", "amount_gross"} <= said else AMOUNTS
    return ["" if match is None else AMOUNTS[0] if match.ours in amounts else match.ours for match in some]


def _places(texts: tuple[str, ...], row: HeadingRow, columns: list[str], known: Aliases) -> tuple[str, ...]:
    places = by_text_or_meaning(texts, row, known)
    return tuple(columns[places[at]] if at in places else "" for at in range(len(row.headings)))


def _moved_back(cells: pl.DataFrame, block: _Block, columns: list[str], row: HeadingRow) -> pl.DataFrame:
    """The rows of a block under the first headings; its own heading row says the words of the first."""
    is_heading = pl.col("line") == block.line
    there = [pl.col(own).fill_null("") if own else pl.lit("") for own in block.columns]
    return cells.select(
        "line",
        *[
            pl.when(is_heading).then(pl.lit(text)).otherwise(cell).alias(column)
            for column, cell, text in zip(columns, there, row.headings, strict=True)
        ],
    )
