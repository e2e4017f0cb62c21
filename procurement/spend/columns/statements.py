"""Cash books and statements of accounts: a column of money out, one of money in, and one that says what a line is."""

from procurement.in_words import counted
from procurement.spend.columns import heading_words
from procurement.spend.columns.column_draft import MOSTLY, Draft
from procurement.spend.findings import Choice, Question

OUT_WORDS = {"payments", "paid out", "money out", "debit", "debits", "debit amount", "withdrawals", "out"}
IN_WORDS = {"receipts", "paid in", "money in", "credit", "credits", "credit amount", "deposits", "in", "balance"}
LINE_WORDS = {"details", "detail", "description", "transaction description", "narrative", "particulars", "transaction"}
FEWEST_TEXTS = 3
STOP = "stop"


def ask(draft: Draft) -> None:
    """Ask whether the one column that says what each line of a statement is names who was paid; nothing elsewhere.

    A bank and a cash book name there the other party of each line, or what it was for. Each line has its date.
    """
    said = {column: heading_words.normalise(label) for column, label in draft.labels.items()}
    amounts = draft.columns.get("amount", ())
    is_statement = any(said[one] in OUT_WORDS for one in amounts) and not IN_WORDS.isdisjoint(said.values())
    lines = [column for column, words in said.items() if words in LINE_WORDS and _holds_texts(draft, column)]
    if not is_statement or len(lines) != 1 or not draft.matching("paid_on"):
        return
    label = draft.labels[lines[0]]
    choices = (
        Choice(label, f'"{label}" names who was paid', counted(draft.contents[lines[0]].distinct, "different name")),
        Choice(STOP, "No, do not take this file", "nothing is stored; upload a list that names the suppliers"),
    )
    sentence = (
        f'This looks like a cash book or a bank\'s statement: no column is headed as the supplier. Does "{label}" name '
        "who was paid?"
    )
    draft.ask(Question("SUPPLIER_COLUMN", sentence, choices, label))
    draft.columns["supplier_name"] = (lines[0],)


def _holds_texts(draft: Draft, column: str) -> bool:
    held = draft.contents[column]
    return held.words >= MOSTLY and held.distinct >= FEWEST_TEXTS
