"""Lists that are no payments, though they name money and firms: contracts, grants awarded, money received, nil returns.

Each is refused by its own name, so that the right file can be found.
"""

import re
from collections.abc import Sequence

import polars as pl

from procurement.spend.columns import heading_row, heading_words
from procurement.spend.columns.column_draft import Draft
from procurement.spend.columns.heading_row import HeadingRow
from procurement.spend.findings import Refused
from procurement.spend.money import amounts
from procurement.spend.texts.plain_cells import EDGE_MARKS

NIL = re.compile(
    r"^(?:nil(?: return)?(?: (?:for|in|this) .{1,40})?|no (?:spend|spending|payments|transactions|expenditure)\b.{0,60}"
    r"|none this (?:month|period|quarter))\.?$",
    re.IGNORECASE,
)
FEW_TEXTS = 20
"""A nil return says little else; a file with more texts than this is not taken for one."""

GRANT_WORDS, AWARD_WORDS = {"grant", "grants"}, {"award", "awarded", "awarding"}
PAID_WORDS = {"paid", "pay", "payment", "payments", "payee", "invoice", "transaction", "posting", "clearing", "cheque"}
AGREED_WORDS = {"contract", "contracts", "tender", "agreement", "framework"}
START_WORDS, END_WORDS = {"start", "starts", "commencement", "commences"}, {"end", "ends", "expiry", "expires"}
"""A contract begins and ends; a payment has one day."""

FEWEST_OF_GRANTS = 2
"""So many headings must speak of grants or awards: one alone may be a column of a payments file, for grants paid."""

INCOME_WORDS = {"received", "income", "receipt", "receipts"}
DEBTOR_WORDS = {"customer", "customers", "debtor", "debtors"}
NO_INCOME_WORDS = {"goods", "invoice", "date", "excluding", "less", "expenditure"}
"""With these a heading speaks of goods or invoices received, or of what the income is set against."""


def refuse_by_headings(row: HeadingRow) -> None:
    """Raises Refused where the headings are those of a register of contracts, or of grants awarded."""
    of_register = [
        text for text, match in zip(row.headings, row.matches, strict=True) if match and match.ours == "register"
    ]
    if len(of_register) >= heading_row.REGISTER_HEADINGS and "paid_on" not in row.found:
        raise Refused(
            f"This is a register of contracts, not of payments: it has {_quoted(of_register)} and no date of payment. "
            "Upload the payments file."
        )
    spans = _spans_of_contracts(row)
    if spans and "paid_on" not in row.found and not _say(row.headings, PAID_WORDS):
        raise Refused(
            f"This is a register of contracts, not of payments: it has {_quoted(spans)} and no date of payment. "
            "Upload the payments file."
        )
    of_grants = [text for text in row.headings if _words(text) & (GRANT_WORDS | AWARD_WORDS)]
    speaks_of_grants = any(_words(text) & GRANT_WORDS for text in of_grants)
    if speaks_of_grants and len(of_grants) >= FEWEST_OF_GRANTS and not _say(row.headings, PAID_WORDS):
        raise Refused(
            f"This is a list of grants awarded, not of payments: it has {_quoted(of_grants)} and no heading says that "
            "anything was paid. Upload the payments file."
        )


def _spans_of_contracts(row: HeadingRow) -> list[str]:
    """The headings that say contract, start and end, where there is one of each; else none."""
    firsts = [
        next((text for text in row.headings if _words(text) & words), "")
        for words in (AGREED_WORDS, START_WORDS, END_WORDS)
    ]
    return list(dict.fromkeys(firsts)) if all(firsts) else []


def refuse_income(draft: Draft) -> None:
    """Raises Refused where the chosen amount is headed as money received, and no heading speaks of paying; and where
    any is, and those named are customers."""
    owed_to_us = _say([draft.labels[column] for column in draft.columns.get("supplier_name", ())], DEBTOR_WORDS)
    labels = draft.labels.values() if owed_to_us else [draft.labels[one] for one in draft.columns.get("amount", ())]
    income = [text for text in labels if _words(text) & INCOME_WORDS and not _words(text) & NO_INCOME_WORDS]
    if income and (owed_to_us or not _say(list(draft.labels.values()), PAID_WORDS)):
        raise Refused(
            f"This is a list of money received, not of payments: it has {_quoted(income)}, and no heading says that "
            "the council paid anything. Upload the payments file."
        )


def refuse_a_nil_return(texts: Sequence[str]) -> None:
    """Raises Refused where few texts, none of them a sum, say that there were no payments. `texts`: filled cells."""
    is_nil = any(NIL.search(text.strip(EDGE_MARKS)) for text in texts) and len(texts) <= FEW_TEXTS
    if is_nil and not (amounts.pence(pl.Series(list(texts))).fill_null(0) != 0).any():
        raise Refused("This is a nil return: it says that there were no payments, so there is nothing to take.")


def _say(headings: Sequence[str], words: set[str]) -> bool:
    return any(_words(text) & words for text in headings)


def _words(text: str) -> set[str]:
    return set(heading_words.normalise(text).split())


def _quoted(headings: Sequence[str]) -> str:
    return ", ".join(f'"{text}"' for text in headings[:4])
