"""Which days a file says it covers: from the lines above its headings, or from its name."""

import calendar
import re
from datetime import date, timedelta

from procurement.spend.days.date_shapes import MONTH_NUMBERS

NAMED = re.compile(r"(?<![a-z])(?P<m>[a-z]{3,9})[\s_,.'-]*(?P<y>20\d{2}|\d{2})(?!\d)", re.IGNORECASE)
YEAR_NAMED = re.compile(r"(?<!\d)(?P<y>20\d{2})[\s_,.-]*(?P<m>[a-z]{3,9})(?![a-z])", re.IGNORECASE)
ISO = re.compile(r"(?<!\d)(?P<y>20\d{2})[-_. ]?(?P<m>0[1-9]|1[0-2])(?!\d)")
NUMBERED = re.compile(r"(?<!\d)(?P<m>0[1-9]|1[0-2])[-_. ]?(?P<y>20\d{2})(?!\d)")
QUARTER = re.compile(r"(?:(?<![a-z])q(?:uarter|tr)?[\s_-]*(?P<q>[1-4]))", re.IGNORECASE)
PERIOD = re.compile(r"(?<![a-z])p(?:er(?:iod)?|d)?[ ._-]*0?(?P<n>1[0-3]|[1-9])(?!\d)", re.IGNORECASE)
FOUR_WEEK_PERIODS = 13
A_LETTER_BEFORE = re.compile(r"(?<![a-z])[pmwq]$", re.IGNORECASE)
"""P01 2025/26 is no January: a number behind such a letter counts periods, months of a financial year, or weeks."""

SHORT_YEARS = re.compile(r"(?<![a-z])fy\s*(?P<y>\d{2})[-_/ ]+(?P<z>\d{2})(?!\d)", re.IGNORECASE)
SPACES_OF_ADDRESSES = re.compile(r"\+|%20")
"""How a file's name that was part of a web address writes spaces: Spend+over+500+July+2022."""

DASHED = re.compile(r"\s[-–]\s")
WORD_NEXT = re.compile(r"\s*([a-z]{3,9})(?![a-z])", re.IGNORECASE)

BETWEEN = r"(?:[\s_.,]*(?:to|-|–|and|&|/)[\s_]*|[\s_]+)"
MONTH_BEFORE = re.compile(rf"(?<![a-z])([a-z]{{3,9}}){BETWEEN}$", re.IGNORECASE)
MONTH_AFTER = re.compile(rf"{BETWEEN}([a-z]{{3,9}})(?![a-z])", re.IGNORECASE)

YEARS = re.compile(r"(?<!\d)(?P<y>20\d{2})[-_/ ]+(?:20)?(?P<z>\d{2})(?!\d)")


def months_of(text: str) -> list[date]:
    """The first days of the months that a text names, in calendar order: "April-June 2019" gives April and June.

    A month's name without a year of its own shares the next year named. A text that names none gives [].
    """
    found = {date(year, month, 1) for year, month in _named(text) + _numbered(text)}
    return sorted(found)


def stated(text: str) -> tuple[date, date] | None:
    """The first and the last day that a text states, or None where it states none or states a span over a year.

    A quarter or a period is of the financial year that begins in April: "Q1 2014-15" is April to June 2014, and "P10
    2024/25" January 2025; a thirteenth is its last four weeks. A bare number before a financial year (01-2025/26) may
    be either, and states nothing.
    """
    text = SHORT_YEARS.sub(r"20\g<y>/\g<z>", SPACES_OF_ADDRESSES.sub(" ", text))
    quarter, period, years = QUARTER.search(text), PERIOD.search(text), YEARS.search(text)
    if years and int(years["z"]) == (int(years["y"]) + 1) % 100:
        if quarter:
            return _financial_quarter(int(years["y"]), int(quarter["q"]))
        if period:
            return _financial_month(int(years["y"]), int(period["n"]))
    months = _in_financial_year(months_of(text), years)
    if not months or (months[-1] - months[0]).days > 366:
        return None
    return months[0], month_end(months[-1])


def nearest(texts: tuple[str, ...]) -> tuple[date, date] | None:
    """What the last of several texts that states a period states: the title line closest to the headings counts."""
    return next((period for text in reversed(texts) if (period := stated(text))), None)


