"""Words and ticks beside an amount that say credit, written as the marks that credit_marks reads."""

from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from procurement.spend.columns.column_draft import Draft
from procurement.spend.money import amounts
from procurement.spend.texts.plain_cells import is_filled

TICKS = ("x", "y", "yes", "✓", "✔", "*")
"""What alone stands in a column that is headed as credits, and ticks those lines that are."""

A_TYPE = 2
"""The preference of a heading such as "Type", below which a word that says credit is believed and no letter is."""

IN_A_WORD = r"^(?:(?:supplier|vendor|creditor|purchase|ap|standard) )?credit(?: ?(?:note|memo)s?)?$"
"""What a line of a ledger is called that is money back, whatever its other lines are called."""

A_DEBIT = r"^(?:(?:supplier|vendor|creditor|purchase|ap|standard) )?(?:invoice|debit|standard)s?$"
"""What the other lines are called where there is no doubt which of them are credits."""

A_REFUND = r"^(?:(?:supplier|vendor|purchase|payment) )?(?:refund|reversal|reversed|repayment)s?$"
"""Money back to the council, or paid back by it: statements of cards mean the first, ledgers of customers the other."""


def write(draft: Draft, unread: Sequence[str]) -> None:
    """Write credit and debit under each heading of types, of `unread`, that calls each line a credit or an invoice, in
    whatever words; and under a heading of credits that only ticks lines."""
    for column in [one for one in unread if draft.matches[one].preference == A_TYPE]:
        said = draft.cells.select(_said(column)).to_series()
        credits, told = said.str.contains(IN_A_WORD), said.str.contains(f"{IN_A_WORD}|{A_DEBIT}|^$")
        if credits.any() and told.all():
            put(draft, column, _said(column).str.contains(IN_A_WORD))
    for column in draft.matching("credit"):
        ticks = draft.cells.select(_said(column)).to_series()
        if ticks.filter(ticks != "").is_in(TICKS).all() and (ticks == "").any():
            put(draft, column, _said(column).is_in(TICKS), pl.lit("debit"))
            draft.matches[column] = replace(draft.matches[column], ours="credit_mark", preference=1)


def in_doubt(draft: Draft, amount: str) -> list[str]:
    """The headings of types that call lines credits, or else refunds, beside lines of other kinds, and whose amounts
    there have no minus."""
    found = [one for one in draft.matching("credit_mark") if draft.matches[one].preference == A_TYPE]
    told = {one: amounts.pence(draft.cells.filter(says_back(draft, one))[amount]).drop_nulls() for one in found}
    return [
        one for one, pence in told.items() if pence.len() and (pence > 0).all() and draft.contents[one].distinct > 1
    ]


def are_credits(draft: Draft, column: str) -> bool:
    """Whether some line is called a credit, in a word."""
    return bool(draft.cells.select(_said(column).str.contains(IN_A_WORD).any()).item())


def says_back(draft: Draft, column: str) -> pl.Expr:
    """Whether a cell calls its line a credit; where none does, a refund or a reversal."""
    return _said(column).str.contains(IN_A_WORD if are_credits(draft, column) else A_REFUND)


def put(draft: Draft, column: str, is_credit: pl.Expr, blank: pl.Expr | None = None) -> None:
    """Read credit where that is true, and debit where a cell says anything else. blank: what a blank cell is read as,
    where not as one."""
    others = pl.when(is_filled(column)).then(pl.lit("debit")).otherwise(pl.col(column) if blank is None else blank)
    draft.rewritten[column] = pl.when(is_credit).then(pl.lit("credit")).otherwise(others)
    draft.cells = draft.cells.with_columns(draft.rewritten[column].alias(column))


def _said(column: str) -> pl.Expr:
    return pl.col(column).fill_null("").str.to_lowercase().str.strip_chars(" .")
