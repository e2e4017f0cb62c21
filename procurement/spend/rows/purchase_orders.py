"""Purchase orders sent as payments: they may be changed, cancelled or paid in parts, so a person is asked."""

import re
from collections.abc import Sequence

from procurement.spend.columns import heading_words
from procurement.spend.columns.column_draft import MOSTLY, Draft
from procurement.spend.findings import Choice, Question

ORDERS, ORDER_DATES, STOP, TAKE = "ORDERS", "ORDER_DATES", "stop", "take"
DATE_OF_ORDER = "DATE_OF_ORDER"
"""The rule of a fix: no day of payment is read from the date of an order."""

ORDER = r"(?:purchase order|order|orders|ordered|po|requisition)"
MARKS = (
    re.compile(rf"\b{ORDER}\b.*\b(?:date|raised|created|approved)\b|\bdate\b.*\b{ORDER}\b"),
    re.compile(
        rf"\b{ORDER}\b.*\b(?:value|amount|total|cost|net|gross|sum)\b|\b(?:value|amount|total) of\b.*\b{ORDER}\b"
    ),
    re.compile(rf"^{ORDER}$|\b{ORDER}\b.*\b(?:no|nos|num|number|ref|reference|id)\b"),
)
"""The date, the value and the number of an order, as headings put them."""

OF_PAYMENTS = re.compile(
    r"\b(?:paid|pay|payments?|invoices?d?|inv|transactions?|trans|tran|txn|spend|spent|expenditure|vouchers?|cheque|chq"
    r"|bacs|clearing|cleared|posting|posted|gl|ledger|journal|document|doc|merchant|card)\b"
)
A_TITLE = re.compile(r"\b(?:purchase orders|orders (?:over|raised|placed))\b")
FEWEST_MARKS = 2


def ask(draft: Draft, titles: Sequence[str]) -> None:
    """Put the question where headings speak of orders and none of payments. titles: the texts above the headings, and
    the names of the sheet and the file."""
    headings = [(label, heading_words.normalise(label)) for label in draft.labels.values() if label]
    if _speak_of_payments(draft):
        return
    told = {mark: label for mark in MARKS for label, words in reversed(headings) if mark.search(words)}
    is_dated_by_order = MARKS[0] in told and not _has_another_date(draft)
    is_titled = any(A_TITLE.search(heading_words.normalise(title.replace("_", " "))) for title in titles)
    if not told or (len(told) + is_titled < FEWEST_MARKS and not is_dated_by_order):
        return
    *rest, last = [f'"{label}"' for label in dict.fromkeys(told.values())]
    said = f"{', '.join(rest)} and {last}" if rest else last
    if draft.ask(_question(said)) == TAKE:
        draft.fix(
            "ORDERS_AS_PAYMENTS", f"The headings {said} speak of orders; a person said that they count as payments."
        )


def set_dates_aside(draft: Draft) -> None:
    """Take no day of payment from the date of an order where the other headings speak of payments or invoices: the
    goods were ordered weeks before. What the file states as its period is read then, or a person is asked."""
    if not _speak_of_payments(draft):
        return
    for ours in ("paid_on", "fallback_date"):
        for column in draft.columns.get(ours, ()):
            if column in draft.matches and _is_of_an_order(draft, column):
                draft.columns.pop(ours, None)
                draft.matches.pop(column)
                label = draft.labels[column]
                draft.fix(DATE_OF_ORDER, f'"{label}" says when goods were ordered; no day of payment is read from it.')


def ask_for_a_day(draft: Draft) -> None:
    """Where nothing else says when anything was paid, put it to a person whether the day of the order will do."""
    dated = [column for column in draft.labels if _is_of_an_order(draft, column) and _holds_dates(draft, column)]
    if "paid_on" in draft.columns or not dated:
        return
    draft.columns["paid_on"] = (dated[0],)
    draft.fixes[:] = [fix for fix in draft.fixes if fix.rule != DATE_OF_ORDER]
    sentence = (
        f'The only dates are in "{draft.labels[dated[0]]}", when goods were ordered, and neither the file nor its name '
        "states a period. May each payment count on the day of its order?"
    )
    choices = (
        Choice(TAKE, "Count each payment on the day of its order", "payments may stand some weeks too early"),
        Choice(STOP, "Do not take this file", "nothing is stored; upload it with the dates of payment"),
    )
    draft.ask(Question(ORDER_DATES, sentence, choices, TAKE))


def _speak_of_payments(draft: Draft) -> bool:
    return any(OF_PAYMENTS.search(heading_words.normalise(label)) for label in draft.labels.values())


def _is_of_an_order(draft: Draft, column: str) -> bool:
    return bool(MARKS[0].search(heading_words.normalise(draft.labels[column])))


def _holds_dates(draft: Draft, column: str) -> bool:
    held = draft.contents[column]
    return held.filled > 0 and held.dates >= MOSTLY


def _has_another_date(draft: Draft) -> bool:
    """Whether some heading is of a date that is not an order's."""
    return any(not _is_of_an_order(draft, column) for column in draft.matching("paid_on"))


def _question(said: str) -> Question:
    sentence = (
        f"This looks like a list of purchase orders, not of payments: it has {said}, and no heading says when anything "
        "was paid or invoiced. What is to become of it?"
    )
    choices = (
        Choice(STOP, "Do not take this file: these are orders", "nothing is stored; upload the payments"),
        Choice(TAKE, "Count each as a payment of that day and amount"),
    )
    return Question(ORDERS, sentence, choices, STOP)
