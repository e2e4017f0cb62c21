"""Withheld names are told from suppliers that only sound like them."""

import polars as pl
import pytest

from procurement.spend.rows import redaction
from tests.spend.reading_texts import REDACTIONS

WITHHELD = [
    "REDACTED PERSONAL DATA", "Redacted", "REDACTED COMMERCIAL CONFIDENTIALITY", "Redacted- Personal data",
    "Redacted \x96 Personal Data", "Redacted – Personal Data", "DETAILS REDACTED", "REDACED PERSONAL DATA",
    "REDACT PERSONAL INFORMATION", "NAME REMOVED", "Redact - Third Party",
    "Personal redaction", "*Redact - Personal Information", "Personal Information - Redacted",
    "Identity Redacted", "Dedacted Personal Data", "REDACETED PERSONAL DATA", "xxxxREDACTEDxxxx", "*Exclude - VAT only",
    "Personal Expense, Name Witheld", "REDACTED PERSONAL DATA Mogo (Uk)", " [Redacted] ", "Name withheld", "EXEMPT",
    "A Pellowdene - personal data", "Pellowdene, A (Redacted Personal Data)", "Birch Care Homes - REDACTED",
    "*** REDACTED ***", "Exempt under DPA", "Data Protection Act", "Personal Data Protected", "PERSONAL",
    "Third Party Individual", "Confidential Payee",
]  # fmt: skip
SUPPLIERS = [
    "Redactive Publishing Ltd",
    "REDACTIVE EVENTS LTD",
    "REDACTA LIMITED",
    "Exempt Charity Ltd",
    "Exclude Holdings Limited",
    "Payment to Individuals Trust",
    "",
    "Individual Solutions Ltd",
    "Personal Reductions Ltd",
    "Personal Data Services Ltd",
    "Elm - Personal Data Protection Ltd",
    "Fir Personal Data",
    "Personal Best Gym",
    "Third Party Individuals Insurance Ltd",
    "Confidential Waste Ltd",
    "Data Protection Advisers Ltd",
]


@pytest.mark.parametrize(
    ("name", "withheld"), [(name, True) for name in WITHHELD] + [(name, False) for name in SUPPLIERS]
)
def test_is_redacted(name: str, withheld: bool) -> None:
    frame = pl.DataFrame({"name": [name]})
    assert frame.select(redaction.is_redacted("name", REDACTIONS)).item() is withheld


def test_no_wordings_find_nothing() -> None:
    frame = pl.DataFrame({"name": ["REDACTED"]})
    assert frame.select(redaction.is_redacted("name", REDACTIONS.clear())).item() is False
