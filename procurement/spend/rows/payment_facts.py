"""What an accepted row says of its payment: our columns, each from the cells that answer it."""

from collections.abc import Sequence

import polars as pl

from procurement.spend.named_table import JOIN, JOINED, NamedTable
from procurement.spend.texts.plain_cells import is_filled
from procurement.tables import PAYMENT_FACTS


def of(ruled: pl.DataFrame, named: NamedTable) -> pl.DataFrame:
    """PAYMENT_FACTS of the accepted rows, by line; a column that was not published is ""."""
    texts = {
        ours: _text(named, ours)
        for ours in PAYMENT_FACTS
        if ours not in ("line", "paid_on", "amount_pence", "is_redacted")
    }
    facts = (
        ruled.lazy()
        .filter(pl.col("rule") == "")
        .select(
            "line",
            pl.col("day").alias("paid_on"),
            "is_redacted",
            pl.col("pence").alias("amount_pence"),
            *[text.alias(ours) for ours, text in {**texts, "amount_basis": pl.lit(named.amount_basis)}.items()],
        )
    )
    return facts.select(PAYMENT_FACTS.names()).collect()


def _text(named: NamedTable, ours: str) -> pl.Expr:
    theirs = named.columns.get(ours, ())
    if not theirs:
        return pl.lit("")
    if ours not in JOINED or len(theirs) == 1:
        return pl.col(theirs[0]).fill_null("")
    said = [_unless_said(column, theirs[:place]) for place, column in enumerate(theirs)]
    return pl.concat_str(said, separator=JOIN, ignore_nulls=True)


def _unless_said(column: str, before: Sequence[str]) -> pl.Expr:
    """A cell, or null where it is empty or one of the cells before it says the same."""
    is_new = [pl.col(column).ne_missing(pl.col(earlier)) for earlier in before]
    return pl.when(is_filled(column), *is_new).then(pl.col(column))
