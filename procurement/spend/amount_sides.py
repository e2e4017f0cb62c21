"""Ledgers that write what was paid and what came back in two columns, or mark each amount DR or CR beside it."""

import polars as pl

from procurement.spend import amounts
from procurement.spend.column_draft import Draft
from procurement.spend.findings import Choice, Question
from procurement.spend.plain_cells import is_filled, says_nothing

CREDIT_MARKS = ("cr", "c", "crn", "cn", "credit", "credit note", "creditnote", "h", "-")
DEBIT_MARKS = ("dr", "d", "debit", "inv", "invoice", "s", "+")
"""What ledgers write beside an amount; S and H are the two sides in SAP, whose first language was German."""

MARKS_SHARE = 0.9
"""A column is a marker where this share of its filled cells is one of the marks above."""

DEBIT, CREDIT = "debit", "credit"
TURN, AS_WRITTEN = "turn", "as written"


def choose(draft: Draft) -> None:
    """Settle `credit` or `credit_mark` beside the amount in the draft; leaves both out where no column answers."""
    if "amount" not in draft.columns:
        return
    amount = draft.columns["amount"][0]
    credits = [column for column in draft.matching("credit") if column != amount]
    if credits and "debit" in draft.labels[amount].casefold():
        _pair(draft, amount, credits[0])
        return
    marks = [column for column in draft.matching("credit_mark") if _holds_marks(draft, column)]
    if marks and _turns_credits(draft, amount, marks[0]):
        draft.columns["credit_mark"] = (marks[0],)
        draft.fix("CREDITS_BY_MARK", f'An amount that "{draft.labels[marks[0]]}" marks as a credit is taken off.')


def read(rows: pl.DataFrame, columns: dict[str, tuple[str, ...]]) -> pl.DataFrame:
    """amounts.read of the settled columns: `pence`, `rule`, `fixed`, a row for each of `rows`.

    A credit is negative. Where both sides of a pair hold money, `pence` is their difference and the rule says so.
    """
    money = amounts.read(rows[columns["amount"][0]])
    if "credit" in columns:
        return _from_pair(rows, columns, money)
    if "credit_mark" in columns:
        return _from_marks(rows[columns["credit_mark"][0]], money)
    return money


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
        Choice(DEBIT, f'"{draft.labels[debit]}" is what was paid', _comes_to(apart)),
        Choice(CREDIT, f'"{draft.labels[credit]}" is what was paid', _comes_to(-apart)),
    )
    sentence = f'"{draft.labels[credit]}" holds more money than "{draft.labels[debit]}". Which of them was paid out?'
    return Question("DEBIT_OR_CREDIT", sentence, choices, DEBIT)


def _holds_marks(draft: Draft, column: str) -> bool:
    marks = draft.cells[column].str.to_lowercase().str.strip_chars(" .")
    filled = marks.filter(marks.fill_null("") != "")
    return bool(filled.len()) and filled.is_in([*CREDIT_MARKS, *DEBIT_MARKS]).sum() >= MARKS_SHARE * filled.len()


def _turns_credits(draft: Draft, amount: str, mark: str) -> bool:
    """Whether amounts marked as credits are to be made negative; a person says so where some are already."""
    marked = draft.cells.filter(_is_marked(pl.col(mark), CREDIT_MARKS))
    pence = amounts.pence(marked[amount]).drop_nulls()
    positive, negative = int(pence.filter(pence > 0).sum()), int((pence < 0).sum())
    if not positive or not negative:
        return positive > 0
    total = int(amounts.pence(draft.cells[amount]).sum())
    choices = (
        Choice(TURN, "Every amount marked as a credit is money back", _comes_to(total - 2 * positive)),
        Choice(AS_WRITTEN, "The amounts have their signs already", _comes_to(total)),
    )
    sentence = f'Of the amounts that "{draft.labels[mark]}" marks as credits some are negative and some are not. Why?'
    return draft.ask(Question("CREDIT_SIGNS", sentence, choices, TURN)) == TURN


def _comes_to(total_pence: int) -> str:
    return f"the file comes to {'-' if total_pence < 0 else ''}£{abs(total_pence) / 100:,.2f}"


def _is_marked(mark: pl.Expr, marks: tuple[str, ...]) -> pl.Expr:
    return mark.fill_null("").str.to_lowercase().str.strip_chars(" .").is_in(marks)


def _from_pair(rows: pl.DataFrame, columns: dict[str, tuple[str, ...]], paid: pl.DataFrame) -> pl.DataFrame:
    credit = columns["credit"][0]
    back = amounts.read(rows[credit])
    sign = -1 if (back["pence"] > 0).any() else 1  # a column of credits may be written with its minus signs
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


def _from_marks(marks: pl.Series, money: pl.DataFrame) -> pl.DataFrame:
    marked = money.with_columns(mark=marks)
    is_credit = _is_marked(pl.col("mark"), CREDIT_MARKS) & (pl.col("pence") > 0).fill_null(False)
    is_known = _is_marked(pl.col("mark"), (*CREDIT_MARKS, *DEBIT_MARKS)) | ~is_filled("mark").fill_null(False)
    return marked.select(
        pence=pl.when(is_credit).then(-pl.col("pence")).otherwise("pence"),
        rule=pl.when((pl.col("rule") == "") & ~is_known).then(pl.lit("AMOUNT_SIDE_UNKNOWN")).otherwise("rule"),
        fixed=pl.col("fixed") | is_credit,
    )
