"""Regular payments of one amount, and the month in which one was paid twice."""

import polars as pl

from procurement.analysis.unusual import found, pairs
from procurement.analysis.unusual.bills import month_of
from procurement.analysis.unusual.found import Found
from procurement.analysis.unusual.kinds import EXTRA_INSTALMENT
from procurement.analysis.unusual.limits import Limits
from procurement.analysis.unusual.repeats import OF_AMOUNT, Repeats


def find(repeats: Repeats, limits: Limits, leave_out: pl.DataFrame) -> Found:
    """A finding where an amount is paid once in every month of a run, and in one month twice.

    The run has at least `least_instalments` months and no gap, so that a payment made early for a month that then has
    none is no finding; the two payments are at most `extra_instalment_days` apart, and their purposes do not hold
    different numbers (two periods). leave_out: `bill`.
    """
    bills = repeats.bills.join(leave_out, on="bill", how="anti")
    runs = bills.with_columns(month=month_of("paid_on")).filter(
        pl.col("month").n_unique().over(OF_AMOUNT) >= limits["least_instalments"],
        pl.len().over(OF_AMOUNT) == pl.col("month").n_unique().over(OF_AMOUNT) + 1,
        (pl.col("month").max() - pl.col("month").min() + 1).over(OF_AMOUNT)
        == pl.col("month").n_unique().over(OF_AMOUNT),
    )
    twice = runs.with_columns(instalments=pl.col("month").n_unique().over(OF_AMOUNT)).filter(
        pl.len().over([*OF_AMOUNT, "month"]) == 2
    )
    gap = (pl.col("paid_on").max() - pl.col("paid_on").min()).dt.total_days().over(OF_AMOUNT)
    numbered = twice.filter(gap <= limits["extra_instalment_days"]).with_columns(
        number=pl.struct(OF_AMOUNT).rank("dense").cast(pl.UInt32)
    )
    if numbered.is_empty():
        return found.nothing()
    said = pl.concat_str(
        pl.lit(" It is otherwise paid once a month, in each of "), pl.col("instalments"), pl.lit(" months.")
    )
    facts = pairs.facts(repeats.described(numbered), [pl.col("instalments").first()]).filter(
        ~pl.col("are_of_two_periods")
    )
    told = facts.with_columns(
        score=limits["score_extra_instalment"] + pairs.extra(limits),
        evidence=pl.concat_str(pairs.opening(), said, pairs.closing()),
    )
    kept = numbered.join(told.select("number"), on="number", how="semi")
    return found.of_groups(kept, EXTRA_INSTALMENT, told, repeats=True)
