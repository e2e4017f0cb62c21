"""Where the headings stand: the row, or the two rows, of the first hundred that say most about our columns."""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

import polars as pl

from procurement.spend.columns.heading_match import AMOUNTS, Aliases, Match
from procurement.spend.texts.plain_cells import EDGE_MARKS

FIRST_ROWS = 100
"""Headings are looked for in this many filled rows: leaked queries and title pages of 17 rows have been met."""
LOOKED_AT_FIRST = 1_000
"""Rows, filled or not; where too few of them are filled, all are looked at."""

A_FIGURE = re.compile(r"^[£(\-\s]*\d[\d,. ]*\)?$|^\d{1,4}[-/. ]\w{1,9}[-/. ]\d{2,4}|^[A-Za-z]{3,9}[-/ ]\d{2,4}$")
NEARLY = 0.7
"""A row under the best one that says this share as much is the heading row that counts: the one next to the data."""

MORE = 0.5
"""A row of one text is read as one with the row below it only where the two say so much more: else it is a title."""

MOST_FIGURES = 1
"""A row with more cells than this that are figures or dates is data; a heading may be a year."""

REGISTER_HEADINGS = 3
"""So many headings of a contracts register make a heading row, though no payment may stand below it."""
FEWEST_KNOWN = 2
MOST_BARE = 1
"""Cells of the row below that may have no heading above them: of headings that are fewer, which stands over which
column is not certain."""

FEWEST_UNKNOWN = 3
"""Fewer texts in a row are a title."""

A_TABLES_OWN = re.compile(r"(?i)^column ?\d{1,3}$")
"""What a spreadsheet calls the columns of a table that nobody headed."""

SUPPLIERS = ("supplier_name", "supplier_ref")
DATES = ("paid_on", "period")
OF_NO_WEIGHT = {"not_used", "credit_mark"}
"""Headings such as "Type" are known, and say nothing on where the heading row is."""


@dataclass(frozen=True)
class HeadingRow:
    """headings: the text above each column, "" for none; matches: what each means; last_line: the line they end on.

    width: how many cells the heading row itself has, trailing empty ones included. titles: the texts above it.
    """

    headings: tuple[str, ...]
    matches: tuple[Match | None, ...]
    last_line: int
    width: int
    titles: tuple[str, ...]

    @property
    def found(self) -> set[str]:
        """Our columns that some heading names."""
        return {match.ours for match in self.matches if match is not None}


@dataclass(frozen=True)
class _Row:
    line: int
    cells: tuple[str, ...]
    width: int


def find(cells: pl.DataFrame, columns: list[str], aliases: Aliases) -> HeadingRow | None:
    """The headings of a table of texts, or None where no row names two of amount, supplier and date.

    cells: TEXT_ROWS. The row that names most of our columns wins, the earlier where two name as much; two rows read
    as one where that says more, as where "Gross, VAT, Net" stand under "Amount".
    """
    rows = _first_rows(cells, columns)
    singles = [(_score(row.cells, aliases), at, at) for at, row in enumerate(rows)]
    doubles = [
        (_score(_joined(rows[at], rows[at + 1]), aliases), at, at + 1)
        for at in range(len(rows) - 1)
        if rows[at + 1].line - rows[at].line == 1 and not _holds_figures(rows[at + 1].cells)
    ]
    doubles = [one for one in doubles if not _is_a_title(rows[one[1]]) or one[0] >= singles[one[2]][0] + MORE]
    scored = [candidate for candidate in [*singles, *doubles] if candidate[0] > 0]
    if not scored:
        return None
    best = max(scored, key=lambda one: (one[0], _preference(one, rows, aliases), -one[1]))
    best = _above_other_payments(best, singles, rows)
    _, first, last = _next_to_the_data(best, singles)
    texts = rows[first].cells if first == last else _joined(rows[first], rows[last])
    titles = tuple(cell for row in rows[:first] for cell in row.cells if cell)
    matches = tuple(aliases.of(text) if text else None for text in texts)
    return HeadingRow(texts, matches, rows[last].line, max(rows[first].width, rows[last].width), titles)


def of_unknown_words(cells: pl.DataFrame, columns: list[str]) -> HeadingRow | None:
    """The first row that may be headings though none of them is known: several words, no figure, and right below a row
    with figures that is hardly wider; None where there is no such row. cells: TEXT_ROWS."""
    rows = _first_rows(cells, columns)
    for at, (row, below) in enumerate(pairwise(rows)):
        texts = [cell for cell in row.cells if cell]
        if len(texts) < FEWEST_UNKNOWN:
            continue
        bare = sum(bool(cell) and not text for text, cell in zip(row.cells, below.cells, strict=True))
        is_figured = any(any(map(str.isdigit, text)) for text in texts if not A_TABLES_OWN.search(text))
        if is_figured or not _holds_figures(below.cells) or bare > MOST_BARE:
            return None
        titles = tuple(cell for above in rows[:at] for cell in above.cells if cell)
        return HeadingRow(row.cells, tuple(None for _ in row.cells), row.line, row.width, titles)
    return None


