"""Totals for each person, in the prices of one year, and with councils that publish gross amounts named."""

from dataclasses import replace
from datetime import date

import narwhals.stable.v2 as nw
import polars as pl

from procurement.access import Viewer, check_can_compare
from procurement.analysis import frames, parts, roll_up
from procurement.analysis.disclosure.guarding import COMBINED
from procurement.services.desk import Desk
from procurement.services.figures import totals
from procurement.services.privacy import disclosing
from procurement.services.problems import CannotDo
from procurement.ui import words

DEFLATORS = "gdp_deflators"
NET, GROSS = "net", "gross"
NO_YEAR = {"", COMBINED}


def per_head(desk: Desk, rows: pl.DataFrame, level: str, on: date | None = None) -> pl.DataFrame:
    """`rows` of a total (`place`, `spend_pence`) with `people` and `per_head_pence`, rounded to a penny.

    People are those of the place's councils with an upload, each once: of a county council and its districts the
    greater of the two numbers. Both are null where the people of one of them are not known.
    """
    shares = totals.memberships(desk, on).filter(
        pl.col("level") == level, pl.col("authority_code").is_in(desk.store.register.uploads.bodies())
    )
    there = shares.select("place", authority_code="part_code").unique()
    known = there.join(desk.authorities, on="authority_code", how="left", validate="m:1").with_columns(
        area=pl.when(pl.col("kind").is_in(["county", "district"])).then("county_area").otherwise("authority_code"),
        is_county=pl.col("kind") == "county",
    )
    unknown = pl.col("population").is_null().any()
    tiers = known.group_by("place", "area", "is_county").agg(pl.col("population").sum(), unknown=unknown)
    areas = tiers.group_by("place", "area").agg(pl.col("population").max(), pl.col("unknown").any())
    summed = areas.group_by("place").agg(people=pl.col("population").sum(), unknown=pl.col("unknown").any())
    people = summed.select("place", people=pl.when(~pl.col("unknown") & (pl.col("people") > 0)).then("people"))
    joined = rows.join(people, on="place", how="left", validate="m:1", maintain_order="left")
    return joined.with_columns(per_head_pence=(pl.col("spend_pence") / pl.col("people")).round(0).cast(pl.Int64))


def in_prices(viewer: Viewer, desk: Desk, wanted: totals.Wanted, base_year: str) -> pl.DataFrame:
    """`totals.total` with `real_pence`, spend in the prices of `base_year`, and `undated_pence`, which has no prices.

    Undated is also what stands combined over several years, so that no payee can be told.

    Each financial year's pence are multiplied by the deflator of the base year over the year's own, and rounded once.
    Undated spend is in spend_pence alone. Raises CannotDo naming a year that has no deflator, and as `totals.total`.
    """
    nominal = totals.total(viewer, desk, wanted)
    if nominal.is_empty():
        return nominal.with_columns(real_pence=pl.lit(0, pl.Int64), undated_pence=pl.lit(0, pl.Int64))
    keys = [name for name in nominal.columns if name not in totals.MEASURES]
    yearly = totals.total(viewer, desk, totals.Wanted(wanted.level, (*wanted.by, "year"), wanted.scope, wanted.on))
    by_year = factors(desk, base_year, sorted(set(yearly["financial_year"]) - NO_YEAR))
    is_undated = pl.col("financial_year").is_in(NO_YEAR)
    real = (pl.col("spend_pence") * pl.col("factor")).round(0).fill_null(0).cast(pl.Int64)
    priced = yearly.join(by_year, on="financial_year", how="left", validate="m:1").with_columns(
        real_pence=real, undated_pence=pl.when(is_undated).then("spend_pence").otherwise(0)
    )
    summed = priced.group_by(keys).agg(pl.col("real_pence", "undated_pence").sum())
    # Whether spend can be influenced may not be known, so a key may be null.
    return nominal.join(summed, on=keys, how="left", validate="1:1", maintain_order="left", nulls_equal=True)


def factors(desk: Desk, base_year: str, years: list[str]) -> pl.DataFrame:
    """financial_year and `factor`, by which its pence are put in prices of the base year; CannotDo where one lacks."""
    index = {row["financial_year"]: float(row["index"]) for row in desk.reference[DEFLATORS].to_dicts()}
    missing = [year for year in [base_year, *years] if index.get(year, 0.0) <= 0]
    if missing:
        raise CannotDo(
            f"No deflator for {words.listed(missing)} is kept. Add a row for each year to gdp_deflators.csv from the "
            "latest “GDP deflators at market prices, and money GDP” of HM Treasury, with its date, and ask again."
        )
    rows = [(year, index[base_year] / index[year]) for year in years]
    return pl.DataFrame(rows, schema={"financial_year": pl.String, "factor": pl.Float64}, orient="row")


def prices_note(desk: Desk, base_year: str) -> str:
    """What constant prices rest on: the base year, and the source and date of the deflators."""
    row = desk.reference[DEFLATORS].filter(financial_year=base_year).row(0, named=True)
    return f"In prices of {base_year}, by the GDP deflator: {row['source']}, as of {row['as_of']}."


def is_forecast(desk: Desk, financial_year: str) -> bool:
    """Whether the deflator of a year is a forecast."""
    rows = desk.reference[DEFLATORS].filter(financial_year=financial_year)
    return bool(rows["source"].str.contains("forecast").any())


def basis_notes(viewer: Viewer, desk: Desk, wanted: totals.Wanted) -> list[str]:
    """A sentence where councils of a total published gross amounts alone, and one for amounts of which neither is said.

    Nothing is converted: such pounds count as published. Days and suppliers of the scope do not narrow what is said.
    Sums of several payees whose basis is not one are left out, since of some it may be said.
    """
    check_can_compare(viewer)
    scope = replace(wanted.scope, from_day=None, to_day=None, suppliers=())
    months = disclosing.by_month_and_level1_for(viewer, desk, scope)
    if parts.is_guarded(months):
        months = months.filter((nw.col("atom") == "") | nw.col("amount_basis").is_in([NET, GROSS]))
    rows = frames.collect(roll_up.roll_up(months, ["authority", "amount_basis"]))
    bases = rows.group_by("authority").agg(pl.col("amount_basis").unique(), pl.col("spend_pence").sum())
    gross = bases.filter(pl.col("amount_basis") == [GROSS]).sort("authority")
    unsaid = int(rows.filter(~pl.col("amount_basis").is_in([NET, GROSS]))["spend_pence"].sum())
    pounds = words.pounds(int(gross["spend_pence"].sum()))
    named = f"Gross of VAT, not net: {words.listed(gross['authority'].to_list())} ({pounds})."
    said = f"Of {words.pounds(unsaid)} the files do not say whether VAT is in it."
    return [*([named] if gross.height else []), *([said] if unsaid else [])]
