"""What changed in a category from one year to the next, in sentences, and each council's two years with their names."""

from calendar import month_name, monthrange
from datetime import date

import polars as pl

from procurement.analysis import change
from procurement.analysis.change import Window
from procurement.analysis.disclosure.guarding import COMBINED
from procurement.services.desk import Desk
from procurement.services.figures import real_terms
from procurement.services.figures.real_terms import Values
from procurement.services.figures.tracing import Figure
from procurement.ui import words

COMBINED_OVER_TIME = "more stands combined over a longer time, so that no payee can be told"
LEAST_TOLD_PENCE = 50
"""A change of less is no pound."""


def sentences(
    desk: Desk, months: pl.DataFrame, uncategorised: pl.DataFrame, within: Window | None, found: pl.DataFrame
) -> list[str]:
    """What changed, the whole first, then what is left out of it.

    months: authority_code, level2, financial_year, month, last_month and spend_pence of the category, as
    category_figures makes them; uncategorised: the same of what is of no category that may be told. found: CHANGE by
    council. Where no council can be compared, one sentence says so.
    """
    if within is None:
        return ["What changed cannot be told: no council's payments cover 24 months in a row."]
    if found.is_empty():
        return [
            f"What changed cannot be told: no council that buys this covers all of the two years to "
            f"{_month(within.last)}."
        ]
    before, after = int(found["before_pence"].sum()), int(found["after_pence"].sum())
    way = f" ({words.moved(before, after)})" if before > 0 else ""
    whole = (
        f"In the year to {_month(within.last)}, {words.count(found.height, 'council')} with every month of both years "
        f"spent {words.pounds(after)}, after {words.pounds(before)} in the year before{way}."
    )
    told = [
        whole,
        real_terms.changed(desk, months, within),
        _whose(desk, found),
        _bought(months, within),
        _left_out(months, within),
        _in_neither(months, within),
        _in_no_category(uncategorised, within),
    ]
    return [sentence for sentence in told if sentence]


def traced(desk: Desk, found: pl.DataFrame, within: Window | None, category: Values) -> pl.DataFrame:
    """CHANGE by council with `council` and `figure`, the name of after_pence."""
    names = [council_name(desk, code) for code in found["label"]]
    figures = [_year_of(code, within, category).name if within else "" for code in found["label"]]
    return found.with_columns(
        pl.Series("council", names, dtype=pl.String), pl.Series("figure", figures, dtype=pl.String)
    )


def council_name(desk: Desk, code: str) -> str:
    """What people call the council of a code."""
    return str(desk.authorities.filter(authority_code=code)["name"].item())


def _whose(desk: Desk, found: pl.DataFrame) -> str:
    if found.height == 1:
        return f"That council is {council_name(desk, found['label'][0])}."
    rows = found.filter(pl.col("change_pence").abs() >= LEAST_TOLD_PENCE).head(3).to_dicts()
    named = [f"{council_name(desk, row['label'])} ({_signed(row['change_pence'])})" for row in rows]
    return f"Most of it was at {words.listed(named)}." if named else ""


def _bought(months: pl.DataFrame, within: Window) -> str:
    is_told = ~pl.col("label").is_in(["", COMBINED]) & (pl.col("change_pence").abs() >= LEAST_TOLD_PENCE)
    rows = change.changes(months, within, "level2").filter(is_told).head(3).to_dicts()
    named = [f"{row['label']} ({_signed(row['change_pence'])})" for row in rows]
    return f"By what was bought: {words.listed(named)}." if len(named) > 1 else ""


def _left_out(months: pl.DataFrame, within: Window) -> str:
    """How many councils that buy it do not cover the two years."""
    left = len(set(months["authority_code"].drop_nulls()) - set(within.councils))
    lack = "that buys this lacks months of the two years and is left out."
    lacking = "that buy this lack months of the two years and are left out."
    return words.count(left, f"council {lack}", f"councils {lacking}") if left else ""


def _in_neither(months: pl.DataFrame, within: Window) -> str:
    """What of the councils' spend is of a time that lies in both years, or in one of them in part."""
    there = months.filter(pl.col("authority_code").is_in(within.councils), pl.col("month") != "")
    begins, ends = pl.col("month"), pl.col("last_month")
    over = (begins <= within.middle) & (ends > within.middle)
    beyond = ((begins < within.first) & (ends >= within.first)) | ((begins <= within.last) & (ends > within.last))
    pence = int(there.filter(over | beyond)["spend_pence"].sum())
    return f"{words.pounds(pence)} {COMBINED_OVER_TIME}, and is in neither year." if pence else ""


def _in_no_category(uncategorised: pl.DataFrame, within: Window) -> str:
    """What the councils spent in the two years under no category that may be told, of which some may be of this one."""
    there = uncategorised.filter(pl.col("authority_code").is_in(within.councils), pl.col("month") != "")
    meant = there.filter(pl.col("month") <= within.last, pl.col("last_month") >= within.first)
    pence = int(meant["spend_pence"].sum())
    whose = "That council" if len(within.councils) == 1 else f"The {len(within.councils):,} councils of these years"
    return (
        f"{whose} also spent {words.pounds(pence)} in or about these two years under no category that may be told, so "
        "that no payee can be. Some of it may be of this category, which may then have changed more or less than this."
        if pence
        else ""
    )


def _year_of(code: str, within: Window, category: Values) -> Figure:
    year, month = map(int, within.middle.split("-"))
    first = date(year + month // 12, month % 12 + 1, 1)
    last_year, last_month = map(int, within.last.split("-"))
    last = date(last_year, last_month, monthrange(last_year, last_month)[1])
    return Figure(values=(*category, ("authority_code", code)), from_day=first, to_day=last, shared=True)


def _month(text: str) -> str:
    return f"{month_name[int(text[5:])]} {text[:4]}"


def _signed(pence: int) -> str:
    return f"{'+' if pence >= 0 else ''}{words.pounds(pence)}"
