"""What a category's spend comes to in the prices of one year, so that a rise in prices is not taken for more bought."""

from dataclasses import dataclass

import polars as pl

from procurement.analysis import change
from procurement.analysis.change import Window
from procurement.services.desk import Desk
from procurement.services.figures import adjusted
from procurement.services.figures.tracing import Figure
from procurement.services.problems import CannotDo
from procurement.ui import words

Values = tuple[tuple[str, str], ...]
NO_ONE_YEAR = "In no one year"


@dataclass(frozen=True)
class Years:
    """rows: financial_year, spend_pence, real_pence (null where there is no deflator), councils with spend in it,
    council_months of which there is some, and `figure`, the name of the spend. note: what the prices rest on."""

    rows: pl.DataFrame
    note: str


def by_year(desk: Desk, months: pl.DataFrame, values: Values) -> Years:
    """The spend of each financial year, also in the prices of the latest; what is of no one year stands last.

    months: authority_code, financial_year, month, last_month and spend_pence, as category_figures makes them. values:
    what the figures are of besides the year. Empty in gives no rows.
    """
    is_of_year = ~pl.col("financial_year").is_in(list(adjusted.NO_YEAR))
    one_month = pl.col("authority_code").is_not_null() & (pl.col("month") != "")
    summed = (
        months.group_by(financial_year=pl.when(is_of_year).then("financial_year").otherwise(pl.lit("")))
        .agg(
            pl.col("spend_pence").sum(),
            councils=pl.col("authority_code").drop_nulls().n_unique(),
            council_months=pl.struct("authority_code", "month").filter(one_month).n_unique(),
        )
        .sort(pl.col("financial_year") == "", "financial_year")
    )
    base, factors = _factors(desk, summed["financial_year"].to_list())
    real = (pl.col("spend_pence") * pl.col("factor")).round(0).cast(pl.Int64)
    priced = summed.join(factors, on="financial_year", how="left", validate="m:1", maintain_order="left")
    names = [
        Figure(values=(*values, ("financial_year", year))).name if year else "" for year in summed["financial_year"]
    ]
    rows = priced.with_columns(
        pl.col("financial_year").replace("", NO_ONE_YEAR), pl.Series("figure", names, dtype=pl.String), real_pence=real
    ).select("financial_year", "spend_pence", "real_pence", "councils", "council_months", "figure")
    return Years(rows, adjusted.prices_note(desk, base) if base else "")


def changed(desk: Desk, months: pl.DataFrame, within: Window) -> str:
    """How the second year of a window compares with the first in the prices of its end; "" without a deflator.

    months: as by_year takes them.
    """
    last_year = _financial_year(within.last)
    there = months.filter(pl.col("financial_year").is_in(list(adjusted.NO_YEAR)).not_())
    try:
        factors = adjusted.factors(desk, last_year, sorted(set(there["financial_year"])))
    except CannotDo:
        return "No deflator is kept of these years, so a rise in prices is in the change."
    real = there.join(factors, on="financial_year", how="left", validate="m:1").with_columns(
        spend_pence=(pl.col("spend_pence") * pl.col("factor")).round(0).cast(pl.Int64)
    )
    found = change.changes(real, within, "authority_code")
    before, after = int(found["before_pence"].sum()), int(found["after_pence"].sum())
    if before <= 0:
        return ""
    forecast = ", a forecast" if adjusted.is_forecast(desk, last_year) else ""
    return (
        f"In prices of {last_year} it is {words.pounds(after)}, after {words.pounds(before)}: "
        f"{words.moved(before, after)}, once the general rise in prices (GDP deflator{forecast}) is taken out."
    )


def _factors(desk: Desk, years: list[str]) -> tuple[str, pl.DataFrame]:
    """The latest year that has a deflator, "" where none has, and the factors of those that have one."""
    kept = {row["financial_year"] for row in desk.reference[adjusted.DEFLATORS].to_dicts()}
    known = sorted(kept & set(years))
    if not known:
        return "", pl.DataFrame(schema={"financial_year": pl.String, "factor": pl.Float64})
    return known[-1], adjusted.factors(desk, known[-1], known)


def _financial_year(month: str) -> str:
    """The financial year of a month such as 2024-04."""
    year, number = int(month[:4]), int(month[5:7])
    began = year - (number < 4)
    return f"{began}-{(began + 1) % 100:02d}"
