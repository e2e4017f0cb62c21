"""A heading as words that can be compared: case, punctuation, pound signs and broken encodings set aside."""

import re
import unicodedata

BROKEN_MARKS = re.compile(r"^(?:ï»¿|Ã¯Â»Â¿|Ã¯»¿|ï¿½|\ufeff)+")
"""A byte order mark read in the wrong encoding, once or twice over, in front of the first heading."""

POUND_SIGNS, EDGES = ("£", "œ"), " ()'"
"""A pound sign, and what stands for it where DOS wrote the file and Windows read it."""
BOTH_SIGNS = ("+/-", "-/+", "±")

TEXT_MARK = re.compile(r"\(\s*t\s*\)", re.IGNORECASE)
"""Agresso's "(T)": the column holds the text that belongs to a code."""

CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
IN_BRACKETS = re.compile(r"[(\[][^)\]]*[)\]]")
NOT_WORDS = re.compile(r"[^a-z0-9]+")
LEADING_NUMBER = re.compile(r"^(?:\d{1,2}|[a-z]) (?=[a-z]{4})")

TO_DATE = re.compile(r"\b(?:ytd|cumulative|(?:year|paid|invoiced|spend|spent|expenditure|amount|total) to date)\b")
NOT_PAID = {
    "accrual", "accrued", "balance", "budget", "commitment", "committed", "contract", "deduction", "deductions",
    "discount", "estimate", "estimated", "forecast", "limit", "order", "ordered", "outstanding", "owed", "po",
    "previous", "qty", "quantity", "rate", "remaining", "residual", "retention", "unpaid", "variance",
}  # fmt: skip
"""Words for sums that are not what a payment came to: ordered, agreed, planned, kept back or still owed."""

NET_OR_GROSS = {"amount_net": {"net", "nett"}, "amount_gross": {"gross"}}
OF_ELSEWHERE = {"document", "entered", "foreign", "invoice", "original", "supplier", "transaction"}
OF_PAYING = {"actual", "paid", "payment", "spend", "spent"}
SPEAKS_OF_PAYING = {
    "bacs", "card", "cheque", "chq", "clearance", "cleared", "clearing", "creditor", "expenditure", "gl", "invoice",
    "invoiced", "ledger", "merchant", "paid", "payee", "payment", "payments", "posted", "posting", "spend", "spent",
    "transaction", "voucher",
}  # fmt: skip
CLEARED = {"clearance", "cleared", "clearing", "clrng"}

RECEIVED = re.compile(
    r"\b(?:receipts?|income|(?:money|monies) (?:in|received)|received from|payers?|customers?"
    r"|(?:amounts?|sums?) received)\b"
)
BESIDE_RECEIVED = re.compile(
    r"\b(?:paid|payments?|payees?|spend|spent|spending|expenditure|purchases?|invoices?|goods)\b"
)
"""Where a title speaks of these as well, it is not one of money received."""

IN_FULL = {
    "acc": "account", "acct": "account", "amt": "amount", "amnt": "amount", "cat": "category",
    "dept": "department", "desc": "description", "descr": "description", "doc": "document",
    "dt": "date", "exp": "expense", "inv": "invoice", "nbr": "number", "no": "number", "num": "number",
    "org": "organisation", "pay": "payment", "paymt": "payment", "payt": "payment", "pd": "paid", "pmt": "payment",
    "pymt": "payment", "serv": "service", "sup": "supplier", "supp": "supplier", "suppl": "supplier", "svc": "service",
    "tot": "total", "tran": "transaction", "trans": "transaction", "trn": "transaction", "txn": "transaction",
    "val": "value", "vend": "vendor",
}  # fmt: skip
"""Words of headings as systems cut them."""


def normalise(heading: str) -> str:
    """The words of a heading in lower case with one space between: "Net Amount(£)" gives "net amount".

    "BeneficiaryName" gives "beneficiary name"; "8 Amount" gives "amount"; "£" alone gives "pounds" and "+/-" gives
    "plus minus". Another heading without letters or digits gives "".
    """
    if heading.strip(EDGES) in POUND_SIGNS:
        return "pounds"
    if heading.strip(EDGES) in BOTH_SIGNS:
        return "plus minus"
    text = BROKEN_MARKS.sub("", unicodedata.normalize("NFKC", heading).strip())
    text = TEXT_MARK.sub(" ", text)
    if " " not in text.strip():
        text = CAMEL.sub(" ", text)
    text = text.replace("%", " percent ").replace("&", " and ").replace("'", "").replace("’", "").casefold()
    text = NOT_WORDS.sub(" ", text.replace("œ", " ").replace("ã", " ").replace("â", " ")).strip()
    return LEADING_NUMBER.sub("", text)


def words_of(heading: str) -> set[str]:
    """The words of a heading, each once.

    >>> sorted(words_of("Net Amount (£)"))
    ['amount', 'net']
    """
    return set(normalise(heading).split())


