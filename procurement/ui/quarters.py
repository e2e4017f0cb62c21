"""The quarters of financial years by name, such as 2024-25 Q1."""

import re

QUARTER = r"^\d{4}-\d{2} Q[1-4]$"


def between(first: str, last: str) -> list[str]:
    """Every quarter from the first to the last, both included; none where either is not named as one.

    >>> between("2024-25 Q3", "2025-26 Q1")
    ['2024-25 Q3', '2024-25 Q4', '2025-26 Q1']
    """
    if not re.match(QUARTER, first) or not re.match(QUARTER, last):
        return []
    return [_name(at) for at in range(_place(first), _place(last) + 1)]


def _place(quarter: str) -> int:
    return int(quarter[:4]) * 4 + int(quarter[-1]) - 1


def _name(place: int) -> str:
    year = place // 4
    return f"{year}-{(year + 1) % 100:02} Q{place % 4 + 1}"