def partly_known(cells: pl.DataFrame, columns: list[str], aliases: Aliases) -> HeadingRow | None:
    """Where `find` finds none: the row of headings of which one names the supplier or the amount, and another is known
    as well, so that what the other columns hold need only tell the rest; None where there is no such row."""
    row = of_unknown_words(cells, columns)
    if row is None:
        return None
    matches = tuple(aliases.of(text) if text else None for text in row.headings)
    told = [match.ours for match in matches if match is not None and match.ours not in OF_NO_WEIGHT]
    is_named = not {*SUPPLIERS, *AMOUNTS}.isdisjoint(told)
    return replace(row, matches=matches) if is_named and len(told) >= FEWEST_KNOWN else None


def _preference(found: tuple[float, int, int], rows: list[_Row], aliases: Aliases) -> int:
    """Of headings that say as much, one row (1) comes before two (0), save where the two name what is needed (2) and
    the upper, though it reads as headings, does not ("Supplier, Payment, Net" over "Name, Date, Amount")."""
    _, first, last = found
    if first == last:
        return 1
    upper, both = rows[first].cells, _joined(rows[first], rows[last])
    upper_falls_short = _score(upper, aliases) > 0 and not _names_what_is_needed(upper, aliases)
    return 2 if upper_falls_short and _names_what_is_needed(both, aliases) else 0


def _names_what_is_needed(cells: tuple[str, ...], aliases: Aliases) -> bool:
    found = {match.ours for match in (aliases.of(cell) for cell in cells if cell) if match is not None}
    return all(found & set(group) for group in (AMOUNTS, SUPPLIERS, DATES))


def _next_to_the_data(best: tuple[float, int, int], singles: list[tuple[float, int, int]]) -> tuple[float, int, int]:
    """The best row, or the row right under it where that is a heading row as well."""
    below = best[2] + 1
    if below < len(singles) and singles[below][0] >= NEARLY * best[0]:
        return _next_to_the_data(singles[below], singles)
    return best


def _above_other_payments(
    best: tuple[float, int, int], singles: list[tuple[float, int, int]], rows: list[_Row]
) -> tuple[float, int, int]:
    """The best row, or an earlier one that says nearly as much and has data right under it, so that none is lost."""
    earlier = [
        single
        for single in singles[: best[1]]
        if single[0] >= NEARLY * best[0] and sum(bool(A_FIGURE.search(cell)) for cell in rows[single[1] + 1].cells) > 1
    ]
    return earlier[0] if earlier else best


def _first_rows(cells: pl.DataFrame, columns: list[str]) -> list[_Row]:
    filled = pl.any_horizontal(pl.col(columns).fill_null("").str.strip_chars(EDGE_MARKS) != "")
    rows: list[_Row] = []
    first = cells.head(LOOKED_AT_FIRST).filter(filled)
    if first.height < FIRST_ROWS:
        first = cells.filter(filled)
    for line, *texts in first.head(FIRST_ROWS).select("line", *columns).iter_rows():
        width = max(at + 1 for at, text in enumerate(texts) if text is not None)
        rows.append(_Row(line, tuple((text or "").strip(EDGE_MARKS) for text in texts), width))
    return rows


def _joined(upper: _Row, lower: _Row) -> tuple[str, ...]:
    return tuple(f"{above} {below}".strip() for above, below in zip(upper.cells, lower.cells, strict=True))


def _is_a_title(row: _Row) -> bool:
    return sum(map(bool, row.cells)) == 1


def _holds_figures(cells: tuple[str, ...]) -> bool:
    return any(A_FIGURE.search(cell) for cell in cells)


def _score(cells: tuple[str, ...], aliases: Aliases) -> float:
    """How much a row says about our columns; 0 where it names fewer than two of amount, supplier and date."""
    texts = [cell for cell in cells if cell]
    if len(texts) < 2 or sum(bool(A_FIGURE.search(text)) for text in texts) > MOST_FIGURES:
        return 0.0
    matches = [match for match in (aliases.of(text) for text in texts) if match is not None]
    found = {match.ours for match in matches}
    needed = [found & set(AMOUNTS), found & set(SUPPLIERS), found & set(DATES)]
    of_register = sum(match.ours == "register" for match in matches)
    if sum(bool(group) for group in needed) < 2 and of_register < REGISTER_HEADINGS:
        return 0.0
    best = {ours: max(match.strength for match in matches if match.ours == ours) for ours in found - OF_NO_WEIGHT}
    second_best = 0.1 * sum(match.preference > 1 for match in matches)
    repeats = 0.4 * (len(matches) - len(found))
    unknown = 0.3 * (len(texts) - len(matches))
    return (
        sum(best.values()) + repeats - second_best - unknown - 2.0 * sum(bool(A_FIGURE.search(text)) for text in texts)
    )
