"""Payments that stand in two files: the same supplier, day, amount and reference, counted twice in every figure."""

import polars as pl

from procurement.analysis.unusual import found, wording
from procurement.analysis.unusual.bills import Books
from procurement.analysis.unusual.found import FOUND, MEMBER, Found
from procurement.analysis.unusual.kinds import AGAIN, FIRST, IN_TWO_FILES
from procurement.analysis.unusual.limits import Limits

SAME = ["supplier", "paid_on", "amount_pence", "stated"]
FILES = ["first_upload", "upload"]


def find(books: Books, limits: Limits) -> Found:
    """A finding for each pair of files that hold the same payments; `part` of the later file's is "again".

    Payments without a reference count only where the two files share enough of them, since two equal payments on one
    day are common. The money at risk is what the figures hold twice. No payments in gives nothing.
    """
    pairs = _pairs(books.bills)
    bills_of = books.bills.group_by("upload").len()
    both = pairs.group_by(FILES).agg(
        pl.len().cast(pl.Int64).alias("shared"),
        pl.col("has_reference").sum().alias("referenced"),
        pl.col("amount_pence").sum().alias("at_risk_pence"),
    )
    sized = both.join(bills_of.rename({"len": "bills"}), on="upload", how="left", validate="m:1")
    many = pl.max_horizontal(pl.lit(limits["least_shared_payments"]), pl.col("bills") * limits["least_shared_share"])
    enough = (pl.col("referenced") > 0) | (pl.col("shared") >= many)
    told = sized.filter(enough).sort(FILES).with_row_index("number")
    if told.is_empty():
        return found.nothing()
    chosen = pairs.join(told.select("number", *FILES), on=FILES, how="inner", validate="m:1")
    parts = [
        chosen.select("number", bill=column, kind=pl.lit(IN_TWO_FILES), part=pl.lit(part))
        for column, part in (("first_bill", FIRST), ("bill", AGAIN))
    ]
    return Found(_told(told, limits), pl.concat(parts).select(MEMBER.names()).cast(MEMBER))


def _pairs(bills: pl.DataFrame) -> pl.DataFrame:
    """Bills that stand in an earlier file too, with first_upload and first_bill; the nth equal one is the nth there."""
    stated = bills.with_columns(stated=pl.when("has_reference").then("reference_key"))
    several = stated.filter(pl.col("upload").min().over(SAME) < pl.col("upload").max().over(SAME))
    nth = several.sort("upload", "line").with_columns(nth=pl.int_range(pl.len()).over([*SAME, "upload"]))
    placed = nth.with_columns(
        first_upload=pl.col("upload").first().over([*SAME, "nth"]),
        first_bill=pl.col("bill").first().over([*SAME, "nth"]),
    )
    return placed.filter(pl.col("upload") != pl.col("first_upload"))


def _told(told: pl.DataFrame, limits: Limits) -> pl.DataFrame:
    """FOUND of pairs of files, with what they share in words."""
    evidence = pl.concat_str(
        wording.counted(pl.col("shared"), "payment"),
        pl.lit(" of the same supplier, day, amount and reference "),
        pl.when(pl.col("shared") == 1).then(pl.lit("stands")).otherwise(pl.lit("stand")),
        pl.lit(" in both files, so "),
        wording.pounds("at_risk_pence"),
        pl.lit(" counts twice in every figure."),
        wording.where(pl.col("referenced") == 0, "None of them has a reference."),
    )
    same, alike = limits["score_same_reference"], limits["score_same_amount"]
    score = pl.when(pl.col("referenced") > 0).then(same).otherwise(alike)
    made = told.with_columns(kind=pl.lit(IN_TWO_FILES), score=score, evidence=evidence)
    return made.select(FOUND.names()).cast(FOUND)
