"""Which column says when a payment was made."""

from collections.abc import Callable

import polars as pl

from procurement.spend.columns import heading_words
from procurement.spend.columns.column_contents import SAMPLE_ROWS
from procurement.spend.columns.column_draft import MOSTLY, SOME, Draft
from procurement.spend.columns.heading_match import AMOUNTS
from procurement.spend.days import date_parts, date_shapes, dates, numbered_periods
from procurement.spend.days.dates import END_OF_TIME

NEARLY_ALL = 0.9
"""Share of the cells of a column of months that must say one."""

PAID_WORDS = {"paid", "pay", "payment", "cleared", "clearing"}
NOT_YET = {"before", "by", "due", "period", "terms"}
"""Words beside those for days on which something is to be paid."""

OF_LEDGERS = 3
"""The preference of a heading that tells when something was written into the books."""

OF_INVOICES = 4
"""The preference of a heading that tells when an invoice was written, received or due, and not when it was paid."""


def choose(draft: Draft) -> None:
    """Settle `paid_on` in the draft, with `fallback_date` for rows without one, and `period` where a column has it.

    Payment dates come before transaction dates, those before posting dates, and invoice dates come last. Leaves
    `paid_on` out where no column holds dates.
    """
    headed = draft.matching("paid_on")
    found = _holding_dates(draft, draft.matching("paid_on", "day"), MOSTLY) or _holding_dates(draft, headed, SOME)
    periods = draft.matching("period")
    if not found and _in_parts(draft):
        return
    if not found:
        dated = [column for column in periods if not _is(draft, column, numbered_periods.is_number)]
        paying = _of_paying(draft)
        found = paying if dated and len(paying) == 1 else []
        found = found or _holding_dates(draft, dated, 0.9)[:1] or _by_contents(draft) or headed[: not periods]
    if found and found[0] in draft.matches and draft.matches[found[0]].preference >= OF_LEDGERS:
        paying = [
            column for column in _of_paying(draft) if column not in found and not NOT_YET & set(_words(draft, column))
        ]
        found = [*paying, *found] if len(paying) == 1 else found
    if found:
        best = draft.best(found) if found[0] in draft.matches else found[:1]
        best = _cleared(draft, _with_months_beside(draft, _varied(draft, best), periods))
        chosen = best[0] if len(best) == 1 or draft.equal(best) else _ask(draft, best)
        if chosen in periods and _is_numbered(draft, chosen):
            draft.columns["period"] = (chosen,)
            return
        draft.columns["paid_on"] = (chosen,)
    left = [column for column in found if column not in draft.columns.get("paid_on", ())]
    if left:
        draft.columns["fallback_date"] = (left[0],)
    if periods and periods[0] not in draft.columns.get("paid_on", ()):
        draft.columns["period"] = (periods[0],)
    years = draft.matching("year")
    if years and "paid_on" not in draft.columns:
        draft.columns["year"] = (years[0],)


def _in_parts(draft: Draft) -> bool:
    """Whether the days, or the months, are put together from columns of their own; then they are settled."""
    column = date_parts.choose(draft)
    if column:
        ours = "period" if draft.matches[column].ours == "period" else "paid_on"
        draft.columns[ours] = (column,)
    return bool(column)


def _with_months_beside(draft: Draft, best: list[str], periods: list[str]) -> list[str]:
    """A date of invoices, and the months that payments are listed by where these differ; else the dates alone."""
    if len(best) != 1 or best[0] not in draft.matches or draft.matches[best[0]].preference < OF_INVOICES:
        return best
    months = [column for column in periods if draft.contents[column].dates >= NEARLY_ALL or _is_numbered(draft, column)]
    return [*best, months[0]] if months and _months_differ(draft, best[0], months[0]) else best


def _varied(draft: Draft, best: list[str]) -> list[str]:
    """Of dates that may be of payment, those that are not one day on every line, as that of a file is."""
    return [column for column in best if draft.contents[column].distinct > 1] or best


def _cleared(draft: Draft, best: list[str]) -> list[str]:
    """Of dates that may be of payment, those on which the item was cleared in the ledger, as its payment does."""
    return [column for column in best if heading_words.says_cleared(draft.labels[column])] or best


def _is_numbered(draft: Draft, column: str) -> bool:
    """Whether a column tells periods by a year and a number alone, such as 202402."""
    return _is(draft, column, numbered_periods.is_told)


def _is(draft: Draft, column: str, told: Callable[[pl.Series], pl.Series]) -> bool:
    """Whether nearly all filled cells of a column are what `told` looks for."""
    cells = draft.cells[column].drop_nulls().head(SAMPLE_ROWS)
    found = told(cells.filter(cells != ""))
    return bool(found.len()) and found.sum() >= NEARLY_ALL * found.len()


def _months_differ(draft: Draft, dated: str, month: str) -> bool:
    """Whether on a twentieth of the rows or more the month is another than that of the date."""
    rows = draft.cells.select(pl.col(dated, month).fill_null("")).head(SAMPLE_ROWS)
    days = pl.DataFrame({"dated": _days(draft, rows[dated], dated), "month": _days(draft, rows[month], month)})
    told = days.drop_nulls()
    apart = pl.col("dated").dt.month_end() != pl.col("month").dt.month_end()
    return bool(told.height) and told.filter(apart).height >= 0.05 * told.height


def _days(draft: Draft, texts: pl.Series, column: str) -> pl.Series:
    """The day of each text; that of a numbered period as of a year from April, which most councils' are."""
    if _is_numbered(draft, column):
        return numbered_periods.last_days(numbered_periods.of_texts(texts), numbered_periods.FINANCIAL)
    read = dates.read(texts, END_OF_TIME).days.select("text", "day")
    told = pl.DataFrame({"text": texts}).join(read, on="text", how="left", validate="m:1", maintain_order="left")
    return told["day"]


def _holding_dates(draft: Draft, columns: list[str], enough: float) -> list[str]:
    held = {column: draft.contents[column] for column in columns}
    return [column for column, one in held.items() if one.dates >= enough or one.epochs >= MOSTLY]


def _by_contents(draft: Draft) -> list[str]:
    """No heading says date: the one column of dates under an unknown heading, or under an amount's ("Payment"), or
    else under one that speaks of paying ("Invoice Paid")."""
    of_amounts = [column for column in draft.matching(*AMOUNTS) if draft.contents[column].money < SOME]
    found = [column for column in [*draft.unclaimed(), *of_amounts] if draft.contents[column].dates >= 0.9]
    days = [column for column in found if not _is(draft, column, date_shapes.are_months)]
    found = days or found or _of_paying(draft)
    if len(found) != 1:
        return []
    draft.fix("DATE_BY_CONTENTS", f'"{draft.labels[found[0]]}" is read as the date of payment, because it holds dates.')
    return found


def _of_paying(draft: Draft) -> list[str]:
    """The columns of days whose headings speak of paying, whatever else they were taken for."""
    of_paying = [column for column, label in draft.labels.items() if label and PAID_WORDS & set(_words(draft, column))]
    dated = [column for column in of_paying if column in draft.contents and draft.contents[column].dates >= NEARLY_ALL]
    return [column for column in dated if not _is(draft, column, date_shapes.are_months)]


def _words(draft: Draft, column: str) -> list[str]:
    return heading_words.normalise(draft.labels[column]).split()


def _ask(draft: Draft, found: list[str]) -> str:
    months = [column for column in found if draft.matches[column].ours == "period"]
    suggested = max(months or found, key=lambda column: draft.contents[column].filled)
    return draft.ask_which("DATE_COLUMN", "Which column says when it was paid", found, suggested, "day")
