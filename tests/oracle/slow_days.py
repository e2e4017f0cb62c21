"""Which day each row of a file was paid on, decided slowly: from its date, from another beside it, or from the file."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from tests.oracle.receipt_says import Receipt
from tests.oracle.slow_dates import EARLIEST, day_of, is_month_only
from tests.oracle.slow_text import spaced
from tests.spend.reading_texts import TODAY

NO_DATE = {"", "n/a", "na", "-", "nil", "none"}
COLUMNS = ("paid_on", "fallback_date", "period")
NUMERIC = re.compile(r"([0-9]{1,2}) ?[-/. \\] ?([0-9]{1,2}) ?[-/. \\] ?([0-9]{4}|[0-9]{2})(?![0-9])")
END_OF_NOVEMBER = date(2026, 12, 1)
"""Months are taken by their last day, which may be a few days ahead of TODAY."""

PERIOD = re.compile(r"(20\d{2})[-/ ]?P?(0?[1-9]|1[0-3])")


class Days:
    """The days of one file. `rows`: ours to the cell, for every row below the headings."""

    def __init__(self, receipt: Receipt, rows: Sequence[tuple[Mapping[str, str], object]]) -> None:
        self.receipt = receipt
        cells = {ours: [row.get(ours, "") for row, _ in rows] for ours in COLUMNS}
        self.month_first = {ours: is_month_first(texts) for ours, texts in cells.items()}
        self.has_two_orders = any(all(orders(texts)) for texts in cells.values())
        asked = receipt.month_first
        if asked is not None:
            self.month_first["paid_on" if "paid_on" in receipt.places else "period"] = asked

    def of(self, cells: Mapping[str, str]) -> date | None:
        """The day of a row, or None where it has none that can be taken."""
        if self.receipt.stated_day:
            return self.receipt.stated_day
        for ours in COLUMNS:
            text = cells.get(ours, "")
            day = self.taken(text, ours)
            is_told = text.lower() not in NO_DATE and not re.fullmatch("##+", text)
            if day or (ours == "paid_on" and ours in self.receipt.places and is_told):
                return day
        return None

    def taken(self, text: str, ours: str) -> date | None:
        """The day of a text where it lies between the year 2000 and today."""
        turned = ours == "paid_on" and "DATE_TURNED_BACK" in self.receipt.fixes
        day = day_of(text, self.month_first[ours], self.receipt.day_zero, turned)
        latest = END_OF_NOVEMBER if is_month_only(text) else TODAY
        return day if day and EARLIEST <= day <= latest else None

    def is_uncertain(self, cells: Mapping[str, str]) -> bool:
        """Whether only the rest of the file can say which part is which: the year has two digits, or the date may have
        either order in a file that has dates of both."""
        found = NUMERIC.match(spaced(cells.get("paid_on", cells.get("period", "")).removeprefix("'")))
        if not found:
            return False
        is_either = int(found[1]) != int(found[2]) and max(int(found[1]), int(found[2])) <= 12
        return len(found[3]) == 2 or (self.has_two_orders and is_either)


def is_month_first(texts: Sequence[str]) -> bool:
    """Whether more dates of a column can only have the month first than can only have the day first."""
    day_first, month_first = orders(texts)
    return month_first > day_first


def orders(texts: Sequence[str]) -> tuple[int, int]:
    """How many dates of a column can only have the day first, and how many only the month."""
    found = [match for text in texts if (match := NUMERIC.match(spaced(text.removeprefix("'").replace(",", " "))))]
    pairs = [(int(match[1]), int(match[2])) for match in found]
    day_first = sum(first > 12 >= second for first, second in pairs)
    return day_first, sum(second > 12 >= first for first, second in pairs)
