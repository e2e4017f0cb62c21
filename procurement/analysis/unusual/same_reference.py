"""The same supplier, amount and reference on different days: the strongest sign that one bill was paid twice."""

import polars as pl

from procurement.analysis.unusual import found, pairs, wording
from procurement.analysis.unusual.found import Found
from procurement.analysis.unusual.kinds import SAME_REFERENCE
from procurement.analysis.unusual.limits import Limits
from procurement.analysis.unusual.repeats import OF_AMOUNT, Repeats

GROUP = [*OF_AMOUNT, "core"]


def find(repeats: Repeats, limits: Limits) -> Found:
    """A finding for each bill that was paid more than once under one reference, or one that differs in typing alone.

    A reference under which a supplier is paid more often than `most_bills_of_a_reference` is an account or a contract,
    and names no bill. Lines of one file, day and reference are one bill (see `bills`), so they never meet here.
    """
    named = repeats.bills.filter(pl.col("core") != "")
    often = pl.len().over("supplier", "core") > limits["most_bills_of_a_reference"]
    grouped = named.filter(~often & (pl.len().over(GROUP) > 1))
    span = (pl.col("paid_on").max() - pl.col("paid_on").min()).dt.total_days().over(GROUP)
    near = grouped.filter(span <= limits["same_reference_days"])
    numbered = near.with_columns(number=pl.struct(GROUP).rank("dense").cast(pl.UInt32))
    if numbered.is_empty():
        return found.nothing()
    is_same = pl.col("spellings") == 1
    alike = pl.when(is_same).then(limits["score_same_reference"]).otherwise(limits["score_like_reference"])
    score = alike + pl.when("is_elsewhere").then(limits["score_cost_elsewhere"]).otherwise(0.0)
    facts = pairs.facts(repeats.described(numbered), [pl.col("reference").n_unique().alias("spellings")])
    told = facts.with_columns(
        score=score + pairs.extra(limits),
        evidence=pl.concat_str(pairs.opening(), _reference(), _moved(), pairs.closing()),
    )
    return found.of_groups(numbered, SAME_REFERENCE, told, repeats=True)


def _moved() -> pl.Expr:
    return wording.where(
        pl.col("is_elsewhere"),
        "They stand under different departments or accounts: the cost may have been moved, its credit not published.",
    )


def _reference() -> pl.Expr:
    same = pl.concat_str(pl.lit(" Each has the reference "), pl.col("reference"), pl.lit("."))
    alike = pl.concat_str(
        pl.lit(" Their references, "),
        pl.col("reference"),
        pl.lit(" and "),
        pl.col("last_reference"),
        pl.lit(", differ in typing alone."),
    )
    return pl.when(pl.col("spellings") == 1).then(same).otherwise(alike)
