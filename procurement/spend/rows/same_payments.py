"""Which lines of a file are payments that stand in other files of the same body, each line of theirs used once.

Equal are lines of one day, supplier and amount: with one number first, then whatever the numbers. A redacted name is
any name of that day and amount, and one number with them is one payment under two names. What is left may be the same
payment with another amount, on another day of its month, or under another name. Two equal lines of a file are two
payments, so they need two lines elsewhere.
"""

from collections.abc import Sequence

import polars as pl

EQUAL, NUMBERED, REDACTED, RENAMED = "equal", "numbered", "redacted", "renamed"
OTHER_AMOUNT, OTHER_DAY, OTHER_NAME = "other amount", "other day", "other name"
THE_SAME = (EQUAL, NUMBERED, REDACTED, RENAMED)
"""Kinds of pairs that are one payment: day and amount agree, and the supplier or the number does."""

UNPROVED = (REDACTED, RENAMED)
"""Those of them in which the supplier's name differs."""

COMPARED = ("paid_on", "supplier_name", "amount_pence", "transaction_number", "is_redacted")
PAIR = pl.Schema({"line": pl.Int64(), "upload_id": pl.String(), "how": pl.String()})
"""A line of the file, the upload that holds the same payment, and what is the same of it."""

PER_DAY, PER_MONTH = ["paid_on", "name", "amount_pence"], ["month", "name", "amount_pence"]
KINDS = (
    (NUMBERED, [*PER_DAY, "transaction_number"]),
    (EQUAL, PER_DAY),
    (REDACTED, ["paid_on", "amount_pence"]),
    (RENAMED, ["paid_on", "amount_pence", "transaction_number"]),
    (OTHER_AMOUNT, ["paid_on", "name"]),
    (OTHER_DAY, PER_MONTH),
    (OTHER_NAME, ["paid_on", "amount_pence"]),
)


def keyed(payments: pl.LazyFrame) -> pl.LazyFrame:
    """Payments with `name`, the letters and figures of the supplier's name alone, and `month`, its first day."""
    letters = pl.col("supplier_name").str.to_lowercase().str.replace_all(r"[^\p{L}\p{N}]+", "")
    return payments.with_columns(
        name=pl.when(letters == "").then(pl.col("supplier_name")).otherwise(letters),
        month=pl.col("paid_on").dt.truncate("1mo"),
    )


def pairs(mine: pl.DataFrame, stored: pl.DataFrame) -> pl.DataFrame:
    """PAIR: each line of `mine` that stands in `stored`, at most once; none gives an empty frame.

    mine: COMPARED with `line`. stored: COMPARED with `upload_id`. A line that several uploads hold is paired with the
    one that shares most lines with the file.
    """
    left = keyed(mine.lazy()).collect()
    others = _most_alike_first(left, keyed(stored.lazy()).collect()).with_row_index("place")
    found = [pl.DataFrame(schema=PAIR)]
    for how, keys in KINDS:
        new = _paired(_of_kind(left, how), _of_kind(others, how), keys, how, found)
        left = left.join(new, on="line", how="anti")
        others = others.join(new, on="place", how="anti", maintain_order="left")
        found.append(new.select(pl.col("line"), "upload_id", how=pl.lit(how)))
    return pl.concat(found).sort("line")


def _most_alike_first(mine: pl.DataFrame, stored: pl.DataFrame) -> pl.DataFrame:
    shared = stored.join(mine, on=PER_DAY, how="semi").group_by("upload_id").agg(shared=pl.len())
    ordered = stored.join(shared, on="upload_id", how="left", validate="m:1", maintain_order="left")
    return ordered.sort("shared", "upload_id", descending=[True, False], nulls_last=True, maintain_order=True)


def _of_kind(rows: pl.DataFrame, how: str) -> pl.DataFrame:
    return rows.filter(pl.col("transaction_number") != "") if how in (NUMBERED, RENAMED) else rows


def _paired(
    mine: pl.DataFrame, stored: pl.DataFrame, keys: Sequence[str], how: str, found: Sequence[pl.DataFrame]
) -> pl.DataFrame:
    """Lines and places of those that agree in `keys`, the first with the first, the second with the second.

    Where numbers agree between two files, they tell payments apart: equal lines under other numbers are others.
    """
    if how == REDACTED:
        is_bare, elsewhere = pl.col("is_redacted"), ~pl.col("is_redacted")
        hidden = _paired(mine.filter(is_bare), stored.filter(elsewhere), keys, "", found)
        shown = _paired(mine.filter(elsewhere), stored.filter(is_bare), keys, "", found)
        return pl.concat([hidden, shown])
    if how == EQUAL:
        numbered = pl.concat(found)["upload_id"].unique()
        tells = pl.col("upload_id").is_in(numbered.implode()) & (pl.col("transaction_number") != "")
        stored = stored.filter(~tells)
    nth = pl.int_range(pl.len()).over(keys).alias("nth")
    theirs = stored.select(*keys, "place", "upload_id").with_columns(nth)
    both = mine.select(*keys, "line").with_columns(nth).join(theirs, on=[*keys, "nth"], how="inner", validate="1:1")
    return both.select("line", "place", "upload_id")
