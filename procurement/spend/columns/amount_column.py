"""Which column is the amount, and whether it is net or gross of VAT; net where both stand side by side."""

import re
from itertools import chain

from procurement.in_words import pounds_exactly
from procurement.spend.columns import heading_words
from procurement.spend.columns.column_draft import MOSTLY, SOME, Draft
from procurement.spend.columns.heading_match import AMOUNTS
from procurement.spend.findings import Choice, Question
from procurement.spend.money import amount_basis, amounts, invoice_totals
from procurement.spend.named_table import UNSTATED

OTHER_CURRENCY = re.compile(amounts.OTHER_CURRENCY)


def _says_another_currency(heading: str) -> bool:
    return OTHER_CURRENCY.search(heading) is not None


BESIDE_PAYMENTS = (
    heading_words.says_to_date,
    _says_another_currency,
    heading_words.says_source,
    heading_words.says_foreign,
    heading_words.says_all_of_a_supplier,
)
"""What a heading may say of a sum that stands beside the payment's, and is none."""


def choose(draft: Draft) -> str:
    """Settle `amount` in the draft and return its basis; leaves it out where no column answers.

    Columns that mostly hold money come first, then those that hold some, then what an unknown heading holds, then what
    was ordered or is owed, and last a heading that says amount over cells that do not read as money: its rows are held
    back one by one.
    """
    for enough in (MOSTLY, SOME):
        basis = _by_heading(draft, enough, is_paid=True)
        if basis:
            return basis
    basis = _by_contents(draft)
    for enough in (MOSTLY, SOME, 0.0):
        basis = basis or _by_heading(draft, enough)
    return basis or UNSTATED


def _by_heading(draft: Draft, enough: float, is_paid: bool = False) -> str:
    """What was first charged, perhaps in another currency, gives way to what was billed or paid in the end.

    is_paid: whether headings of what was ordered, planned or is owed are left aside.
    """
    families = {
        ours: [column for column in draft.matching(ours) if draft.contents[column].money >= enough]
        for ours in ("amount_net", "amount", "amount_gross")
    }
    if is_paid:
        families = {
            ours: [one for one in held if not heading_words.says_not_paid(draft.labels[one])]
            for ours, held in families.items()
        }
    families = _of_payments(draft, families)
    is_billed_otherwise = not all(heading_words.says_original(draft.labels[one]) for one in chain(*families.values()))
    for ours, holding in families.items():
        found = [one for one in holding if not (is_billed_otherwise and heading_words.says_original(draft.labels[one]))]
        if found:
            column = _without_vat(draft, _settle(draft, draft.best(found)), found)
            draft.columns["amount"] = (column,)
            _say_what_was_first_charged(draft, [one for one in chain(*families.values()) if one != column])
            return amount_basis.of(draft, column, ours)
    return ""


def _of_payments(draft: Draft, families: dict[str, list[str]]) -> dict[str, list[str]]:
    """The columns but those that say what came before as well, or are in another currency, where others do not."""
    for says in BESIDE_PAYMENTS:
        left = {ours: [one for one in held if not says(draft.labels[one])] for ours, held in families.items()}
        families = left if any(left.values()) else families
    return families


def _say_what_was_first_charged(draft: Draft, others: list[str]) -> None:
    left = [f'"{draft.labels[one]}"' for one in others if heading_words.says_original(draft.labels[one])]
    if left:
        said = f"{' and '.join(left)} says what was first charged, perhaps in another currency, and is left out."
        draft.fix("ORIGINAL_AMOUNT", said)


def total_pence(draft: Draft, column: str) -> int:
    """What a column adds up to, over the cells that read as money."""
    return int(amounts.pence(draft.cells[column]).sum())


