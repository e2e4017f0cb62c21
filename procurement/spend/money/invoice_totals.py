"""Totals of whole invoices that are printed again on every line of them, beside what each line comes to."""

import polars as pl

from procurement.spend.columns import heading_words
from procurement.spend.columns.column_draft import MOSTLY, Draft
from procurement.spend.columns.heading_match import AMOUNTS
from procurement.spend.money import amounts
from procurement.spend.texts.plain_cells import is_filled

LOOKED_AT = 20_000
"""Lines that are added up; those of one invoice stand near each other."""

ADD_UP = 0.95
"""Share of the lines that differ from the total beside them, whose sums must come to it, before they are believed."""

NEVER_MORE = 0.98
"""Share of lines that must be no larger than the amount beside them, before a heading alone raises the question."""

NEARLY_ALL, LEAST_ALONE = 0.9, 0.1
"""Share of the lines that a line's amount stands on, and of those on which it must stand alone."""

LINE_WORDS = {"line", "sub", "distribution", "distrib", "split", "item"}
"""What a heading calls an amount that is only part of an invoice."""


def line_of(draft: Draft, column: str) -> str:
    """The column that holds what each line comes to, where `column` holds its invoice's total over again; else "".

    Lines of one supplier, day and total belong together: where the other column's sums come to the total or a multiple
    of it (two invoices of equal totals), the total would be counted once for each line.
    """
    others = [other for other in draft.matching(*AMOUNTS) if other != column]
    worth_adding = [other for other in others if draft.contents[other].money >= MOSTLY]
    return next((other for other in worth_adding if _adds_up_to(draft, other, column)), "")


def lines_beside_totals_printed_once(draft: Draft, column: str) -> str:
    """The column headed as a line's amount that speaks on nearly every line, where `column` is blank on many of them,
    as a total that is printed on the first line of its invoice alone; else ""."""
    is_blank = draft.cells.select(~is_filled(column)).to_series()
    for other in (one for one in draft.matching(*AMOUNTS) if one != column and is_part(draft.labels[one])):
        speaks = amounts.pence(draft.cells[other]).is_not_null()
        lines = int(speaks.sum())
        alone = int((speaks & is_blank).sum())
        is_full = draft.contents[other].filled >= NEARLY_ALL and draft.contents[other].money >= MOSTLY
        if is_full and alone >= LEAST_ALONE * max(lines, 1):
            return other
    return ""


def parts_beside(draft: Draft, column: str) -> list[str]:
    """Amounts that are headed as parts of `column`, never larger than it, and smaller on some line."""
    others = [other for other in draft.matching(*AMOUNTS) if other != column and is_part(draft.labels[other])]
    return [other for other in others if _is_smaller(draft, other, column)]


def is_part(heading: str) -> bool:
    """Whether a heading calls its amount a line's.

    >>> is_part("Line Amount"), is_part("Net Amount")
    (True, False)
    """
    return bool(LINE_WORDS & heading_words.words_of(heading))


def _adds_up_to(draft: Draft, line: str, total: str) -> bool:
    together = draft.matching("supplier_name", "supplier_ref", "paid_on")
    some = draft.cells.select(*together, line, total).head(LOOKED_AT)
    read = some.select(*together, line=amounts.pence(some[line]), total=amounts.pence(some[total])).drop_nulls("total")
    differing = read.filter(pl.col("line").is_not_null() & (pl.col("line") != pl.col("total")))
    sums = differing.group_by(*together, "total").agg(pl.col("line").sum(), lines=pl.len())
    times = pl.col("line") // pl.when(pl.col("total") != 0).then("total")
    comes_to = (pl.col("line") == times * pl.col("total")) & times.is_between(1, pl.col("lines") - 1)
    explained = sums.filter(comes_to | ((pl.col("total") == 0) & (pl.col("line") == 0)))["lines"].sum()
    return bool(differing.height) and explained >= ADD_UP * differing.height


def _is_smaller(draft: Draft, part: str, whole: str) -> bool:
    some = draft.cells.select(part, whole).head(LOOKED_AT)
    read = some.select(part=amounts.pence(some[part]).abs(), whole=amounts.pence(some[whole]).abs()).drop_nulls()
    smaller, no_more = (read.filter(pl.col("part") < pl.col("whole")).height, pl.col("part") <= pl.col("whole"))
    return smaller > 0 and read.filter(no_more).height >= NEVER_MORE * read.height
