"""Which texts hold a number or an address of a person, decided slowly."""

import re

PERSONAL = (
    re.compile(r"\b[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b", re.IGNORECASE),
    re.compile(r"[\w.+-]+@[\w-]+\.[a-z.]{2,}", re.IGNORECASE),
    re.compile(r"\bsort ?code:? ?\d{2}-?\d{2}-?\d{2}\b", re.IGNORECASE),
)
NHS = (
    re.compile(
        r"\b(?:nhs|patients?|clients?|service users?)\b[^0-9\n]{0,20}([0-9]{3}[ -]?[0-9]{3}[ -]?[0-9]{4})\b", re.I
    ),
    re.compile(r"(?<![0-9-])([0-9]{3}[ -][0-9]{3}[ -][0-9]{4})(?![0-9-])"),
)


def is_personal(text: str) -> bool:
    """Whether a text holds a number or address of a person; an NHS number by how it is written and its check digit."""
    if any(pattern.search(text) for pattern in PERSONAL):
        return True
    digits = [re.sub("[ -]", "", found[1]) for pattern in NHS for found in pattern.finditer(text)]
    sums = [sum(int(digit) * weight for digit, weight in zip(ten, range(10, 1, -1), strict=False)) for ten in digits]
    return any((11 - total % 11) % 11 == int(ten[9]) for total, ten in zip(sums, digits, strict=True))