def _settle(draft: Draft, found: list[str]) -> str:
    for column in found:
        line = invoice_totals.line_of(draft, column)
        if line:
            total, part = draft.labels[column], draft.labels[line]
            sentence = f'"{total}" repeats the total of an invoice on each of its lines, so "{part}" is the amount.'
            draft.fix("INVOICE_TOTAL_REPEATED", sentence)
            return line
    if line := invoice_totals.lines_beside_totals_printed_once(draft, found[0]):
        total, part = draft.labels[found[0]], draft.labels[line]
        sentence = f'"{total}" is blank on lines that "{part}" gives the amount of, so "{part}" is the amount.'
        draft.fix("INVOICE_TOTAL_ONCE", sentence)
        return line
    found = [*found, *(part for part in invoice_totals.parts_beside(draft, found[0]) if part not in found)]
    if len(found) == 1:
        return found[0]
    if draft.equal(found):
        names = " and ".join(f'"{draft.labels[column]}"' for column in found)
        draft.fix("SAME_AMOUNT_TWICE", f"{names} say the same on every line; the first is read.")
        return found[0]
    return _before_vat(draft, found) or _ask(draft, found)


def _without_vat(draft: Draft, column: str, family: list[str]) -> str:
    """The amount of its family that `column` is at a rate of VAT, on nearly every line, else `column` itself."""
    others = [other for other in family if other != column and draft.contents[column].rows >= amount_basis.FEWEST_TAXED]
    return next((other for other in others if amount_basis.is_before_vat(draft, other, column)), column)


def _before_vat(draft: Draft, found: list[str]) -> str:
    """Of several amounts the one that all the others are at a rate of VAT, on nearly every line; else ""."""
    for column in found if draft.contents[found[0]].rows >= amount_basis.FEWEST_TAXED else []:
        others = [other for other in found if other != column]
        if all(amount_basis.is_before_vat(draft, column, other) for other in others):
            return column
    return ""


def _by_contents(draft: Draft) -> str:
    """No heading says amount: columns under unknown headings that hold money with pence."""
    found = [
        column
        for column in draft.unclaimed()
        if draft.contents[column].money >= 0.9 and draft.contents[column].pence >= 0.3
        if not heading_words.says_not_paid(draft.labels[column])
    ]
    net = [column for column in found if amount_basis.told_by(draft.labels[column]) == "amount_net"]
    gross = [column for column in found if amount_basis.told_by(draft.labels[column]) == "amount_gross"]
    if len(net) == 1 and len(net) + len(gross) == len(found):
        found = net
    is_headed = bool(draft.matching(*AMOUNTS)) or not draft.matches
    if len(found) == 1 and not is_headed and not any(map(heading_words.says_paying, draft.labels.values())):
        _ask_of_an_unknown(draft, found[0])
    if len(found) == 1:
        draft.fix(
            "AMOUNT_BY_CONTENTS", f'"{draft.labels[found[0]]}" is read as the amount, because it alone holds money.'
        )
    if found:
        draft.columns["amount"] = (found[0] if len(found) == 1 else _ask(draft, found),)
        return amount_basis.BASIS[amount_basis.told_by(draft.labels[draft.columns["amount"][0]])]
    return ""


def _ask_of_an_unknown(draft: Draft, column: str) -> None:
    """Money under a heading that is not known, in a list of which no heading speaks of paying, may be a quotation or a
    saving."""
    label = draft.labels[column]
    total = f"the file comes to {pounds_exactly(total_pence(draft, column))}"
    choices = (
        Choice(label, f'Yes, "{label}" is what was paid', total),
        Choice("stop", "No, do not take this file", "nothing is stored"),
    )
    sentence = f'No heading says that anything was paid. Is "{label}", which alone holds money, what was paid?'
    draft.ask(Question("AMOUNT_COLUMN", sentence, choices, label))


def _ask(draft: Draft, found: list[str]) -> str:
    totals = {column: total_pence(draft, column) for column in found}
    choices = tuple(
        Choice(draft.labels[column], draft.labels[column], f"the file comes to {pounds_exactly(totals[column])}")
        for column in found
    )
    names = " and ".join(f'"{draft.labels[column]}"' for column in found)
    parts = [column for column in found if invoice_totals.is_part(draft.labels[column])]
    suggested = max(parts or found, key=lambda column: draft.contents[column].filled)
    sentence = f"Which column is the amount paid, net of VAT: {names}?"
    chosen = draft.ask(Question("AMOUNT_COLUMN", sentence, choices, draft.labels[suggested]))
    return next(column for column in found if draft.labels[column] == chosen)
