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

GRANT_WORDS, AWARD_WORDS = {"grant", "grants"}, {"award", "awards", "awarded", "awarding"}
PAID_WORDS = {"paid", "pay", "payment", "payments", "payee", "invoice", "transaction", "posting", "clearing", "cheque"}
AGREED_WORDS = {"contract", "contracts", "tender", "agreement", "framework"}
START_WORDS, END_WORDS = {"start", "starts", "commencement", "commences"}, {"end", "ends", "expiry", "expires"}
"""A contract begins and ends; a payment has one day."""

FEWEST_OF_GRANTS = 2
"""So many headings must speak of grants or awards: one alone may be a column of a payments file, for grants paid."""

FEWEST_OF_A_LIST = 3
"""Headings of a list of payments: the day, the supplier and the amount."""

FEWEST_AWARDED = 3
"""Where none speaks of grants, so many must speak of awards, as who awarded what and when."""

OF_AN_AGE = re.compile(
    r"^(?:over |up to |>)?\s*\d{1,3}\s*(?:(?:to|-|–)\s*\d{1,3}\s*)?(?:\+|plus|and over)?\s*days?\b(?! ?%)",
    re.IGNORECASE,
)
FEWEST_BANDS = 2
"""A list of what is owed has a column for each age of a debt: 30 days, 60 days, over 90 days."""

NOT_PAID_WORDS = {
    "bid", "bids", "estimate", "estimated", "exemption", "forecast", "hospitality", "indicative", "invested", "liable",
    "outstanding", "owed", "owing", "principal", "quotation", "quoted", "rateable", "reserve", "retention",
    "tendered", "waived",
    "waiver",
}  # fmt: skip
"""What a heading says of an amount that nobody has paid, or not yet."""

OVERPAID = {"overpayment", "overpayments"}
UNIT_PRICES = ({"unit", "cost"}, {"unit", "price"}, {"price"}, {"rate"})
NOT_PAID_TOGETHER = ({"written", "off"}, {"book", "value"}, {"amount", "held"}, {"grant", "awarded"})
ORDER_WORDS = {"order", "ordered", "orders", "contract", "commitment", "committed"}
OTHER_CURRENCY = re.compile(amounts.OTHER_CURRENCY)

INCOME_WORDS = {"received", "income", "receipt", "receipts"}
DEBTOR_WORDS = {"customer", "customers", "debtor", "debtors"}
OWING_WORDS = {
    "applicant", "borrower", "debtor", "debtors", "developer", "leaseholder", "lessee", "licensee", "ratepayer",
    "tenant",
}  # fmt: skip
"""Who pays the council, or owes it money."""

OF_PAYING = {"paid", "pay", "payment", "payments", "payee"}
STILL_OWED = {"outstanding", "balance", "unpaid", "owed"}
NO_INCOME_WORDS = {"goods", "invoice", "date", "excluding", "less", "expenditure"}
"""With these a heading speaks of goods or invoices received, or of what the income is set against."""


def refuse_by_headings(row: HeadingRow) -> None:
    """Raises Refused where the headings are those of a register of contracts, of grants awarded, or of what is owed;
    and where they are those of two lists side by side."""
    _refuse_two_lists(row)
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
    enough = FEWEST_OF_GRANTS if speaks_of_grants else FEWEST_AWARDED
    if len(of_grants) >= enough and not _say(row.headings, PAID_WORDS):
        raise Refused(
            f"This is a list of grants {'' if speaks_of_grants else 'or contracts '}awarded, not of payments: it has "
            f"{_quoted(of_grants)} and no heading says that anything was paid. Upload the payments file."
        )
    bands = [text for text in row.headings if OF_AN_AGE.search(text.strip(EDGE_MARKS))]
    if len(bands) >= FEWEST_BANDS:
        raise Refused(
            f"This is a list of what is owed, by age, not of payments: it has {_quoted(bands)}. Upload the payments "
            "file."
        )


def _refuse_two_lists(row: HeadingRow) -> None:
    """A row of headings that says the same twice over, with what is paid to whom in it, stands over two lists."""
    texts = [text.casefold() for text in row.headings if text]
    half = len(texts) // 2
    if len(texts) < 2 * FEWEST_OF_A_LIST or texts[:half] != texts[half:] or not {"supplier_name"} <= row.found:
        return
    raise Refused(
        f"Two lists stand side by side: {_quoted([text for text in row.headings if text][:half])} are headed twice. "
        "Put the second list below the first, under the same headings, and upload it again."
    )


def _spans_of_contracts(row: HeadingRow) -> list[str]:
    """The headings that say contract, start and end, where there is one of each; else none."""
    firsts = [
        next((text for text in row.headings if _words(text) & words), "")
        for words in (AGREED_WORDS, START_WORDS, END_WORDS)
    ]
    return list(dict.fromkeys(firsts)) if all(firsts) else []


def refuse_by_amount(draft: Draft) -> None:
    """Raises Refused where the chosen amount is money received, or what nobody has paid."""
    _refuse_income(draft)
    _refuse_those_who_owe(draft)
    _refuse_what_is_not_paid(draft)
    _refuse_another_currency(draft)


def _refuse_income(draft: Draft) -> None:
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


def _refuse_those_who_owe(draft: Draft) -> None:
    """Raises Refused where those named are headed as people who owe the council money, or as customers beside what is
    still owed, and no heading speaks of paying."""
    named = [draft.labels[one] for one in draft.columns.get("supplier_name", ())]
    still_owed = [text for text in draft.labels.values() if _words(text) & STILL_OWED]
    owing = _say(named, OWING_WORDS) or (_say(named, DEBTOR_WORDS) and still_owed)
    if owing and not _say(list(draft.labels.values()), OF_PAYING):
        raise Refused(
            f"This is a list of those who owe the council money, not of payments: it has "
            f"{_quoted([*named, *still_owed])}, and no heading says that the council paid anything. Upload the "
            "payments file."
        )


def _refuse_what_is_not_paid(draft: Draft) -> None:
    """Raises Refused where the chosen amount is headed as an estimate, a quotation or the value of a waiver, and no
    heading speaks of paying."""
    labels = [draft.labels[one] for one in draft.columns.get("amount", ())]
    to_date = [text for text in draft.labels.values() if heading_words.says_to_date(text)]
    if to_date and (set(to_date) & set(labels) or any(_words(text) & ORDER_WORDS for text in labels)):
        raise Refused(
            f"This is no list of payments: {_quoted(to_date)} says what came to so much over time, and no other column "
            "what each payment was. Upload the payments file."
        )
    said = [
        text
        for text in labels
        if _words(text) & (NOT_PAID_WORDS | OVERPAID)
        or _words(text) in UNIT_PRICES
        or any(words <= _words(text) for words in NOT_PAID_TOGETHER)
    ]
    if said and (_say(said, OVERPAID) or not _say(list(draft.labels.values()), PAID_WORDS)):
        raise Refused(
            f"This is no list of payments: its amounts are headed {_quoted(said)}, and no heading says that anything "
            "was paid. Upload the payments file."
        )


def _refuse_another_currency(draft: Draft) -> None:
    said = [draft.labels[one] for one in draft.columns.get("amount", ()) if OTHER_CURRENCY.search(draft.labels[one])]
    if said and "currency" not in draft.columns:
        raise Refused(
            f"The amounts are headed {_quoted(said)}: that is another currency, and nothing is converted. Upload a "
            "file that says what was paid in pounds."
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
