"""Spend by quarter, and in words what cannot be put in one quarter."""

import polars as pl

from procurement.analysis import frames, roll_up
from procurement.ui import words

QUARTER = r"^\d{4}-\d{2} Q[1-4]$"


def by_quarter(coded: frames.Frame) -> tuple[pl.DataFrame, str]:
    """Totals by quarter, in order, and a sentence on spend that is in none of them; "" where all of it is.

    coded: as disclosing.by_month_for gives it, so that suppliers cannot be counted.
    """
    rows = frames.collect(roll_up.roll_up(coded, ["quarter"])).drop("suppliers").sort("quarter")
    is_one = pl.col("quarter").str.contains(QUARTER)
    pence = int(rows.filter(~is_one)["spend_pence"].sum())
    told = (
        f"{words.pounds(pence)} more has no day, or stands combined over a longer time so that no payee can be told: "
        "it is in no quarter here, and in every total."
    )
    return rows.filter(is_one), told if pence else ""
