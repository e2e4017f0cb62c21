"""Ledgers that write what was paid and what came back in two columns; marks beside the amount: credit_marks."""

import polars as pl

from procurement.spend.columns import heading_words
from procurement.spend.columns.column_draft import Draft
from procurement.spend.findings import Choice, Question
from procurement.spend.money import amount_signs, amounts, credit_marks
from procurement.spend.texts.plain_cells import says_nothing

DEBIT, CREDIT = "debit", "credit"
DEBITS = {"debit", "debits", "dr"}


def choose(draft: Draft) -> None:
    """Settle `credit`, `credit_mark` or `debit_mark` beside the amount in the draft; out where no column answers."""
    if "amount" not in draft.columns:
        return
    amount = draft.columns["amount"][0]
    credits = [column for column in draft.matching("credit") if column != amount]
    if credits and DEBITS & heading_words.words_of(draft.labels[amount]):
        _pair(draft, amount, credits[0])
        return
    credit_marks.choose(draft, amount)


def read(rows: pl.DataFrame, columns: dict[str, tuple[str, ...]]) -> pl.DataFrame:
    """amounts.read of the settled columns: `pence`, `rule`, `fixed`, a row for each of `rows`.

    A credit is negative. Where both sides of a pair hold money, `pence` is their difference and the rule says so.
    """
    money = amounts.read(rows[columns["amount"][0]])
    if "credit" in columns:
        return _from_pair(rows, columns, money)
    return amount_signs.read(columns, credit_marks.read(rows, columns, money))


def _pair(draft: Draft, debit: str, credit: str) -> None:
    sums = {column: int(amounts.pence(draft.cells[column]).abs().sum()) for column in (debit, credit)}
    paid = debit
    if sums[credit] > sums[debit]:
        paid = debit if draft.ask(_side_question(draft, debit, credit, sums)) == DEBIT else credit
    draft.columns["amount"], draft.columns["credit"] = (paid,), (credit if paid == debit else debit,)
    names = draft.labels[draft.columns["amount"][0]], draft.labels[draft.columns["credit"][0]]
    draft.fix("DEBIT_AND_CREDIT", f'"{names[0]}" is what was paid, and "{names[1]}" is taken off.')


def _side_question(draft: Draft, debit: str, credit: str, sums: dict[str, int]) -> Question:
    apart = sums[debit] - sums[credit]
    choices = (
        Choice(DEBIT, f'"{draft.labels[debit]}" is what was paid', credit_marks.comes_to(apart)),
        Choice(CREDIT, f'"{draft.labels[credit]}" is what was paid', credit_marks.comes_to(-apart)),
    )
    sentence = f'"{draft.labels[credit]}" holds more money than "{draft.labels[debit]}". Which of them was paid out?'
    return Question("DEBIT_OR_CREDIT", sentence, choices, DEBIT)


def _from_pair(rows: pl.DataFrame, columns: dict[str, tuple[str, ...]], paid: pl.DataFrame) -> pl.DataFrame:
    credit = columns["credit"][0]
    back = amounts.read(rows[credit])
    # A column of credits may be written with its minus signs; a credit that was itself taken back has the other sign.
    sign = -1 if (back["pence"] > 0).sum() >= (back["pence"] < 0).sum() else 1
    both = pl.DataFrame({**{f"paid_{name}": paid[name] for name in paid.columns}}).with_columns(
        back_pence=back["pence"] * sign, back_rule=back["rule"], back_fixed=back["fixed"], back_text=rows[credit]
    )
    no_money_back = says_nothing("back_text") | (pl.col("back_pence") == 0).fill_null(False)
    nothing_paid = pl.col("paid_rule").is_in(["AMOUNT_MISSING", "AMOUNT_PLACEHOLDER"]) | (
        pl.col("paid_pence") == 0
    ).fill_null(False)
    of_credit = nothing_paid & ~no_money_back
    both_sides = ~nothing_paid & ~no_money_back
    return both.select(
        pence=pl.when(of_credit)
        .then("back_pence")
        .when(both_sides)
        .then(pl.col("paid_pence") + pl.col("back_pence"))
        .otherwise("paid_pence"),
        rule=pl.when(of_credit)
        .then("back_rule")
        .when(both_sides & (pl.col("paid_rule") == ""))
        .then(pl.lit("AMOUNT_ON_BOTH_SIDES"))
        .otherwise("paid_rule"),
        fixed=pl.when(of_credit).then(pl.lit(True)).otherwise("paid_fixed"),
    )
