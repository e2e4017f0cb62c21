"""The period that a file's name states, beside what the names of its folder's other files make plain."""

import re
from collections.abc import Sequence
from datetime import date

from procurement.spend.days import periods

FOUR_FIGURES = re.compile(r"(?<!\d)(?P<y>\d{2})(?P<m>0[1-9]|1[0-2])(?!\d)")
"""Perhaps a year and a month, such as 1708; perhaps a year alone, such as 2010."""

PERIOD_NUMBER = re.compile(r"(?<![a-z])p(?:eriod|d)?[\s_.-]*(?P<p>0?[1-9]|1[0-3])(?!\d)", re.IGNORECASE)
A_YEAR = re.compile(r"(?<!\d)(20\d{2})(?!\d)")
AGREEING = 3
"""So many files of a folder must read as a year and a month before any of them is read so."""

Period = tuple[date, date]


def of_names(names: Sequence[str]) -> dict[str, Period]:
    """The first and last day that each file name of one folder states; a name that states none is left out.

    "1708" is August 2017 where at least three names of the folder have such figures, every such name reads as a year
    and a month, and not all could be years. "P05" is the fifth month of a financial year from April, where a year is
    named; the fifth four weeks where a name of the folder has a P13.
    """
    by_weeks = any(number[0] == periods.FOUR_WEEK_PERIODS for name in names if (number := _number(name)))
    told = {name: period for name in names if (period := of_name(name, by_weeks))}
    untold = [name for name in names if name not in told]
    return {**told, **_by_four_figures(untold)}


def of_name(name: str, by_weeks: bool = False) -> Period | None:
    """The first and last day that one name states by itself. by_weeks: whether periods are of four weeks."""
    return _numbered(name, by_weeks) or periods.stated(name)


def _number(name: str) -> tuple[int, int] | None:
    """The period and the year that a name has in figures."""
    number, year = PERIOD_NUMBER.search(name), A_YEAR.search(name)
    return (int(number["p"]), int(year[1])) if number and year else None


def _numbered(name: str, by_weeks: bool) -> Period | None:
    found = _number(name)
    if not found:
        return None
    number, year = found
    if by_weeks or number == periods.FOUR_WEEK_PERIODS:
        return periods.four_weeks(year, number)
    at = number + 3
    first = date(year + (at > 12), (at - 1) % 12 + 1, 1)
    return first, periods.month_end(first)


def _by_four_figures(names: Sequence[str]) -> dict[str, Period]:
    figures = {name: found for name in names if (found := re.findall(r"(?<!\d)\d{4}(?!\d)", name))}
    months = {name: month for name in figures if (month := FOUR_FIGURES.search(name))}
    could_be_years = all(month[0].startswith(("19", "20")) for month in months.values())
    if len(months) < AGREEING or len(months) < len(figures) or could_be_years:
        return {}
    firsts = {name: date(2000 + int(month["y"]), int(month["m"]), 1) for name, month in months.items()}
    return {name: (first, periods.month_end(first)) for name, first in firsts.items()}
