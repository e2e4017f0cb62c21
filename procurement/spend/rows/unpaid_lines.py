"""Lines that a column of their status says were cancelled, or not paid yet: told of, and counted as they stand.

Also lines of a card's statement on which the body paid its bank for what it had bought.
"""

import polars as pl

from procurement.in_words import counted
from procurement.spend.columns import heading_words
from procurement.spend.columns.column_draft import Draft

NOT_PAID = (
    r"(?i)^(?:cancel(?:led|ed|lation)?|void(?:ed)?|stopped|rejected|reversed|unpaid|not paid|(?:on )?hold|pending"
    r"|draft)$"
)
"""What a ledger calls a payment that was not made, or was taken back."""

A_REPAYMENT = (
    r"(?i)^(?:payments? received\b.*|(?:direct debit|dd|bacs|faster)? ?payments?[ ,-]+(?:received[ ,-]+)?thank you.*"
    r"|(?:direct debit|dd) (?:payments?|received)(?: received)?|thank you for your payment.*"
    r"|statement (?:payment|paid))$"
)
"""What a card's bank calls it when its bill is paid."""


def is_repayment() -> pl.Expr:
    """Whether a row of a card's statement takes off what was paid to the bank: purchases themselves are payments."""
    return pl.col("supplier").str.contains(A_REPAYMENT) & (pl.col("pence") < 0)


def note(draft: Draft) -> None:
    """Note in the draft where a column headed as a status says so on some lines, and says otherwise on more."""
    for column, label in draft.labels.items():
        if "status" not in heading_words.normalise(label).split():
            continue
        said = draft.cells[column].drop_nulls()
        not_paid = said.filter(said.str.contains(NOT_PAID))
        if not_paid.len() and 2 * not_paid.len() < said.len():
            lines = counted(not_paid.len(), "line")
            draft.fix(
                "STATUS_NOT_PAID",
                f'"{label}" says "{not_paid[0]}" or the like on {lines}. They count as they stand: take them out if '
                "nothing was paid, and upload the file again.",
            )
