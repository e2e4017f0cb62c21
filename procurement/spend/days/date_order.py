"""Which of two small numbers is the day: settled once for a file, from its own values and its stated period."""

import re
from dataclasses import dataclass
from datetime import date

import polars as pl

from procurement.in_words import counted

CLEAR_MAJORITY = 0.9
SETTLING_DATES = 5
"""So many different dates must agree before two-digit years are taken as settled by the file itself."""

STRAYING_DATES = 3
"""So many different dates must leave the months of the others before they are taken for exchanged."""

TELLING_DATES = 2
"""Fewer different dates than this that can only be month first may be a slip: then a person is asked."""


DAY_FIRST, MONTH_FIRST = "day", "month"
AN_ORDER = re.compile(r"\b(?:(?P<day>dd?)[-/. ]mm?|(?P<month>mm?)[-/. ]dd?)[-/. ](?:yy){1,2}\b", re.IGNORECASE)


@dataclass(frozen=True)
class Order:
    """How the file's dates are to be read.

    month_first: 4/30/2020 is 30 April. swaps_typed: dates that stand as true dates (2010-01-06) had day and month
    exchanged by a spreadsheet and are turned back. is_contested: the values speak for both orders.
    swaps_small: where both numbers of a written date may be months, the month stands first, though elsewhere in the
    file it stands second. reason: the sentence that a person reads.
    """

    month_first: bool = False
    swaps_typed: bool = False
    is_contested: bool = False
    two_digit_years_settled: bool = False
    reason: str = ""
    swaps_small: bool = False


def stated(heading: str) -> str:
    """Which of day and month a heading says stands first; "" where it does not say.

    >>> stated("Date Paid (MM/DD/YYYY)"), stated("Date (dd.mm.yy)"), stated("Date")
    ('month', 'day', '')
    """
    found = AN_ORDER.search(heading)
    return "" if found is None else DAY_FIRST if found["day"] else MONTH_FIRST


def settle(shapes: pl.DataFrame, period: tuple[date, date] | None, stated_first: str = "") -> Order:
    """The order of one file's dates. `shapes`: date_shapes.shapes with `rows`, how often each text stands in the file.

    period: the first and last day that the file says it covers, or None. stated_first: "day" or "month", where the
    heading says which stands first; it is believed unless some date can only be read otherwise.
    """
    numeric = shapes.filter(pl.col("shape") == "numeric")
    day_first = _rows(numeric.filter((pl.col("a") > 12) & (pl.col("b") <= 12)))
    month_first = _rows(numeric.filter((pl.col("b") > 12) & (pl.col("a") <= 12)))
    settled = _two_digit_years_settled(shapes, period)
    if day_first and month_first:
        return _contested(day_first, month_first, settled)
    if (stated_first == MONTH_FIRST and not day_first) or (stated_first == DAY_FIRST and not month_first):
        is_month = stated_first == MONTH_FIRST
        return Order(is_month, False, False, settled, "the heading says that the month stands first" * is_month)
    typed = _typed_dates_are_swapped(shapes, numeric)
    if typed or (day_first and _small_dates_are_swapped(numeric)):
        reason = "a spreadsheet had exchanged day and month in the dates it could read; they are turned back"
        return Order(typed and month_first > 0, typed, False, settled, reason, swaps_small=not typed)
    if month_first:
        evidence = numeric.filter((pl.col("b") > 12) & (pl.col("a") <= 12)).height
        is_thin = evidence < TELLING_DATES and evidence < numeric.height
        return Order(True, False, is_thin, settled, "days beyond 12 stand second, so the month is written first")
    if not day_first and _looks_month_first(numeric, period):
        reason = "read day first the dates fall on the same few days of many months; read month first, in one month"
        is_told = period is not None and numeric.height >= SETTLING_DATES
        return Order(
            True, False, not is_told, settled, f"{reason}, the one that the file states" if is_told else reason
        )
    return Order(two_digit_years_settled=settled)


