"""Amounts that are no payments, by their headings: money received, owed, planned, or paid to people, or in euros."""

import re

from procurement.spend.columns import heading_words
from procurement.spend.columns.column_draft import Draft
from procurement.spend.columns.heading_words import words_of
from procurement.spend.columns.other_lists import PAID_WORDS, quoted, say
from procurement.spend.findings import Refused
from procurement.spend.money import amounts

NOT_PAID_WORDS = {
    "annual", "anticipated", "bid", "bids", "budget", "budgeted", "decision", "estimate", "estimated", "exemption",
    "expected", "forecast", "hospitality", "indicative", "invested", "liable", "outstanding", "owed", "owing",
    "planned", "principal", "projected", "proposed", "quotation", "quote", "quoted", "quotes", "rateable",
    "reserve", "retention", "saving", "savings", "tendered", "turnover", "variance", "waived", "waiver",
}  # fmt: skip
"""What a heading says of an amount that nobody has paid, or not yet."""

PEOPLES_PAY = {"allowance", "allowances", "remuneration", "salaries", "salary", "wage", "wages"}
"""What staff and members get, who are no suppliers, and whose names are not to be taken for such."""

OVERPAID = {"overpayment", "overpayments"}
UNIT_PRICES = ({"unit", "cost"}, {"unit", "price"}, {"price"}, {"rate"})
NOT_PAID_TOGETHER = ({"written", "off"}, {"call", "off"}, {"book", "value"}, {"amount", "held"}, {"grant", "awarded"})
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


def refuse_by_amount(draft: Draft) -> None:
    """Raises Refused where the chosen amount is money received, or what nobody has paid."""
    _refuse_income(draft)
    _refuse_what_people_get(draft)
    _refuse_those_who_owe(draft)
    _refuse_what_is_not_paid(draft)
    _refuse_another_currency(draft)


def _refuse_income(draft: Draft) -> None:
    """Raises Refused where the chosen amount is headed as money received, and no heading speaks of paying; and where
    any is, and those named are customers."""
    owed_to_us = say([draft.labels[column] for column in draft.columns.get("supplier_name", ())], DEBTOR_WORDS)
    labels = draft.labels.values() if owed_to_us else [draft.labels[one] for one in draft.columns.get("amount", ())]
    income = [text for text in labels if words_of(text) & INCOME_WORDS and not words_of(text) & NO_INCOME_WORDS]
    if income and (owed_to_us or not say(list(draft.labels.values()), PAID_WORDS)):
        raise Refused(
            f"This is a list of money received, not of payments: it has {quoted(income)}, and no heading says that "
            "the council paid anything. Upload the payments file."
        )


def _refuse_what_people_get(draft: Draft) -> None:
    """Raises Refused where the chosen amount is headed as a salary or an allowance."""
    said = [text for one in draft.columns.get("amount", ()) if words_of(text := draft.labels[one]) & PEOPLES_PAY]
    if said:
        raise Refused(
            f"This is a list of what people are paid, not of payments to suppliers: its amounts are headed "
            f"{quoted(said)}. Upload the payments file."
        )


def _refuse_those_who_owe(draft: Draft) -> None:
    """Raises Refused where those named are headed as people who owe the council money, or as customers beside what is
    still owed, and no heading speaks of paying."""
    named = [draft.labels[one] for one in draft.columns.get("supplier_name", ())]
    still_owed = [text for text in draft.labels.values() if words_of(text) & STILL_OWED]
    owing = say(named, OWING_WORDS) or (say(named, DEBTOR_WORDS) and still_owed)
    if owing and not say(list(draft.labels.values()), OF_PAYING):
        raise Refused(
            f"This is a list of those who owe the council money, not of payments: it has "
            f"{quoted([*named, *still_owed])}, and no heading says that the council paid anything. Upload the "
            "payments file."
        )


def _refuse_what_is_not_paid(draft: Draft) -> None:
    """Raises Refused where the chosen amount is headed as an estimate, a quotation or the value of a waiver, and no
    heading speaks of paying."""
    labels = [draft.labels[one] for one in draft.columns.get("amount", ())]
    to_date = [text for text in draft.labels.values() if heading_words.says_to_date(text)]
    if to_date and (set(to_date) & set(labels) or any(words_of(text) & ORDER_WORDS for text in labels)):
        raise Refused(
            f"This is no list of payments: {quoted(to_date)} says what came to so much over time, and no other column "
            "what each payment was. Upload the payments file."
        )
    said = [
        text
        for text in labels
        if words_of(text) & (NOT_PAID_WORDS | OVERPAID)
        or words_of(text) in UNIT_PRICES
        or any(some <= words_of(text) for some in NOT_PAID_TOGETHER)
    ]
    if said and (say(said, OVERPAID) or not say(list(draft.labels.values()), PAID_WORDS)):
        raise Refused(
            f"This is no list of payments: its amounts are headed {quoted(said)}, and no heading says that anything "
            "was paid. Upload the payments file."
        )


def _refuse_another_currency(draft: Draft) -> None:
    said = [draft.labels[one] for one in draft.columns.get("amount", ()) if OTHER_CURRENCY.search(draft.labels[one])]
    if said and "currency" not in draft.columns:
        raise Refused(
            f"The amounts are headed {quoted(said)}: that is another currency, and nothing is converted. Upload a "
            "file that says what was paid in pounds."
        )
