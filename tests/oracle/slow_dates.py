"""What day a text says, decided slowly with datetime: one shape after another."""

import calendar
import re
from datetime import date, timedelta

from tests.oracle.slow_text import spaced

MONTHS = [name.lower() for name in calendar.month_name[1:]]
EARLIEST = date(2000, 1, 1)
DAY_ZERO = {"": date(1899, 12, 30), "1900": date(1899, 12, 30), "1904": date(1904, 1, 1)}
SEP = r"[-/. \\]"
WEEKDAY = r"^(mon|tue|tues|wed|weds|thu|thur|thurs|fri|sat|sun)(day|sday|nesday|rsday|urday)?[ .]+"
CLOCK = (
    r"[t ]+[0-9]{1,2}[:.][0-9]{2}([:.][0-9]{2}(\.[0-9]+)?)?\s*([ap]m)?"
    r"(z|( ?(utc|gmt|bst))?(\s?[+-][0-9]{2}(:?[0-9]{2})?)?( \([a-z ]+ time\))?)$"
)
CERTAIN = (
    (1, 2, 3, rf"([0-9]{{1,2}}){SEP}*([a-z]{{3,9}}){SEP}*([0-9]{{4}}|[0-9]{{2}})"),
    (2, 1, 3, rf"([a-z]{{3,9}}){SEP}*([0-9]{{1,2}}){SEP}+([0-9]{{4}})"),
    (3, 2, 1, rf"([0-9]{{4}}){SEP}([a-z]{{3,9}}){SEP}([0-9]{{1,2}})"),
    (3, 2, 1, r"(20[0-9]{2})([01][0-9])([0-3][0-9])([0-2][0-9][0-5][0-9][0-5][0-9])?"),
    (1, 2, 3, r"([0-3][0-9])([01][0-9])(20[0-9]{2})"),
)
"""Which part is the day, the month and the year, where the shape alone tells."""

A_LIST = re.compile(r"\s*(?:[|;&\n]|,\s|\band\b)\s*")
ONE_OF_A_LIST = re.compile(
    r"[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{2,4}|[0-9]{1,2}[-/. ]?[a-z]{3,9}[-/. ]?[0-9]{2,4}", re.IGNORECASE
)
RANGE_WORD = re.compile(r" ?(?:to|–|until|-|/) ?")


def day_of(text: str, month_first: bool, day_zero: str, is_turned_back: bool = False) -> date | None:
    """The day that a text says; of several days, the last; of a month, its last day; None where it says none.

    month_first: 4/5/2024 is 5 April. is_turned_back: a spreadsheet exchanged day and month of true dates.
    """
    listed = A_LIST.split(text.strip())
    if len(listed) > 1 and all(ONE_OF_A_LIST.fullmatch(part) for part in listed):
        days = [one_day(part, month_first, day_zero, is_turned_back) for part in listed]
        return None if None in days else max(day for day in days if day)
    return one_day(text, month_first, day_zero, is_turned_back)


def one_day(text: str, month_first: bool, day_zero: str, is_turned_back: bool) -> date | None:
    """The one day, month or range that a text says; an apostrophe in front is a spreadsheet's mark of a text."""
    hyphened = re.sub("[\u2010\u2011\u2212]", "-", text.removeprefix("'"))
    clean = re.sub(WEEKDAY, "", spaced(hyphened.replace(",", " ")).casefold())
    clean = re.sub(r"([0-9])(st|nd|rd|th)\b", r"\1", re.sub(CLOCK, "", clean)).replace(" of ", " ")
    day = whole_day(clean, month_first, day_zero, is_turned_back) or month_end(clean)
    return day or end_of_range(clean, month_first, day_zero)


def whole_day(clean: str, month_first: bool, day_zero: str, is_turned_back: bool) -> date | None:
    """A text that names a day of the calendar."""
    if found := re.fullmatch(r"([0-9]{5})(\.[0-9]+)?", clean):
        return DAY_ZERO[day_zero] + timedelta(days=int(found[1]))
    if found := re.fullmatch(rf"([0-9]{{4}}){SEP}([0-9]{{1,2}}){SEP}([0-9]{{1,2}})", clean):
        year, month, day = map(int, found.groups())
        return calendar_day(year, *((day, month) if is_turned_back and day <= 12 else (month, day)))
    if found := re.fullmatch(rf"([0-9]{{1,2}}) ?{SEP} ?([0-9]{{1,2}}) ?{SEP} ?([0-9]{{4}}|[0-9]{{2}})", clean):
        first, second = int(found[1]), int(found[2])
        return calendar_day(full_year(found[3]), *((first, second) if month_first else (second, first)))
    return day_in_certain_order(clean)


def day_in_certain_order(clean: str) -> date | None:
    """A day whose month stands in letters, or without anything between year, month and day."""
    for day, month, year, shape in CERTAIN:
        if found := re.fullmatch(shape, clean):
            number = int(found[month]) if found[month].isdigit() else month_number(found[month])
            return calendar_day(full_year(found[year]), number, int(found[day]))
    return None


def month_end(clean: str) -> date | None:
    """The last day of the month that a text names."""
    if found := re.fullmatch(rf"([a-z]{{3,9}}){SEP}*'?([0-9]{{4}}|[0-9]{{2}})", clean):
        return last_day(full_year(found[2]), month_number(found[1]))
    if found := re.fullmatch(r"(20[0-9]{2})[-/]([0-9]{1,2})", clean):
        return last_day(int(found[1]), int(found[2]))
    if found := re.fullmatch(r"([0-9]{1,2})[-/](20[0-9]{2})", clean):
        return last_day(int(found[2]), int(found[1]))
    return None


def end_of_range(clean: str, month_first: bool, day_zero: str) -> date | None:
    """The end of two days or months with a word or a dash between; the first may be a month without a year."""
    for between in RANGE_WORD.finditer(clean):
        first, last = clean[: between.start()], clean[between.end() :]
        end = whole_day(last, month_first, day_zero, False) or month_end(last)
        if end and (month_number(first) or whole_day(first, month_first, day_zero, False) or month_end(first)):
            return end
    return None


def month_number(name: str) -> int:
    """1 to 12 for a month's name of three letters or more; 0 for any other word."""
    if name == "sept":
        return 9
    return next((at for at, month in enumerate(MONTHS, 1) if len(name) >= 3 and month.startswith(name)), 0)


def full_year(digits: str) -> int:
    """A year of two digits is of this century."""
    return int(digits) + (2000 if len(digits) == 2 else 0)


def calendar_day(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def last_day(year: int, month: int) -> date | None:
    """The last day of a month, or None where there is no such month."""
    return date(year, month, calendar.monthrange(year, month)[1]) if 1 <= month <= 12 and year > 0 else None


def is_month_only(text: str) -> bool:
    """Whether a text names a month and no day, whose end may lie a little ahead of today."""
    clean = spaced(text.replace(",", " ")).casefold()
    return month_end(clean) is not None
