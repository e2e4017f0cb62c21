"""The day, the month and the year of a payment in columns of their own, put together where that is clear."""

import polars as pl

from procurement.spend.columns import heading_words
from procurement.spend.columns.column_draft import Draft
from procurement.spend.days.date_shapes import MONTH_NUMBERS

A_DAY = r"^(?:0?[1-9]|[12][0-9]|3[01])(?:\.0)?$"
A_MONTH = r"^(?:0?[1-9]|1[0-2])(?:\.0)?$"
A_YEAR = r"^(?:20)?[0-9]{2}(?:\.0)?$"
A_FINANCIAL_YEAR = r"^(20[0-9]{2}) ?[-/] ?(?:20)?[0-9]{2}$"
NAMED_MONTH = r"^([A-Za-z]{3,9})[ .,'/-]*((?:20)?[0-9]{2})?$"
MONTH_WITH_YEAR = r"^[A-Za-z]{3,9}[ .,'/-]*(?:20)?[0-9]{2}$"
NEARLY_ALL = 0.9
OF_ANOTHER_CALENDAR = {"financial", "fiscal", "fin", "fy", "accounting", "account", "period", "posting"}
"""Month 1 of a financial year is April, so that a bare number under such a heading is no month of the calendar."""


def choose(draft: Draft) -> str:
    """The column that the days are put together in, as 2025-04-03, or the months alone, as 2025-04; "" where none.

    A month is a name, or a number under a heading that says month; a year has two or four digits, or is a financial
    year, whose January to March are in the later of its years. Without a day, numbers are taken only where nothing else
    can be meant: a month of a year of the calendar, or a period of a financial year, whose first is April.
    """
    month = next((one for one in draft.matching("period") if _is_month(draft, one)), "")
    year = next((one for one in draft.matching("year") if _is_year(draft, one)), "")
    day = next((one for one in draft.matching("day", "paid_on") if _share(draft, one, A_DAY) >= NEARLY_ALL), "")
    if not month or not (year or _share(draft, month, MONTH_WITH_YEAR) >= NEARLY_ALL) or not (day or year):
        return ""
    is_numbered = _share(draft, month, A_MONTH) >= NEARLY_ALL
    of_financial = bool(year) and _share(draft, year, A_FINANCIAL_YEAR) >= NEARLY_ALL
    is_period = "period" in _words(draft, month)
    if (not day and (not is_numbered or of_financial != is_period)) or (day and is_period):
        return ""
    number = (_month_number(month) + 2) % 12 + 1 if is_period else _month_number(month)
    text = pl.format("{}-{}", _year_number(year, month, number), number.cast(pl.String()).str.zfill(2))
    if day:
        text = pl.format("{}-{}", text, pl.col(day).str.strip_suffix(".0").str.zfill(2))
    target = day or month
    is_told = text.is_not_null() & pl.col(target).fill_null("").str.contains(A_DAY if day else A_MONTH)
    draft.rewritten[target] = pl.when(is_told).then(text).otherwise(pl.col(target))
    names = " and ".join(f'"{draft.labels[one]}"' for one in (day, month, year) if one)
    draft.fix("DATE_IN_PARTS", f"The date of payment is put together from {names}.")
    return target


def _share(draft: Draft, column: str, pattern: str) -> float:
    cells = draft.cells[column].drop_nulls()
    filled = cells.filter(cells != "")
    return float(filled.str.contains(pattern).sum()) / filled.len() if filled.len() else 0.0


def _words(draft: Draft, column: str) -> set[str]:
    return heading_words.words_of(draft.labels[column])


def _is_month(draft: Draft, column: str) -> bool:
    words = _words(draft, column)
    is_of_calendar = bool(words & {"month", "mm", "mth"}) and not words & OF_ANOTHER_CALENDAR
    named = draft.cells[column].drop_nulls().str.extract(NAMED_MONTH, 1).str.to_lowercase().drop_nulls()
    if named.len() and named.is_in(list(MONTH_NUMBERS)).all() and _share(draft, column, NAMED_MONTH) >= NEARLY_ALL:
        return True
    is_alone = words <= {"period", "number", "no", "accounting", "financial", "fiscal"} and "period" in words
    return (is_of_calendar or is_alone) and _share(draft, column, A_MONTH) >= NEARLY_ALL


def _is_year(draft: Draft, column: str) -> bool:
    """Whether a column says a year of the calendar, or a financial year as 2024/25; a bare 2024 may be either there."""
    if _share(draft, column, A_FINANCIAL_YEAR) >= NEARLY_ALL:
        return True
    return not _words(draft, column) & OF_ANOTHER_CALENDAR and _share(draft, column, A_YEAR) >= NEARLY_ALL


def _month_number(month: str) -> pl.Expr:
    name = pl.col(month).str.extract(NAMED_MONTH, 1).str.to_lowercase()
    number = pl.col(month).str.strip_suffix(".0")
    plain = pl.when(number.str.contains(A_MONTH)).then(number)
    # A name that is no month, and a text that is no number, become null: such a row is left as it is, and held back.
    named = name.replace_strict(MONTH_NUMBERS, default=None, return_dtype=pl.Int64())
    return pl.coalesce(plain.cast(pl.Int64(), strict=False), named)


def _year_number(year: str, month: str, month_number: pl.Expr) -> pl.Expr:
    """The year of a row, four digits as text: its own column's, or what stands beside the month's name."""
    beside = _four_digits(pl.col(month).str.extract(NAMED_MONTH, 2))
    if not year:
        return beside
    first = pl.col(year).str.extract(A_FINANCIAL_YEAR, 1).cast(pl.Int64(), strict=False)
    of_financial = (first + (month_number < 4).cast(pl.Int64())).cast(pl.String())
    plain = pl.col(year).str.strip_suffix(".0")
    return pl.coalesce(beside, of_financial, _four_digits(pl.when(plain.str.contains(A_YEAR)).then(plain)))


def _four_digits(year: pl.Expr) -> pl.Expr:
    return pl.when(year.str.len_chars() == 2).then(pl.lit("20") + year).otherwise(year)
