"""The same supplier and amount twice within weeks, without a common reference, where that is no habit of theirs."""

import polars as pl

from procurement.analysis.unusual import found, pairs, wording
from procurement.analysis.unusual.found import Found
from procurement.analysis.unusual.kinds import SAME_AMOUNT
from procurement.analysis.unusual.limits import PENCE_A_POUND, Limits
from procurement.analysis.unusual.repeats import OF_AMOUNT, Repeats, is_near, with_habits


def find(repeats: Repeats, limits: Limits, leave_out: pl.DataFrame) -> Found:
    """A finding where an amount was paid to a supplier just twice, near in time, and the amount is one that tells.

    It tells where it is no round sum, or where the supplier stands twice in the ledger. Left out: amounts paid three
    times or more or a month apart (instalments, rents, prices); suppliers, or where little is known of one categories,
    that repeat their amounts; purposes with different numbers (two periods, two orders); payments of one day, unless
    they are in two files or to two spellings; small amounts. leave_out: `bill`, what other rules have found.
    """
    bills = repeats.bills.filter(pl.col("size_pence") >= limits.pence("least_same_amount_pounds"))
    twice = with_habits(bills.filter(pl.len().over(OF_AMOUNT) == 2).join(leave_out, on="bill", how="anti"), repeats)
    rare = twice.filter((pl.len().over(OF_AMOUNT) == 2) & (_habit_share(limits) <= limits["most_repeated_share"]))
    if rare.is_empty():
        return found.nothing()
    numbered = rare.with_columns(number=pl.struct(OF_AMOUNT).rank("dense").cast(pl.UInt32))
    facts = pairs.facts(
        repeats.described(numbered),
        [pl.col("other_amounts", "others_repeated").first(), (pl.col("reference") != "").all().alias("are_referenced")],
    )
    told = facts.filter(_near(limits) & _telling(limits)).with_columns(
        score=limits["score_same_amount"] + pairs.extra(limits) + _little_known(limits),
        evidence=pl.concat_str(pairs.opening(), _references(), _habit(), pairs.closing()),
    )
    kept = numbered.join(told.select("number"), on="number", how="semi")
    return found.of_groups(kept, SAME_AMOUNT, told, repeats=True)


def _habit_share(limits: Limits) -> pl.Expr:
    """How readily the supplier repeats an amount: its own share, drawn to its category's where it was paid little."""
    weight = limits["category_weight"]
    return (pl.col("others_repeated") + weight * pl.col("category_share")) / (pl.col("other_amounts") + weight)


def _little_known(limits: Limits) -> pl.Expr:
    few = pl.col("other_amounts") < limits["least_other_amounts"]
    return pl.when(few).then(limits["score_little_known"]).otherwise(0.0)


def _near(limits: Limits) -> pl.Expr:
    days = pl.col("days")
    apart = (days > 0) | pl.col("is_across_files") | pl.col("is_spelt_differently") | pl.col("has_two_vendors")
    return apart & ~pl.col("are_of_two_periods") & is_near(days, limits)


def _telling(limits: Limits) -> pl.Expr:
    is_round = pl.col("size_pence") % round(limits["telling_multiple_pounds"] * PENCE_A_POUND) == 0
    return ~is_round | pl.col("is_spelt_differently") | pl.col("has_two_vendors")


def _references() -> pl.Expr:
    said = pl.concat_str(
        pl.lit(" Their references are "), pl.col("reference"), pl.lit(" and "), pl.col("last_reference"), pl.lit(".")
    )
    return pl.when(pl.col("are_referenced")).then(said).otherwise(pl.lit(" They have no reference to tell them apart."))


def _habit() -> pl.Expr:
    told = pl.concat_str(
        pl.lit(" Of "),
        wording.counted(pl.col("other_amounts"), "other amount"),
        pl.lit(" paid to this supplier, "),
        pl.col("others_repeated"),
        pl.when(pl.col("others_repeated") == 1).then(pl.lit(" was")).otherwise(pl.lit(" were")),
        pl.lit(" paid again within weeks."),
    )
    return pl.when(pl.col("other_amounts") == 0).then(pl.lit(" Nothing else was paid to it.")).otherwise(told)
