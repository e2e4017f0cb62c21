"""Spend by quarter, and in words what cannot be put in one quarter and why quarters are not to be compared."""

from dataclasses import dataclass

import polars as pl

from procurement.analysis import frames, parts, roll_up
from procurement.ui import quarters, words


@dataclass(frozen=True)
class Quarters:
    """rows: totals by quarter, in order. beyond: a sentence on spend that is in none of them; "" where all of it is.
    unlike: a sentence on why the first and the last are not to be compared; "" where they may be."""

    rows: pl.DataFrame
    beyond: str
    unlike: str


def by_quarter(coded: frames.Frame, alike: float) -> Quarters:
    """The totals of each quarter. Empty in gives no rows.

    coded: as disclosing.by_month_for gives it, so that suppliers cannot be counted. alike: share, 0 to 1, of the
    councils of two quarters that must be in both before these are compared.
    """
    rows = frames.collect(roll_up.roll_up(coded, ["quarter"])).drop("suppliers").sort("quarter")
    is_one = pl.col("quarter").str.contains(quarters.QUARTER)
    pence = int(rows.filter(~is_one)["spend_pence"].sum())
    told = (
        f"{words.pounds(pence)} more has no day, or stands combined over a longer time so that no payee can be told: "
        "it is in no quarter here, and in every total."
    )
    shown = rows.filter(is_one)
    return Quarters(shown, told if pence else "", _unlike(shown["quarter"].to_list(), coded, alike))


def _unlike(names: list[str], coded: frames.Frame, alike: float) -> str:
    if len(names) < 2:
        return ""
    every = quarters.between(names[0], names[-1])
    missing = len(every) - len(names)
    why = [f"nothing is stored of {missing} of the {len(every)} quarters"] if missing else []
    council = parts.council(coded)
    of = frames.collect(coded.select("quarter", council=council).unique()).drop_nulls()
    first, last = (set(of.filter(quarter=name)["council"]) for name in (names[0], names[-1]))
    if len(first & last) < alike * len(first | last):
        why.append("they are not of the same councils")
    return f"The first and the last are not compared: {words.listed(why)}." if why else ""
