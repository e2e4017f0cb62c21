"""Judging small files written in a test, with the project's own reference tables."""

from datetime import date
from pathlib import Path

import polars as pl

from procurement.spend import headings, judge, read, receive
from procurement.spend.judged import Judged
from procurement.spend.limits import Limits
from procurement.spend.named_table import NamedTable

REFERENCE = Path(__file__).resolve().parents[2] / "data" / "reference"
ALIASES = pl.read_csv(REFERENCE / "heading_aliases.csv", infer_schema=False).fill_null("")
REDACTIONS = pl.read_csv(REFERENCE / "redaction_wordings.csv", infer_schema=False).fill_null("")
TODAY = date(2026, 11, 24)


def named(text: str, answers: dict[str, str] | None = None, file_name: str = "spend.csv") -> NamedTable:
    """The columns of a file given as text."""
    received = receive.check(file_name, text.encode(), Limits())[0]
    table = read.as_text(received, Limits(), answers or {})
    return headings.apply(table, ALIASES, REDACTIONS, answers or {}, file_name)


def judged(text: str, answers: dict[str, str] | None = None, file_name: str = "spend.csv") -> Judged:
    """The rows of a file given as text."""
    return judge.rows(named(text, answers, file_name), TODAY, answers or {}, REDACTIONS)
