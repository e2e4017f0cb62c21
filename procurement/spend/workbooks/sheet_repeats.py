"""Whether sheets repeat each other's payments: a copy, a list beside its parts, or the same lines corrected."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

import polars as pl

from procurement.spend.columns.heading_match import AMOUNTS
from procurement.spend.columns.heading_row import DATES, HeadingRow
from procurement.spend.days import dates
from procurement.spend.days.dates import END_OF_TIME
from procurement.spend.money import amounts
from procurement.spend.text_limits import cell_columns
from procurement.spend.texts.plain_cells import EDGE_MARKS, is_filled
from procurement.spend.workbooks.sheets import Sheet

FEWEST_OF_A_COPY, FEWEST_SUPPLIERS = 5, 3
"""Fewer lines, or lines to fewer, may be equal by chance: instalments, or payments to redacted people."""

SAME = ["day", "supplier", "amount"]
OVERLAP = ((SAME, 0.1), (["day", "supplier"], 0.5), (["day", "amount"], 0.5))
"""Keys of a payment, and the share of the smaller sheet's different ones that stand on the other before it is told."""


@dataclass(frozen=True)
class Lines:
    """frame: `day`, `supplier` and `amount` of each payment of a sheet as comparable text. days: the first and the last
    day of them, None where it has no column of dates; stated: the period that its name or its titles state."""

    name: str
    frame: pl.DataFrame
    days: tuple[date, date] | None
    stated: tuple[date, date] | None


def lines_of(sheet: Sheet, row: HeadingRow, stated: tuple[date, date] | None, undated: str) -> Lines:
    """The payments of a sheet under its headings: rows with a supplier and a figure for the amount.

    undated: what stands for the day of each where the sheet has no column of dates.
    """
    place = {ours: _column(row, ours, cell_columns(sheet.cells)) for ours in ("supplier", "amount", "day")}
    cells = sheet.cells.filter(pl.col("line") > row.last_line).select(
        pl.col(column).fill_null("").str.strip_chars(EDGE_MARKS).alias(name) if column else pl.lit("").alias(name)
        for name, column in place.items()
    )
    is_payment = is_filled("supplier") & pl.col("amount").str.contains(r"\d")
    if place["day"]:
        is_payment &= pl.col("day").str.contains(r"\d")
    paid = cells.filter(is_payment)
    days, span = _days(paid["day"]) if place["day"] else (pl.repeat(undated, paid.height, eager=True), None)
    pence = amounts.pence(paid["amount"]).cast(pl.String()).fill_null(paid["amount"])
    frame = pl.DataFrame({"day": days, "supplier": paid["supplier"].str.to_lowercase(), "amount": pence})
    return Lines(sheet.name, frame, span, stated)


def _column(row: HeadingRow, ours: str, columns: Sequence[str]) -> str:
    """The column that answers best, "" where none does; a net amount comes before another."""
    wanted = {"supplier": ("supplier_name", "supplier_ref"), "amount": AMOUNTS, "day": DATES}[ours]
    found = [
        (wanted.index(match.ours), match.rank, column)
        for column, match in zip(columns, row.matches, strict=True)
        if match is not None and match.ours in wanted
    ]
    return min(found)[2] if found else ""


def _days(texts: pl.Series) -> tuple[pl.Series, tuple[date, date] | None]:
    """Each text as the day that it names, where it names one, and the first and last of these days."""
    read = dates.read(texts, END_OF_TIME).days.select("text", "day")
    day = pl.DataFrame({"text": texts}).join(read, on="text", how="left", validate="m:1", maintain_order="left")["day"]
    first, last = day.min(), day.max()
    span = (first, last) if isinstance(first, date) and isinstance(last, date) else None
    return day.cast(pl.String()).fill_null(texts), span


def is_copy(lines: Lines, of: Lines) -> bool:
    """Whether each payment of `lines` stands in `of` at least as often."""
    if not FEWEST_OF_A_COPY <= lines.frame.height <= of.frame.height:
        return False
    if lines.frame["supplier"].n_unique() < FEWEST_SUPPLIERS:
        return False
    mine, theirs = (one.frame.group_by(SAME).agg(times=pl.len()) for one in (lines, of))
    both = mine.join(theirs, on=SAME, how="left", validate="1:1", suffix="_there")
    return bool(both.select((pl.col("times") <= pl.col("times_there").fill_null(0)).all()).item())


def overlapping(sheets: Sequence[Lines]) -> tuple[str, ...]:
    """The names of the first two sheets that hold some of the same payments, none where no two do."""
    for keys, share in OVERLAP:
        told = [one.frame.select(keys).unique() for one in sheets]
        suspects = _shared_somewhere(told)
        for one, other in combinations(suspects, 2):
            least = min(told[one].height, told[other].height)
            if told[one].join(told[other], on=keys, how="semi").height >= max(1.0, share * least):
                return sheets[one].name, sheets[other].name
    return ()


def _shared_somewhere(told: Sequence[pl.DataFrame]) -> list[int]:
    """The places of the frames of which some row stands in another, so that few pairs need be compared."""
    keys = told[0].columns
    together = pl.concat([frame.with_columns(place=pl.lit(place)) for place, frame in enumerate(told)])
    shared = together.filter(pl.len().over(keys) > 1)
    return shared["place"].unique().sort().to_list()
