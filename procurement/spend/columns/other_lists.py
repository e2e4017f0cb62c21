"""Lists that are no payments, though they name money and firms: contracts, grants awarded, money received, nil returns.

Each is refused by its own name, so that the right file can be found.
"""

import re
from collections.abc import Sequence

import polars as pl

from procurement.spend.columns import heading_row
from procurement.spend.columns.heading_match import AMOUNTS
from procurement.spend.columns.heading_row import HeadingRow
from procurement.spend.columns.heading_words import words_of
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

FEWEST_IN_BOTH = 2
"""Headings that two lists side by side have in common: the amount's and the day's."""

FEWEST_AWARDED = 3
"""Where none speaks of grants, so many must speak of awards, as who awarded what and when."""

OF_AN_AGE = re.compile(
    r"^(?:over |up to |>)?\s*\d{1,3}\s*(?:(?:to|-|–)\s*\d{1,3}\s*)?(?:\+|plus|and over)?\s*days?\b(?! ?%)",
    re.IGNORECASE,
)
FEWEST_BANDS = 2
"""A list of what is owed has a column for each age of a debt: 30 days, 60 days, over 90 days."""

A_STATEMENT = re.compile(
    r"(?i)\b(?:bank reconciliation|unpresented cheques|trial balance|balance sheet|income and expenditure account)\b"
)
"""What a statement of accounts calls itself; cheques that nobody has cashed are in the lists of earlier payments."""

OFFERED_WORDS = {"offered", "gift", "gifts", "donor"}

OF_DEALS = (
    {"counterparty", "lender", "borrower"},
    {"maturity", "matures", "maturing"},
    {"interest", "coupon", "yield"},
)
FEWEST_OF_DEALS = 2
"""An investment or a loan has another party, a day of maturity and a rate of interest."""


def refuse_by_headings(row: HeadingRow) -> None:
    """Raises Refused where the headings are those of a register of contracts, of grants awarded, or of what is owed;
    where the titles above them are those of an account's statement; and where they are of two lists side by side."""
    _refuse_statements(row.titles)
    _refuse_two_lists(row)
    of_register = [
        text for text, match in zip(row.headings, row.matches, strict=True) if match and match.ours == "register"
    ]
    if len(of_register) >= heading_row.REGISTER_HEADINGS and "paid_on" not in row.found:
        raise Refused(
            f"This is a register of contracts, not of payments: it has {quoted(of_register)} and no date of payment. "
            "Upload the payments file."
        )
    spans = _spans_of_contracts(row)
    if spans and "paid_on" not in row.found and not say(row.headings, PAID_WORDS):
        raise Refused(
            f"This is a register of contracts, not of payments: it has {quoted(spans)} and no date of payment. "
            "Upload the payments file."
        )
    of_grants = [text for text in row.headings if words_of(text) & (GRANT_WORDS | AWARD_WORDS)]
    speaks_of_grants = any(words_of(text) & GRANT_WORDS for text in of_grants)
    enough = FEWEST_OF_GRANTS if speaks_of_grants else FEWEST_AWARDED
    if len(of_grants) >= enough and not say(row.headings, PAID_WORDS):
        raise Refused(
            f"This is a list of grants {'' if speaks_of_grants else 'or contracts '}awarded, not of payments: it has "
            f"{quoted(of_grants)} and no heading says that anything was paid. Upload the payments file."
        )
    offered = [text for text in row.headings if words_of(text) & OFFERED_WORDS]
    if offered and not say(row.headings, PAID_WORDS):
        raise Refused(
            f"This is a register of gifts and hospitality, not of payments: it has {quoted(offered)}, and no heading "
            "says that anything was paid. Upload the payments file."
        )
    refuse_by_ages(row.headings)
    deals = [next((text for text in row.headings if words_of(text) & some), "") for some in OF_DEALS]
    if sum(map(bool, deals)) >= FEWEST_OF_DEALS and not say(row.headings, PAID_WORDS):
        raise Refused(
            f"This is a list of investments or loans, not of payments: it has {quoted(list(filter(None, deals)))}, "
            "and no heading says that anything was paid. Upload the payments file."
        )


def refuse_by_ages(headings: Sequence[str]) -> None:
    """Raises Refused where headings are those of what is owed, by age."""
    bands = [text for text in headings if OF_AN_AGE.search(text.strip(EDGE_MARKS))]
    if len(bands) >= FEWEST_BANDS:
        raise Refused(
            f"This is a list of what is owed, by age, not of payments: it has {quoted(bands)}. Upload the payments "
            "file."
        )


def _refuse_statements(titles: Sequence[str]) -> None:
    said = [title for title in titles if A_STATEMENT.search(title)]
    if said and not say(titles, PAID_WORDS):
        raise Refused(
            f"This is no list of payments: it is headed {quoted(said)}. Upload the payments file: a row a payment, "
            "with its day."
        )


def _refuse_two_lists(row: HeadingRow) -> None:
    """A row of headings that says the same twice over, with what is paid to whom in it, stands over two lists."""
    texts = [text.casefold() for text in row.headings if text]
    half = len(texts) // 2
    is_twice = len(texts) >= 2 * FEWEST_OF_A_LIST and texts[:half] == texts[half:]
    if "supplier_name" not in row.found or not (is_twice or _are_apart(row)):
        return
    raise Refused(
        f"Two lists stand side by side: {quoted([text for text in row.headings if text][:half])} are headed twice. "
        "Put the second list below the first, under the same headings, and upload it again."
    )


def _are_apart(row: HeadingRow) -> bool:
    """Whether an empty heading parts the row in two lists, each with the same headings of an amount and a day."""
    of_both = [
        text.casefold()
        for text, match in zip(row.headings, row.matches, strict=True)
        if match and match.ours in (*AMOUNTS, "paid_on")
    ]
    gaps = [at for at, text in enumerate(row.headings) if not text]
    for gap in gaps:
        left, right = ({text.casefold() for text in some if text} for some in (row.headings[:gap], row.headings[gap:]))
        enough = min(len(left), len(right)) >= FEWEST_OF_A_LIST
        if enough and len(left & right & set(of_both)) >= FEWEST_IN_BOTH:
            return True
    return False


def _spans_of_contracts(row: HeadingRow) -> list[str]:
    """The headings that say contract, start and end, where there is one of each; else none."""
    firsts = [
        next((text for text in row.headings if words_of(text) & some), "")
        for some in (AGREED_WORDS, START_WORDS, END_WORDS)
    ]
    return list(dict.fromkeys(firsts)) if all(firsts) else []


def refuse_a_nil_return(texts: Sequence[str]) -> None:
    """Raises Refused where few texts, none of them a sum, say that there were no payments. `texts`: filled cells."""
    is_nil = any(NIL.search(text.strip(EDGE_MARKS)) for text in texts) and len(texts) <= FEW_TEXTS
    if is_nil and not (amounts.pence(pl.Series(list(texts))).fill_null(0) != 0).any():
        raise Refused("This is a nil return: it says that there were no payments, so there is nothing to take.")


def say(headings: Sequence[str], some: set[str]) -> bool:
    """Whether any of the headings has one of some words."""
    return any(words_of(text) & some for text in headings)


def quoted(headings: Sequence[str]) -> str:
    """Up to four headings in quotation marks."""
    return ", ".join(f'"{text}"' for text in headings[:4])
