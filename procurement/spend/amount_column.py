"""Which column is the amount, and whether it is net or gross of VAT; net where both stand side by side."""

import polars as pl

from procurement.spend import amounts
from procurement.spend.column_draft import MOSTLY, SOME, Draft
from procurement.spend.findings import Choice, Question
from procurement.spend.named_table import GROSS, NET, UNSTATED

BASIS = {"amount_net": NET, "amount_gross": GROSS, "amount": UNSTATED}
BASES = (
    Choice(NET, "No, it is net of VAT"),
    Choice(GROSS, "Yes, VAT is in it"),
    Choice(UNSTATED, "Nobody can tell"),
)
"""What may be said of an amount, and recorded beside each payment; the pounds are those of the column either way."""

VAT_ADDS_UP = 0.95
"""Share of lines on which amount + VAT must equal gross before an amount that says neither is called net."""


def choose(draft: Draft) -> str:
    """Settle `amount` in the draft and return its basis; leaves it out where no column answers.

    Columns that mostly hold money come first, then those that hold some, then what an unknown heading holds, and last
    a heading that says amount over cells that do not read as money: its rows are held back one by one.
    """
    for enough in (MOSTLY, SOME):
        basis = _by_heading(draft, enough)
        if basis:
            return basis
    return _by_contents(draft) or _by_heading(draft, 0.0) or UNSTATED


def _by_heading(draft: Draft, enough: float) -> str:
    for ours in ("amount_net", "amount", "amount_gross"):
        found = [column for column in draft.matching(ours) if draft.contents[column].money >= enough]
        if found:
            column = _settle(draft, draft.best(found))
            draft.columns["amount"] = (column,)
            return _basis(draft, column, ours)
    return ""


def total_pence(draft: Draft, column: str) -> int:
    """What a column adds up to, over the cells that read as money."""
    return int(amounts.pence(draft.cells[column]).sum())


def _basis(draft: Draft, column: str, ours: str) -> str:
    gross, vat = draft.matching("amount_gross"), draft.matching("amount_vat")
    label = draft.labels[column]
    if ours == "amount_net" and gross:
        also = " and ".join(f'"{draft.labels[other]}"' for other in [*gross[:1], *vat[:1]])
        draft.fix(
            "NET_PREFERRED", f'"{label}" is the amount; {also} beside it is left out, so net and gross never mix.'
        )
        return NET
    greater = [other for other in [*gross, *draft.matching("amount")] if other != column]
    if ours == "amount" and vat and any(_adds_up(draft, column, vat[0], other) for other in greater):
        draft.fix("NET_BY_ARITHMETIC", f'"{label}" and VAT add up to gross on nearly every line, so it is net.')
        return NET
    if ours == "amount" and any(match.ours == "irrecoverable_vat" for match in draft.matches.values()):
        return NET
    if ours == "amount" and (vat or gross):
        return _ask_basis(draft, column, [*vat[:1], *gross[:1]])
    return BASIS[ours]


def _ask_basis(draft: Draft, column: str, beside: list[str]) -> str:
    """VAT or gross stands beside an amount that says neither, and no arithmetic settles it."""
    others = " and ".join(f'"{draft.labels[other]}"' for other in beside)
    sentence = f'Does "{draft.labels[column]}" include VAT? {others} beside it does not settle it.'
    return draft.ask(Question("AMOUNT_BASIS", sentence, BASES, UNSTATED))


def _adds_up(draft: Draft, amount: str, vat: str, gross: str) -> bool:
    read = {"amount": amount, "vat": vat, "gross": gross}
    pence = pl.DataFrame({name: amounts.pence(draft.cells[column]) for name, column in read.items()})
    pence = pence.with_columns(pl.col("vat").fill_null(0)).drop_nulls()
    agreeing = pence.filter((pl.col("amount") + pl.col("vat") - pl.col("gross")).abs() <= 1).height
    return pence.height > 0 and agreeing / pence.height >= VAT_ADDS_UP


def _settle(draft: Draft, found: list[str]) -> str:
    if len(found) == 1:
        return found[0]
    if draft.equal(found):
        names = " and ".join(f'"{draft.labels[column]}"' for column in found)
        draft.fix("SAME_AMOUNT_TWICE", f"{names} say the same on every line; the first is read.")
        return found[0]
    return _ask(draft, found)


def _by_contents(draft: Draft) -> str:
    """No heading says amount: columns under unknown headings that hold money with pence."""
    found = [
        column
        for column in draft.unclaimed()
        if draft.contents[column].money >= 0.9 and draft.contents[column].pence >= 0.3
    ]
    if len(found) == 1:
        draft.fix(
            "AMOUNT_BY_CONTENTS", f'"{draft.labels[found[0]]}" is read as the amount, because it alone holds money.'
        )
    if found:
        draft.columns["amount"] = (found[0] if len(found) == 1 else _ask(draft, found),)
    return UNSTATED if found else ""


def _ask(draft: Draft, found: list[str]) -> str:
    totals = {column: total_pence(draft, column) for column in found}
    choices = tuple(
        Choice(draft.labels[column], draft.labels[column], f"the file comes to £{totals[column] / 100:,.2f}")
        for column in found
    )
    names = " and ".join(f'"{draft.labels[column]}"' for column in found)
    suggested = max(found, key=lambda column: draft.contents[column].filled)
    sentence = f"Which column is the amount paid, net of VAT: {names}?"
    chosen = draft.ask(Question("AMOUNT_COLUMN", sentence, choices, draft.labels[suggested]))
    return next(column for column in found if draft.labels[column] == chosen)