def _rows(shapes: pl.DataFrame) -> int:
    return int(shapes["rows"].sum())


def _contested(day_first: int, month_first: int, settled: bool) -> Order:
    leads = month_first > day_first
    share = max(day_first, month_first) / (day_first + month_first)
    reason = f"{counted(day_first, 'date')} can only be day first and {month_first:,} only month first"
    return Order(leads, False, share < CLEAR_MAJORITY, settled, reason)


def _small_dates_are_swapped(numeric: pl.DataFrame) -> bool:
    """Whether a spreadsheet that writes the month first read the dates it could, and left the others as texts: swapped,
    all dates of two possible months share the months of those with a day beyond 12; as written, several do not."""
    is_small = (pl.col("a") <= 12) & (pl.col("b") <= 12)
    clear = set(numeric.filter(~is_small).select(pl.col("year") * 100 + pl.col("b")).to_series().to_list())
    small = numeric.filter(is_small & (pl.col("a") != pl.col("b")))
    swapped = small.select((pl.col("year") * 100 + pl.col("a")).is_in(clear).all()).item()
    as_written = small.filter(~(pl.col("year") * 100 + pl.col("b")).is_in(clear))
    straying = as_written.select(pl.struct("year", "a", "b").n_unique()).item() if as_written.height else 0
    return bool(swapped) and straying >= STRAYING_DATES


def _typed_dates_are_swapped(shapes: pl.DataFrame, numeric: pl.DataFrame) -> bool:
    """Texts all have a part beyond 12, true dates never a day beyond 12, and only swapped do they share months."""
    typed = shapes.filter((pl.col("shape") == "iso") & (pl.col("a") <= 12))
    larger_than_month = (pl.col("a") > 12) | (pl.col("b") > 12)
    if typed.is_empty() or numeric.is_empty() or not numeric.select(larger_than_month.all()).item():
        return False
    if shapes.filter((pl.col("shape") == "iso") & (pl.col("a") > 12)).height:
        return False
    of_texts = set(numeric.select(pl.col("year") * 100 + pl.min_horizontal("a", "b")).to_series().to_list())
    as_typed = set(typed.select(pl.col("year") * 100 + pl.col("b")).to_series().to_list())
    as_swapped = set(typed.select(pl.col("year") * 100 + pl.col("a")).to_series().to_list())
    return as_swapped <= of_texts and not as_typed <= of_texts


def _looks_month_first(numeric: pl.DataFrame, period: tuple[date, date] | None) -> bool:
    """No day beyond 12 anywhere, and the months only fit together (or fit the period) when read month first."""
    if numeric.height < 3:
        return False
    if period is not None:
        first, last = (day.year * 12 + day.month for day in period)
        day_first = numeric.filter((pl.col("year") * 12 + pl.col("b")).is_between(first, last)).height
        month_first = numeric.filter((pl.col("year") * 12 + pl.col("a")).is_between(first, last)).height
        return month_first == numeric.height and day_first < numeric.height / 2
    return numeric["a"].n_unique() == 1 and numeric["a"][0] != 1 and numeric["b"].n_unique() >= 4


def _two_digit_years_settled(shapes: pl.DataFrame, period: tuple[date, date] | None) -> bool:
    """Whether the file itself says which part is the year: by four-digit neighbours, its period, or its spread."""
    short = shapes.filter((pl.col("shape") == "numeric") & (pl.col("year_digits") == 2))
    if short.is_empty():
        return True
    years = set(short["year"].to_list())
    if period is not None and years <= set(range(period[0].year - 1, period[1].year + 2)):
        return True
    whole = shapes.filter((pl.col("year_digits") == 4) & pl.col("b").is_not_null())["year"].drop_nulls().to_list()
    if whole and all(min(whole) - 1 <= year <= max(whole) + 1 for year in years):
        return True
    beyond_months = short.filter((pl.col("a") > 12) | (pl.col("b") > 12)).height
    return short.height >= SETTLING_DATES and beyond_months > 0 and max(years) - min(years) <= 1
