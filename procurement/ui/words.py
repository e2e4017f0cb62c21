"""Figures in words: pounds, shares and counts as people say them, and the sentence that stands beside each chart."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from procurement.in_words import counted as count
from procurement.in_words import listed, pounds_exactly

EXACT_PLACES = 12
"""Places of a share that are exact: floats are not beyond them."""
NOT_KNOWN = "Not known"
"""What stands for a category that payments do not tell."""


def pounds(pence: int) -> str:
    """Money to about three figures, for headings and sentences.

    >>> pounds(123_456_789_00), pounds(-4_500_00), pounds(1_250_000_00), pounds(0), pounds(-49)
    ('£123 million', '-£4,500', '£1.25 million', '£0', '£0')
    """
    whole = abs(pence) / 100
    sign = "-" if pence < 0 and f"{whole:.0f}" != "0" else ""
    for size, name in ((1e9, "billion"), (1e6, "million")):
        if whole >= size * 0.9995:
            return f"{sign}£{whole / size:.3g} {name}" if whole < 1000 * size else f"{sign}£{whole / size:,.0f} {name}"
    return f"{sign}£{whole:,.0f}"


def pounds_of(pence: float) -> str:
    """As `pounds`, for values that a chart hands over as floats."""
    return pounds(round(pence))


def whole_pounds(pounds: float) -> str:
    """Money in a table, to the pound.

    >>> whole_pounds(-23.4), whole_pounds(-0.4), whole_pounds(1234)
    ('-£23', '£0', '£1,234')
    """
    whole = f"{abs(pounds):,.0f}"
    return f"-£{whole}" if pounds < 0 and whole != "0" else f"£{whole}"


def pennies(pounds: float) -> str:
    """Money in a table, to the penny.

    >>> pennies(-23.4), pennies(1234)
    ('-£23.40', '£1,234.00')
    """
    return pounds_exactly(round(pounds * 100))


def share(part: float) -> str:
    """A share of one as a percentage; a little is never called nothing, nor nearly all called all.

    What floats leave of a whole divided by itself is all of it.

    >>> share(0.256), share(0.004), share(0.0), share(0.998), share(1.0), share(1 - 1e-16)
    ('26%', 'less than 1%', '0%', 'more than 99%', '100%', '100%')
    """
    part = round(part, EXACT_PLACES)
    if 0 < part < 0.01:
        return "less than 1%"
    return "more than 99%" if 0.995 <= part < 1 else f"{part:.0%}"


def share_known(part: float | None) -> str:
    """As `share`; where it is not known, so.

    >>> share_known(None), share_known(0.5)
    ('not known', '50%')
    """
    return "not known" if part is None else share(part)


def day(when: date) -> str:
    """A day as people write it.

    >>> day(date(2024, 4, 1))
    '1 April 2024'
    """
    return f"{when.day} {when:%B %Y}"


def short_day(iso: str) -> str:
    """A day given as text, short enough for a box; "none" where there is none.

    >>> short_day("2024-04-01"), short_day("")
    ('1 Apr 2024', 'none')
    """
    return f"{date.fromisoformat(iso).day} {date.fromisoformat(iso):%b %Y}" if iso else "none"


def plain(text: str) -> str:
    """Text from outside that stands in a sentence on a page: no mark in it is taken for formatting."""
    return re.sub(r"([\\`*_{}\[\]<>()#+\-.!|$~:])", r"\\\1", text)


def as_list(sentences: Sequence[str]) -> str:
    """Sentences from outside as a list in Markdown; "" where there is none.

    >>> as_list(["One.", "Two*"])
    '- One\\\\.\\n- Two\\\\*'
    """
    return "\n".join(f"- {plain(sentence)}" for sentence in sentences)


def held_back(rows: int, unread: int) -> str:
    """How many rows are held back, and of how many the amount is not known.

    >>> held_back(2, 0), held_back(3, 1)
    ('2 rows', '3 rows; the amount of 1 cannot be read')
    """
    return f"{count(rows, 'row')}; the amount of {unread:,} cannot be read" if unread else count(rows, "row")


def ranking(labels: Sequence[str], pence: Sequence[int], what: str, adds_up_to: int | None = None) -> str:
    """A bar chart in a sentence: the three longest bars and their share of the whole.

    labels, pence: of all there is, also where the chart draws the longest bars alone. adds_up_to: what the bars come
    to where none overlaps; where they come to something else, no share is told.
    """
    if not labels:
        return f"There is no {what} to show."
    order = sorted(zip(labels, pence, strict=True), key=lambda pair: -pair[1])
    whole, first = sum(pence), sum(value for _, value in order[:3])
    named = [f"{label} ({pounds(value)})" for label, value in order[:3]]
    if len(order) <= 3:
        return f"Most {what}: {listed(named)}." if len(order) > 1 or whole <= 0 else f"All {what}: {named[0]}."
    if not 0 < first <= whole or whole != (adds_up_to if adds_up_to is not None else whole):
        return f"Most {what}: {listed(named)}."
    return f"Most {what}: {listed(named)}, together {share(first / whole)} of {pounds(whole)} in all."


def gains(councils: Sequence[str], pence: Sequence[int]) -> str:
    """What each council would gain or lose, in sentences: who gains most, and who loses; no loss is called a gain.

    >>> gains(["Bury", "York"], [900_00, 0])
    'Would gain: Bury (£900). No council would lose.'
    >>> gains(["Bury", "York"], [-100_00, -900_00])
    'No council would gain. Would lose: York (-£900) and Bury (-£100).'
    """
    order = sorted(zip(councils, pence, strict=True), key=lambda pair: pair[1])
    losing = [f"{name} ({pounds(value)})" for name, value in order if value < 0]
    gaining = [(name, value) for name, value in zip(councils, pence, strict=True) if value > 0]
    names, worth = [name for name, _ in gaining], [value for _, value in gaining]
    told = ranking(names, worth, "gain", sum(pence)) if gaining else "No council would gain."
    first = f"Would gain: {names[0]} ({pounds(worth[0])})." if len(gaining) == 1 else told
    return f"{first} {f'Would lose: {listed(losing)}.' if losing else 'No council would lose.'}"


def moved(before: int, after: int) -> str:
    """How an amount above nothing compares with what it was before.

    >>> moved(100, 133), moved(100_000, 99_999), moved(7, 7)
    ('33% more', 'less than 1% less', 'as much')
    """
    if after == before:
        return "as much"
    return f"{share(abs(after - before) / before)} {'more' if after > before else 'less'}"


def against_peers(rows: Sequence[dict[str, Any]], council: str) -> str:
    """Two bars a row in a sentence: where the council is furthest above and below its peers' median, for each person.

    rows: level1, ours_pence, median_pence, difference_pence. What is not known is no category to be told of.
    """
    rows = [row for row in rows if row["level1"] != NOT_KNOWN]
    if not rows:
        return "There is nothing to compare."
    above = max(rows, key=lambda row: row["difference_pence"])
    below = min(rows, key=lambda row: row["difference_pence"])
    told = [
        f"{'above' if row['difference_pence'] > 0 else 'below'} its peers on {row['level1']} "
        f"({pounds_exactly(row['ours_pence'])} a person a year; their median is {pounds_exactly(row['median_pence'])})"
        for row, is_so in ((above, above["difference_pence"] > 0), (below, below["difference_pence"] < 0))
        if is_so
    ]
    return f"{council} is furthest {'; and furthest '.join(told)}." if told else f"{council} is as its peers are."


def trend(periods: Sequence[str], pence: Sequence[int], unlike: str = "") -> str:
    """A line chart in a sentence: where it starts, where it ends, and the highest point.

    unlike: why the start and the end are not to be compared, as a sentence; "" where they are.
    """
    if len(periods) < 2:
        return "There is only one period, so no trend can be told." if periods else "There is no spend to show."
    top = max(range(len(pence)), key=lambda at: pence[at])
    highest = f"The highest was {periods[top]} ({pounds(pence[top])})."
    if unlike:
        return f"{highest} {unlike}"
    change = (pence[-1] - pence[0]) / abs(pence[0]) if pence[0] else 0.0
    way = "much the same as" if abs(change) < 0.02 else f"{share(abs(change))} {'more' if change > 0 else 'less'} than"
    return f"{periods[-1]} had {pounds(pence[-1])}, {way} {periods[0]} ({pounds(pence[0])}). {highest}"
