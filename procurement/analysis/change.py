"""How spend changed between two years, and how it moves within a year, on councils whose months are all there."""

from dataclasses import dataclass

import polars as pl

from procurement.tables import TEXT

YEAR = 12
CHANGE = pl.Schema({"label": TEXT, "before_pence": pl.Int64(), "after_pence": pl.Int64(), "change_pence": pl.Int64()})
SEASON = pl.Schema({"calendar_month": pl.Int64(), "spend_pence": pl.Int64(), "of_average": pl.Float64()})
"""A month of the year from April (4) on: spend over whole years, and how many times an average month that is."""


@dataclass(frozen=True)
class Window:
    """Two years side by side: months from `first` to `middle` before, then to `last`; the councils that cover both."""

    first: str
    middle: str
    last: str
    councils: list[str]


def window(covered: pl.DataFrame) -> Window | None:
    """The latest 24 months that the most councils cover without a gap; None where none covers 24 months in a row.

    covered: authority_code and month (2024-04) of every month in which a council paid anything.
    """
    at = covered.filter(pl.col("month") != "").select("authority_code", at=_number("month")).unique()
    ends = [
        (at.filter(pl.col("at").is_between(last - 2 * YEAR + 1, last)).group_by("authority_code").len(), last)
        for last in at["at"].unique().sort().to_list()
    ]
    whole = [(sorted(rows.filter(pl.col("len") == 2 * YEAR)["authority_code"].to_list()), last) for rows, last in ends]
    if not any(councils for councils, _ in whole):
        return None
    councils, last = max(whole, key=lambda found: (len(found[0]), found[1]))
    return Window(_text(last - 2 * YEAR + 1), _text(last - YEAR), _text(last), councils)


def changes(months: pl.DataFrame, within: Window, by: str) -> pl.DataFrame:
    """CHANGE: spend of the window's councils in the one year and in the other for each value of `by`.

    months: authority_code, month, spend_pence and `by`; `last_month` where a row may be of a longer time, which counts
    where all of it is in one year. The greatest change first, up or down. Empty in, empty out.
    """
    until = pl.col("last_month" if "last_month" in months.columns else "month")
    is_before = (pl.col("month") >= within.first) & (until <= within.middle)
    is_after = (pl.col("month") > within.middle) & (until <= within.last)
    meant = months.filter(pl.col("authority_code").is_in(within.councils), is_before | is_after)
    summed = meant.group_by(label=pl.col(by)).agg(
        before_pence=pl.col("spend_pence").filter(is_before).sum(),
        after_pence=pl.col("spend_pence").filter(is_after).sum(),
    )
    known = summed.with_columns(change_pence=pl.col("after_pence") - pl.col("before_pence")).cast(CHANGE)
    return known.sort(pl.col("change_pence").abs(), "label", descending=[True, False])


def seasons(months: pl.DataFrame, covered: pl.DataFrame) -> pl.DataFrame:
    """SEASON of the financial years of which a council covers every month; empty where nothing is spent in any.

    All twelve months are there: one in which nothing was paid is nothing.

    months: authority_code, financial_year, month, spend_pence. covered: the same columns but the last, as in `window`.
    """
    meant = months.join(whole_years(covered), on=["authority_code", "financial_year"], how="semi")
    if meant.is_empty():
        return pl.DataFrame(schema=SEASON)
    paid = meant.group_by(calendar_month=pl.col("month").str.slice(5, 2).cast(pl.Int64)).agg(
        pl.col("spend_pence").sum()
    )
    every = pl.DataFrame({"calendar_month": range(1, YEAR + 1)}, schema={"calendar_month": pl.Int64})
    summed = every.join(paid, on="calendar_month", how="left", validate="1:1").with_columns(
        pl.col("spend_pence").fill_null(0)
    )
    average = pl.col("spend_pence").sum() / YEAR
    share = pl.when(average > 0).then(pl.col("spend_pence") / average)
    return summed.with_columns(of_average=share).cast(SEASON).sort((pl.col("calendar_month") + 8) % YEAR)


def whole_years(covered: pl.DataFrame) -> pl.DataFrame:
    """authority_code and financial_year of each year that a council covers every month of. covered: as in `seasons`."""
    counted = covered.filter(pl.col("month") != "").select("authority_code", "financial_year", "month").unique()
    whole = counted.group_by("authority_code", "financial_year").len().filter(pl.col("len") == YEAR)
    return whole.select("authority_code", "financial_year").sort("authority_code", "financial_year")


def _number(month: str) -> pl.Expr:
    return pl.col(month).str.slice(0, 4).cast(pl.Int64) * YEAR + pl.col(month).str.slice(5, 2).cast(pl.Int64) - 1


def _text(number: int) -> str:
    return f"{number // YEAR}-{number % YEAR + 1:02d}"
