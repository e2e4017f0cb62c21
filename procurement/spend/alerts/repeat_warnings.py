"""The same payments published again: under numbers that are stored, or with other dates."""

from collections.abc import Mapping

import polars as pl

LEAST_PAIRS = 20
"""Of fewer suppliers and amounts, equal ones are likely: rents and instalments."""


def numbers_seen(
    payments: pl.DataFrame, earlier: pl.LazyFrame, names: Mapping[str, str], limits: Mapping[str, float]
) -> list[tuple[str, str]]:
    """Transaction numbers that stand, for the same supplier and amount, in a file stored before."""
    keys = ["transaction_number", "supplier_name", "amount_pence"]
    numbered = payments.filter(pl.col("transaction_number") != "").select(keys).unique()
    shared = _shared(numbered, earlier, keys)
    if shared.is_empty():
        return []
    upload_id, count = shared.row(0)
    if count < max(limits["numbers_seen_share"] * numbered.height, 2):
        return []
    sentence = (
        f"{count:,} of {numbered.height:,} transaction numbers stand in {_named(upload_id, names)} already, for the "
        "same supplier and amount. Check that these payments are not counted twice."
    )
    return [("NUMBERS_SEEN", sentence)]


def same_amounts(
    payments: pl.DataFrame, earlier: pl.LazyFrame, names: Mapping[str, str], limits: Mapping[str, float]
) -> list[tuple[str, str]]:
    """Nearly all suppliers and amounts equal to those of one stored file, whatever the dates say."""
    keys = ["supplier_name", "amount_pence"]
    pairs = payments.select(keys).unique()
    shared = _shared(pairs, earlier, keys)
    if shared.is_empty() or pairs.height < LEAST_PAIRS:
        return []
    upload_id, count = shared.row(0)
    if count < limits["same_amounts_share"] * pairs.height:
        return []
    sentence = (
        f"{count:,} of {pairs.height:,} suppliers and amounts are those of {_named(upload_id, names)}. Check that one "
        "month was not published under two dates."
    )
    return [("SAME_AMOUNTS", sentence)]


def _shared(mine: pl.DataFrame, earlier: pl.LazyFrame, keys: list[str]) -> pl.DataFrame:
    """Upload id and how many of `mine` it holds, the most first."""
    both = earlier.select("upload_id", *keys).join(mine.lazy(), on=keys, how="semi").unique()
    counted = both.group_by("upload_id").len().collect(engine="streaming")
    return counted.sort("len", "upload_id", descending=[True, False])


def _named(upload_id: str, names: Mapping[str, str]) -> str:
    return names.get(upload_id, f"an earlier file (upload {upload_id})")
