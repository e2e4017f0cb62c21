"""A large round sum to a supplier whose other bills are not round."""

import polars as pl

from procurement.analysis.unusual import found, wording
from procurement.analysis.unusual.bills import Books
from procurement.analysis.unusual.found import Found
from procurement.analysis.unusual.kinds import ROUND_SUM
from procurement.analysis.unusual.limits import Limits

A_HUNDRED_POUNDS = 10_000


def find(books: Books, limits: Limits, leave_out: pl.DataFrame) -> Found:
    """A finding for each large bill that is a round sum where the supplier's habit is not. leave_out: `bill`.

    Left out: what cannot be influenced (grants, levies …), and public bodies, whose payments are round by nature.
    """
    paid = books.bills.filter(pl.col("is_bought") & (pl.col("amount_pence") > 0))
    is_round = pl.col("amount_pence") % A_HUNDRED_POUNDS == 0
    habits = paid.group_by("supplier").agg(pl.len().alias("bills"), is_round.sum().alias("round_bills"))
    large = paid.filter(
        (pl.col("amount_pence") >= limits.pence("least_round_pounds"))
        & (pl.col("amount_pence") % limits.pence("round_multiple_pounds") == 0)
    ).join(leave_out, on="bill", how="anti")
    known = large.join(habits, on="supplier", how="left", validate="m:1").with_columns(
        others=pl.col("bills") - 1, round_others=pl.col("round_bills") - 1
    )
    unlike = known.filter(
        pl.col("others") >= limits["least_other_bills"],
        pl.col("round_others") <= limits["most_round_share"] * pl.col("others"),
    )
    numbered = unlike.sort("bill").with_row_index("number")
    evidence = pl.concat_str(
        wording.pounds("amount_pence"),
        pl.lit(" on "),
        wording.day("paid_on"),
        pl.lit(" is a round sum. Of the "),
        pl.col("others"),
        pl.lit(" other bills of this supplier, "),
        pl.col("round_others"),
        pl.when(pl.col("round_others") == 1).then(pl.lit(" is a multiple")).otherwise(pl.lit(" are multiples")),
        pl.lit(" of £100."),
    )
    told = numbered.select(
        "number", at_risk_pence="amount_pence", score=pl.lit(limits["score_round_sum"]), evidence=evidence
    )
    return found.of_groups(numbered, ROUND_SUM, told, repeats=False)
