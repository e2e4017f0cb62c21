"""One file judged: payments, held-back rows, what is worth knowing, and the balance that proves nothing is lost."""

import json
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import polars as pl

from procurement.in_words import pounds_exactly
from procurement.spend.findings import Fix, Question, Refused
from procurement.spend.workbooks import sheet_lines
from procurement.tables import HELD_BACK


class Unbalanced(Refused):
    """Lines or pence went astray inside the software: the file is refused rather than counted wrongly."""


@dataclass(frozen=True)
class Judged:
    """payments: PAYMENT_FACTS by line. held_back: HELD_BACK by line. issues: ISSUE, those on the whole file first.

    lines = accepted + held back + blank + headings + totals; `headings` counts titles, notes and repeated headings.
    pence: what every line that is a payment comes to = accepted_pence + held_back_pence. columns: ours to the
    publisher's heading. first_day and last_day: of the payments, None where there is none. sheets: the names of
    the sheets that were read together, whose number is in each line (sheet_lines); none of a single table.
    """

    payments: pl.DataFrame
    held_back: pl.DataFrame
    issues: pl.DataFrame
    lines: int
    blank: int
    headings: int
    totals: int
    pence: int
    fixes: tuple[Fix, ...] = ()
    questions: tuple[Question, ...] = ()
    columns: dict[str, str] | None = None
    sheets: tuple[str, ...] = ()

    @property
    def accepted(self) -> int:
        """How many lines are payments."""
        return self.payments.height

    @property
    def accepted_pence(self) -> int:
        """What the accepted payments come to."""
        return int(self.payments["amount_pence"].sum())

    @property
    def held_back_pence(self) -> int:
        """What the held-back rows come to, those without a readable amount left out."""
        return int(self.held_back["amount_pence"].sum())

    @cached_property
    def first_day(self) -> date | None:
        """The first day that was paid on."""
        return self.payments.select(pl.col("paid_on").min()).item()

    @cached_property
    def last_day(self) -> date | None:
        """The last day that was paid on."""
        return self.payments.select(pl.col("paid_on").max()).item()


def check_balance(judged: Judged) -> Judged:
    """The same judged file. Raises Unbalanced where lines or pence do not add up to what the file holds."""
    parts = judged.payments.height + judged.held_back.height + judged.blank + judged.headings + judged.totals
    if parts != judged.lines:
        raise Unbalanced(
            f"The file has {judged.lines:,} lines and {parts:,} were accounted for, so nothing of it is taken."
        )
    pence = judged.accepted_pence + judged.held_back_pence
    if pence != judged.pence:
        raise Unbalanced(
            f"The file comes to {pounds_exactly(judged.pence)} and {pounds_exactly(pence)} was accounted for, "
            "so nothing of it is taken."
        )
    lines = pl.concat([judged.payments["line"], judged.held_back["line"]])
    if lines.n_unique() != lines.len():
        raise Unbalanced("A line of the file was counted twice, so nothing of it is taken.")
    return judged


def hold_back(judged: Judged, condition: pl.Expr, rule: str, column: str, advice: str) -> Judged:
    """Move the payments that meet `condition` to the held-back rows, under `rule`; the balance stays exact.

    column: one of PAYMENT_FACTS, whose value is shown. row_text is the payment as a JSON list.
    """
    payments = judged.payments.with_columns(condition.alias("_held"))
    moved = payments.filter(pl.col("_held")).drop("_held")
    texts = [
        json.dumps(["" if cell is None else str(cell) for cell in row], ensure_ascii=False) for row in moved.iter_rows()
    ]
    held = moved.select(
        "line",
        pl.lit(rule).alias("rule"),
        pl.lit(column).alias("column"),
        pl.col(column).cast(pl.String()).alias("value"),
        pl.concat_str(pl.lit("Row "), sheet_lines.rows(judged.sheets), pl.lit(f": {advice}")).alias("advice"),
        "amount_pence",
        pl.Series("row_text", texts, dtype=pl.String()),
    ).cast(HELD_BACK)  # pyright: ignore[reportArgumentType]
    return check_balance(
        replace(
            judged,
            payments=payments.filter(~pl.col("_held")).drop("_held"),
            held_back=pl.concat([judged.held_back, held]).sort("line"),
        )
    )


def keep_holding(judged: Judged, held_before: pl.DataFrame) -> Judged:
    """Hold back the rows on lines that were held before (HELD_BACK) and that nobody has mended since.

    A row that could not be read may look like a payment once it is written to a new file, or like a remark; only a
    person may say so.
    """
    still = held_before.filter(pl.col("line").is_in(judged.payments["line"].implode()))
    for (rule, advice), rows in still.group_by("rule", "advice", maintain_order=True):
        judged = hold_back(
            judged, pl.col("line").is_in(rows["line"].implode()), str(rule), "supplier_name", str(advice)
        )
    return _hold_remarks(judged, held_before)


def _hold_remarks(judged: Judged, held_before: pl.DataFrame) -> Judged:
    """Hold back, as they were, the rows held before that count as notes, headings or totals now."""
    there = pl.concat([judged.payments["line"], judged.held_back["line"]])
    lost = held_before.filter(~pl.col("line").is_in(there.implode())).select(HELD_BACK.names())
    is_lost = pl.col("line").is_in(lost["line"].implode())
    totals = min(judged.totals, lost.height - judged.issues.filter(is_lost)["line"].n_unique())
    return check_balance(
        replace(
            judged,
            held_back=pl.concat([judged.held_back, lost]).sort("line"),
            issues=judged.issues.filter(~is_lost | pl.col("line").is_null()),
            headings=judged.headings - (lost.height - totals),
            totals=judged.totals - totals,
            pence=judged.pence + int(lost["amount_pence"].sum()),
        )
    )