def of_month(name: str, texts: tuple[str, ...]) -> tuple[date, date] | None:
    """The month that a name without a year says, in the financial year that one of the texts states; else None.

    >>> of_month("February", ("Payments 2024-25",))
    (datetime.date(2025, 2, 1), datetime.date(2025, 2, 28))
    """
    years = next((found for text in reversed(texts) if (found := _financial_year(text))), "")
    return stated(f"{name} {years}") if years and (re.search("[A-Za-z]{3}", name) or PERIOD.search(name)) else None


def _financial_year(text: str) -> str:
    found = YEARS.search(text)
    return found[0] if found and int(found["z"]) == (int(found["y"]) + 1) % 100 else ""


def month_end(day: date) -> date:
    """The last day of the month that `day` lies in."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _in_financial_year(months: list[date], years: re.Match[str] | None) -> list[date]:
    """January to March of "2024/25" are in 2025, though 2024 is the year that stands beside them."""
    if years is None or int(years["z"]) != (int(years["y"]) + 1) % 100:
        return months
    first = int(years["y"])
    return [month.replace(year=first + (month.month < 4)) for month in months if month.year in (first, first + 1)]


def _financial_quarter(year: int, quarter: int) -> tuple[date, date]:
    first_month = 3 * quarter + 1
    first = date(year + (first_month > 12), (first_month - 1) % 12 + 1, 1)
    return first, month_end(date(first.year, first.month + 2, 1))


def four_weeks(year: int, number: int) -> tuple[date, date]:
    """One of the 13 periods of four weeks of a year that begins on 1 April; the last of them ends with the year.

    >>> four_weeks(2013, 5)
    (datetime.date(2013, 7, 22), datetime.date(2013, 8, 18))
    """
    first = date(year, 4, 1) + timedelta(weeks=4 * (number - 1))
    return first, date(year + 1, 3, 31) if number == FOUR_WEEK_PERIODS else first + timedelta(days=27)


def _financial_month(year: int, number: int) -> tuple[date, date]:
    if number == FOUR_WEEK_PERIODS:
        return four_weeks(year, number)
    first = date(year + (number > 9), (number + 2) % 12 + 1, 1)
    return first, month_end(first)


def _named(text: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for match in [*NAMED.finditer(text), *YEAR_NAMED.finditer(text)]:
        month = MONTH_NUMBERS.get(match["m"].lower())
        if month and not _is_of_the_next(match, text):
            year = int(match["y"]) % 100 + 2000
            found += [*_before(text[: match.start()], year, month), (year, month)]
            if match.re is YEAR_NAMED:
                found += _after(text[match.end() :], year, month)
    return found


def _is_of_the_next(match: re.Match[str], text: str) -> bool:
    """Whether the figures behind a month belong to the month after them: the 23 of "23 June - 23 Aug"."""
    word = WORD_NEXT.match(text, match.end())
    between = text[match.start() : match.end()]
    return bool(DASHED.search(between) and word and word[1].lower() in MONTH_NUMBERS)


def _before(text: str, year: int, month: int) -> list[tuple[int, int]]:
    """Months named just before another ("April to June 2019", "jul_aug_sep 2024"); one that is later in the calendar is
    of the year before."""
    found: list[tuple[int, int]] = []
    while (match := MONTH_BEFORE.search(text)) and (earlier := MONTH_NUMBERS.get(match[1].lower())):
        year, month, text = year - (earlier > month), earlier, text[: match.start()]
        found.append((year, month))
    return found


def _after(text: str, year: int, month: int) -> list[tuple[int, int]]:
    """Months named just after another ("2024-april-june"); one that is earlier in the calendar is of the next year."""
    found: list[tuple[int, int]] = []
    while (match := MONTH_AFTER.match(text)) and (later := MONTH_NUMBERS.get(match[1].lower())):
        year, month, text = year + (later < month), later, text[match.end() :]
        found.append((year, month))
    return found


def _numbered(text: str) -> list[tuple[int, int]]:
    years = YEARS.search(text)
    ends_a_slash = years.start() if years and "/" in years[0] else -1
    numbered = [
        match
        for match in NUMBERED.finditer(text)
        if match.start("y") != ends_a_slash and not A_LETTER_BEFORE.search(text[: match.start()])
    ]
    matches = [*ISO.finditer(text), *numbered]
    return [(int(match["y"]), int(match["m"])) for match in matches]
