"""Several payments just below a limit of procurement, near in time, that are above it together."""

import polars as pl

from procurement.analysis.unusual import found, wording
from procurement.analysis.unusual.bills import Books
from procurement.analysis.unusual.found import Found
from procurement.analysis.unusual.kinds import SPLIT_ORDER
from procurement.analysis.unusual.limits import Limits

BUYER = ["limit", "supplier", "department"]


def find(books: Books, limits: Limits, leave_out: pl.DataFrame) -> Found:
    """A finding where a department paid a supplier twice or more below a limit, within weeks, and above it together.

    Spend is net and the law's limits hold VAT, so net payments are set against the limit without it; limits are those
    in force on the day of payment. Left out: suppliers that were ever paid a bill above the limit, those paid
    regularly (a running contract), headings that have other limits, what cannot be bought better, and `leave_out`
    (`bill`, found by another rule). With fewer months than `least_known_months` a running contract cannot be told,
    and nothing is found.
    """
    bought = books.bills.filter(pl.col("is_bought") & (pl.col("amount_pence") > 0))
    if limits.contracts.is_empty() or bought.is_empty() or books.months.height < limits["least_known_months"]:
        return found.nothing()
    least = limits.contracts.select(pl.col("net_pence").min() * limits["split_from_share"]).item()
    large = bought.filter(pl.col("amount_pence") >= least).join(leave_out, on="bill", how="anti")
    below = _without_exempt(_below(large, limits), books, limits)
    placed = books.texts(below, ["department"])
    runs = _runs(placed, round(limits["split_days"]))
    few = _not_running(_above_together(runs), bought, limits)
    numbered = _above_together(_each_once(few)).with_columns(number=pl.col("run").rank("dense").cast(pl.UInt32))
    return found.nothing() if numbered.is_empty() else _found(numbered, limits)


def _below(bills: pl.DataFrame, limits: Limits) -> pl.DataFrame:
    """The bills beside each limit in force on their day that they are below, yet not far below."""
    beside = bills.join(limits.contracts, how="cross").with_columns(
        allowed_pence=pl.when("is_gross").then("gross_pence").otherwise("net_pence")
    )
    in_force = (pl.col("start_date").is_null() | (pl.col("paid_on") >= pl.col("start_date"))) & (
        pl.col("end_date").is_null() | (pl.col("paid_on") <= pl.col("end_date"))
    )
    amount, allowed = pl.col("amount_pence"), pl.col("allowed_pence")
    largest = bills.group_by("supplier").agg(pl.col("amount_pence").max().alias("largest"))
    near = beside.filter(in_force & (amount < allowed) & (amount >= allowed * limits["split_from_share"]))
    known = near.join(largest, on="supplier", how="left", validate="m:1")
    return known.filter(pl.col("largest") < pl.col("allowed_pence"))


def _without_exempt(bills: pl.DataFrame, books: Books, limits: Limits) -> pl.DataFrame:
    """Without the bills of headings that a limit does not speak of."""
    named = bills.join(books.headings.select("category", "level1"), on="category", how="left", validate="m:1")
    return named.join(limits.exempt, on=["limit", "level1"], how="anti").drop("level1")


def _runs(bills: pl.DataFrame, days: int) -> pl.DataFrame:
    """The bills with `run`: those of a buyer within `days` of the run's first are one; then a new run begins."""
    parts: list[pl.DataFrame] = []
    left = bills.with_columns(place=pl.lit(0, pl.UInt32()))
    while left.height:
        is_in = (pl.col("paid_on") - pl.col("paid_on").min().over(BUYER)).dt.total_days() <= days
        parts.append(left.filter(is_in))
        left = left.filter(~is_in).with_columns(pl.col("place") + 1)
    placed = pl.concat([left, *parts]).sort(*BUYER, "paid_on", "bill")
    return placed.with_columns(run=pl.struct(*BUYER, "place").rank("dense"))


def _above_together(runs: pl.DataFrame) -> pl.DataFrame:
    """The runs of two bills or more that come to their limit or above it."""
    return runs.filter(
        pl.len().over("run") > 1,
        pl.col("amount_pence").sum().over("run") >= pl.col("allowed_pence").max().over("run"),
    )


def _each_once(runs: pl.DataFrame) -> pl.DataFrame:
    """Each bill in one run alone: that of the highest limit, of two as high the first by name."""
    allowed = runs.with_columns(highest=pl.col("allowed_pence").max().over("run"))
    in_order = allowed.sort("highest", "limit", "run", descending=[True, False, False])
    return in_order.unique("bill", keep="first", maintain_order=True)


def _not_running(chosen: pl.DataFrame, bought: pl.DataFrame, limits: Limits) -> pl.DataFrame:
    """Runs of suppliers that are not paid all the time: few bills of that size in the year around."""
    runs = chosen.group_by("run").agg(
        pl.col("supplier").first(),
        pl.col("paid_on").min().alias("first_on"),
        pl.col("amount_pence").min().alias("least"),
    )
    paid = bought.select("supplier", "paid_on", "amount_pence")
    beside = runs.join(paid, on="supplier", how="inner").filter(
        ((pl.col("paid_on") - pl.col("first_on")).dt.total_days().abs() <= 365)
        & (pl.col("amount_pence") * 2 >= pl.col("least"))
    )
    counted = beside.group_by("run").len()
    few = counted.filter(pl.col("len") <= limits["most_split_payments"])
    return chosen.join(few.select("run"), on="run", how="semi")


def _found(numbered: pl.DataFrame, limits: Limits) -> Found:
    facts = numbered.group_by("number").agg(
        pl.len().alias("times"),
        pl.col("amount_pence").sum().alias("at_risk_pence"),
        pl.col("paid_on").min().alias("first_on"),
        pl.col("paid_on").max().alias("last_on"),
        pl.col("limit").first(),
        pl.col("allowed_pence").max(),
        pl.col("is_gross").first(),
        (pl.col("line_text_key").n_unique() == 1).alias("says_the_same"),
    )
    evidence = pl.concat_str(
        pl.col("times"),
        pl.lit(" payments between "),
        wording.day("first_on"),
        pl.lit(" and "),
        wording.day("last_on"),
        pl.lit(", each below "),
        wording.pounds("allowed_pence"),
        pl.lit(" ("),
        pl.col("limit"),
        pl.when("is_gross").then(pl.lit(", with VAT)")).otherwise(pl.lit(", before VAT)")),
        pl.lit(", come to "),
        wording.pounds("at_risk_pence"),
        pl.lit(". The supplier was never paid more than the limit at once."),
        wording.where(pl.col("says_the_same"), "Department, purpose and account are the same."),
    )
    score = limits["score_split_order"] + pl.when("says_the_same").then(limits["score_same_words"]).otherwise(0.0)
    return found.of_groups(numbered, SPLIT_ORDER, facts.with_columns(score=score, evidence=evidence), repeats=False)
