"""Suppliers or dates that stand only on the first line of each group, as outlines and pivot tables print them."""

import polars as pl

from procurement.in_words import counted
from procurement.spend.columns import column_names
from procurement.spend.columns.column_draft import Draft
from procurement.spend.findings import Choice, Question
from procurement.spend.rows import proved_totals
from procurement.spend.texts.plain_cells import is_filled

LEAST_BLANK, FEWEST_BLANK = 0.2, 3
"""Share and number of the lines that must lack the text before it is likely to stand for a group."""

MOST_REPEATED = 0.02
"""Share of the texts that may stand on two lines running: an outline never prints one twice."""

ABOVE, HOLD = "the one above", "hold back"
ASKED = {
    "supplier_name": ("SUPPLIER_ABOVE", ("paid_on", "period"), "Whose are the others"),
    "paid_on": ("DATE_ABOVE", ("supplier_name",), "When were the others paid"),
}
"""The question, and the column that must be filled where the text is taken from above: a line that has neither may be a
group's total."""

OTHER_DAYS = {"fallback_date", "period"}
"""Columns whose day a line without a date takes, so that nothing above it need be looked at."""


def settle(draft: Draft) -> None:
    """Ask whether blank lines belong to the text above them, where the layout suggests it; held back unless a person
    says so, for a publisher may also have blanked the names."""
    for ours, (code, others, asked) in ASKED.items():
        beside = next((draft.columns[other][0] for other in others if other in draft.columns), "")
        column = draft.columns.get(ours, ("",))[0]
        is_alone = len(draft.columns.get(ours, ())) == 1 and column not in {*draft.rewritten, *draft.filled_from}
        is_told_beside = ours == "paid_on" and not OTHER_DAYS.isdisjoint(draft.columns)
        if not beside or not is_alone or is_told_beside or "amount" not in draft.columns:
            continue
        is_payment = is_filled(draft.columns["amount"][0]) & is_filled(beside) & ~proved_totals.speaks_of_total(beside)
        if beside in draft.columns.get("paid_on", ()):
            is_payment &= pl.col(beside).str.contains("[0-9]")
        stands_alone = _stands_alone(draft, column)
        blank = _grouped(draft.cells.filter(is_payment)[column])
        if not blank and (blank := _under_lines_of_their_own(draft, column, is_payment, stands_alone)):
            is_payment = is_payment | stands_alone
        if blank and draft.ask(_question(code, column_names.named(draft.labels)[column], asked, blank)) == ABOVE:
            above = pl.when(is_payment & is_filled(column)).then(pl.col(column)).forward_fill()
            draft.rewritten[column] = pl.when(is_payment & ~is_filled(column)).then(above).otherwise(pl.col(column))
            lines = counted(blank, "line")
            draft.fix(code, f'{lines} without "{draft.labels[column]}" took the text above, as a person said.')


def _grouped(texts: pl.Series) -> int:
    """How many lines are blank, where the others look like the first lines of groups; else 0."""
    filled = texts.fill_null("") != ""
    blank, running = int((~filled).sum()), filled & filled.shift() & (texts == texts.shift())
    if blank < max(FEWEST_BLANK, LEAST_BLANK * texts.len()) or not filled.first():
        return 0
    return blank if int(running.sum()) <= MOST_REPEATED * int(filled.sum()) else 0


def _stands_alone(draft: Draft, column: str) -> pl.Expr:
    """Whether a line holds a text in this column and nothing else, and no total."""
    others = [other for other in draft.contents if other != column]
    bare = pl.all_horizontal(pl.lit(value=True), *(~is_filled(other) for other in others))
    return is_filled(column) & bare & ~proved_totals.speaks_of_total(column)


def _under_lines_of_their_own(draft: Draft, column: str, is_payment: pl.Expr, stands_alone: pl.Expr) -> int:
    """How many payments there are, where none has this text, and each stands below a line that has nothing else; else
    0."""
    if draft.cells.select((is_payment & is_filled(column)).any()).item():
        return 0
    told = draft.cells.select(alone=stands_alone, payment=is_payment)
    lines, groups = int(told["payment"].sum()), int(told["alone"].sum())
    is_headed = groups > 1 and lines >= groups and bool(told.filter(pl.col("alone") | pl.col("payment"))["alone"][0])
    return lines if is_headed else 0


def _question(code: str, label: str, asked: str, blank: int) -> Question:
    lines = counted(blank, "line")
    return Question(
        code,
        f'"{label}" stands only on some lines, as if each began a group. {asked}?',
        (
            Choice(HOLD, "It is not known: hold them back", f"{lines} in no figure"),
            Choice(ABOVE, "They belong to the text above them", f"{lines} counted under it"),
        ),
        HOLD,
    )