def without_brackets(heading: str) -> str:
    """The words of a heading with its remarks in brackets left out: "Date (payment, not invoice)" gives "date"."""
    return normalise(IN_BRACKETS.sub(" ", TEXT_MARK.sub(" ", heading)))


def in_full(words: str) -> str:
    """Normalised words with those that are cut short spelt out.

    >>> in_full("inv net amt")
    'invoice net amount'
    """
    return " ".join(IN_FULL.get(word, word) for word in words.split())


def says_original(heading: str) -> bool:
    """Whether a heading speaks of what was first charged, maybe in another currency, and not of what was paid.

    >>> says_original("Original Gross Amt"), says_original("Billing Amount")
    (True, False)
    """
    return "original" in normalise(heading).split()


def says_source(heading: str) -> bool:
    """Whether a statement of cards heads so what a merchant charged, or in which currency, beside what was billed.

    >>> says_source("Source Amount"), says_source("Source")
    (True, False)
    """
    return normalise(heading).startswith("source ")


def says_to_date(heading: str) -> bool:
    """Whether a heading speaks of all that came before: a payment is none of it.

    >>> says_to_date("Amount Year To Date"), says_to_date("Spend YTD (£)"), says_to_date("Paid to Date")
    (True, True, True)
    >>> says_to_date("Amount to be paid"), says_to_date("From date, to date")
    (False, False)
    """
    words = normalise(heading)
    is_span = "from" in words.split()
    return not is_span and (TO_DATE.search(words) is not None)


def net_or_gross(heading: str) -> str:
    """The amount that a heading tells by the one word net, or gross; "" where it says neither, or both.

    >>> net_or_gross("Distribution Net"), net_or_gross("Gross (£)"), net_or_gross("Net and gross"), net_or_gross("Paid")
    ('amount_net', 'amount_gross', '', '')
    """
    words = words_of(heading)
    told = [amount for amount, names in NET_OR_GROSS.items() if names & words]
    return told[0] if len(told) == 1 else ""


def says_foreign(heading: str) -> bool:
    """Whether a ledger heads so what is in the currency of a transaction, beside the same in its own.

    >>> says_foreign("Transaction Currency Amount"), says_foreign("Ledger Currency Amount")
    (True, False)
    """
    words = words_of(heading)
    return "currency" in words and bool(OF_ELSEWHERE & words)


def says_all_of_a_supplier(heading: str) -> bool:
    """Whether a heading speaks of all that a supplier was paid, and not of a payment.

    >>> says_all_of_a_supplier("Total Spend with Supplier"), says_all_of_a_supplier("Total Paid")
    (True, False)
    """
    words = words_of(heading)
    return "total" in words and bool({"supplier", "vendor", "creditor", "payee"} & words)


def says_paying(heading: str) -> bool:
    """Whether a heading has a word of payments, invoices or a ledger's postings.

    >>> says_paying("Date Paid"), says_paying("Invoice No"), says_paying("Date")
    (True, True, False)
    """
    return bool(SPEAKS_OF_PAYING & set(in_full(normalise(heading)).split()))


def says_received(title: str) -> bool:
    """Whether a title, a sheet's name or a heading speaks of money received alone.

    >>> says_received("Receipts May 2024"), says_received("Receipts and Payments"), says_received("Goods Received")
    (True, False, False)
    """
    words = normalise(title)
    return RECEIVED.search(words) is not None and BESIDE_RECEIVED.search(words) is None


def says_not_paid(heading: str) -> bool:
    """Whether a heading speaks of a sum that was ordered, planned or is still owed, and of no payment.

    >>> says_not_paid("PO Value"), says_not_paid("Unit Price"), says_not_paid("Amount Outstanding")
    (True, True, True)
    >>> says_not_paid("PO Line Amount Paid"), says_not_paid("Amount")
    (False, False)
    """
    words = words_of(heading)
    is_before = "previous" in words or {"unit", "price"} <= words
    return is_before or (bool(NOT_PAID & words) and not OF_PAYING & words)


def turned(words: str) -> str:
    """A heading of a date the other way round; "" where it is not headed so.

    >>> turned("date released"), turned("released date"), turned("date of extract"), turned("amount")
    ('released date', 'date released', 'extract date', '')
    """
    said = words.split()
    if len(said) < 2 or "date" not in (said[0], said[-1]):
        return ""
    rest = said[1:] if said[0] == "date" else said[:-1]
    rest = rest[1:] if rest[0] == "of" else rest
    return " ".join([*rest, "date"] if said[0] == "date" else ["date", *rest])


def says_family(heading: str) -> bool:
    """Whether a heading is the government form's "Department Family".

    >>> says_family("Dept Family"), says_family("Body Name")
    (True, False)
    """
    return "family" in normalise(heading).split()


def says_cleared(heading: str) -> bool:
    """Whether a heading speaks of clearing: a ledger clears an invoice on the day it is paid.

    >>> says_cleared("Clearance Date"), says_cleared("Transaction Date")
    (True, False)
    """
    return bool(CLEARED & words_of(heading))
