"""A supplier never paid before, whose first payment is large."""

import polars as pl

from procurement.analysis.unusual import found, wording
from procurement.analysis.unusual.bills import Books, month_of
from procurement.analysis.unusual.found import Found
from procurement.analysis.unusual.kinds import LARGE_FIRST
from procurement.analysis.unusual.limits import PENCE_A_POUND, Limits


def find(books: Books, limits: Limits, leave_out: pl.DataFrame) -> Found:
    """A finding for each supplier whose first bill is large, where the council's payments of a year before are known.

    Large is at least `least_first_pounds` and among the largest first bills of the council's suppliers. Left out: what
    cannot be influenced, and public bodies. leave_out: `bill`, what other rules have found.
    """
    paid = books.bills.filter(pl.col("is_bought") & (pl.col("amount_pence") > 0))
    if paid.is_empty():
        return found.nothing()
    firsts = paid.sort("paid_on", "bill").unique("supplier", keep="first", maintain_order=True)
    share = limits["first_quantile"]
    usual = firsts["amount_pence"].quantile(share, "linear") or 0.0
    least = max(limits.pence("least_first_pounds"), round(usual))
    placed = firsts.with_columns(month=month_of("paid_on")).join(books.months, on="month", how="left", validate="m:1")
    new = placed.filter(pl.col("months_before") >= limits["new_after_months"], pl.col("amount_pence") >= least)
    numbered = new.join(leave_out, on="bill", how="anti").sort("bill").with_row_index("number")
    evidence = pl.concat_str(
        pl.lit("The first payment to this supplier, on "),
        wording.day("paid_on"),
        pl.lit(", is "),
        wording.pounds("amount_pence"),
        pl.lit(f". Of all first payments of this council, {share:.0%} are below £{round(usual) // PENCE_A_POUND:,}; "),
        pl.lit("its payments are known for "),
        wording.counted(pl.col("months_before"), "month"),
        pl.lit(" before."),
    )
    told = numbered.select(
        "number", at_risk_pence="amount_pence", score=pl.lit(limits["score_large_first_payment"]), evidence=evidence
    )
    return found.of_groups(numbered, LARGE_FIRST, told, repeats=False)
