"""What a title or a footnote says about VAT, for files whose headings do not."""

import re

from procurement.spend.named_table import GROSS, NET, UNSTATED

SUBJECT = r"\b(?:amounts?|figures?|values?|payments?|totals?|costs?)\b[^.]{0,60}?"
INCLUDES = re.compile(
    SUBJECT + r"\b(?:inclu(?:des?|ding|sive of)|gross of)\s+(?:all |any |recoverable )*vat\b", re.IGNORECASE
)
EXCLUDES = re.compile(
    SUBJECT + r"\b(?:exclu(?:des?|ding|sive of)|net of|without)\s+(?:all |any |recoverable )*vat\b", re.IGNORECASE
)
A_THRESHOLD = re.compile(r"\b(?:over|above|exceeding|greater than|in excess of)\s+£?\s?\d", re.IGNORECASE)
"""A remark on which payments are published says nothing about how their amounts are written."""


def basis(remarks: list[str]) -> str:
    """net, gross or unstated, by the remarks of a file; unstated where they say both or neither.

    >>> basis(["all the above amounts INCLUDE VAT at the appropriate rate"])
    'gross'
    >>> basis(["Payments over £500 including VAT"])
    'unstated'
    """
    plain = [remark for remark in remarks if not A_THRESHOLD.search(remark)]
    gross, net = any(map(INCLUDES.search, plain)), any(map(EXCLUDES.search, plain))
    return UNSTATED if gross == net else GROSS if gross else NET
