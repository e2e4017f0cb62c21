"""Which of two files says in its name that it is the later version of what the other holds."""

import re

NUMBERED = re.compile(r"(?<![a-z0-9])(?:v|ver|version|rev|revision)[ ._-]?(\d{1,2})(?![0-9])", re.IGNORECASE)
LATER = re.compile(
    r"(?<![a-z])(revised|revision|amended|amendment|corrected|correction|updated?|final|replacement|republished|"
    r"resubmi(?:tted|ssion))(?![a-z])",
    re.IGNORECASE,
)
EARLIER = re.compile(r"(?<![a-z])(draft|provisional|superseded|original|old)(?![a-z])", re.IGNORECASE)


def rank(name: str) -> int:
    """How late a version a file's name claims to be: 0 where it says nothing.

    >>> [rank(name) for name in ("may.csv", "may v3.csv", "may_amended.csv", "may draft.csv", "V1 may.csv")]
    [0, 2, 1, -1, 0]
    """
    number = NUMBERED.search(name)
    if number:
        return int(number.group(1)) - 1
    return 1 if LATER.search(name) else -1 if EARLIER.search(name) else 0
