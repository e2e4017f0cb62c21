"""Tables of sums: a column for each month, quarter, period or year, or what a spreadsheet's pivot table writes."""

import re
from collections.abc import Sequence

import polars as pl

from procurement.spend.columns import heading_row
from procurement.spend.days import periods
from procurement.spend.days.date_shapes import A_MONTH as MONTH
from procurement.spend.findings import ColumnMissing
from procurement.spend.money import amounts
from procurement.spend.text_table import TextTable
from procurement.spend.texts.plain_cells import EDGE_MARKS

A_MONTH = re.compile(r"[A-Za-z]{3,9}[\s_,.'-]*(?:20)?\d{2}$")
A_PERIOD = re.compile(
    rf"(?:{MONTH}|q(?:uarter|tr)?\.? ?[1-4]|p(?:eriod)? ?\d{{1,2}}|(?:fy ?)?(?:20)?\d{{2}} ?[-/] ?(?:20)?\d{{2}})$",
    re.IGNORECASE,
)
"""A month, a quarter, a period or a financial year, and nothing else."""

FEWEST = 3
"""So many cells of a row that name a month, or another period, are headings of sums."""

PIVOTED = re.compile(r"(?:row|column) labels$|(?:sum|count) of \w", re.IGNORECASE)


def of_headings(texts: Sequence[str]) -> list[str]:
    """Those of a row of headings below which sums of periods stand; none where there are few.

    >>> of_headings(["Supplier", "Apr-24", "May-24", "Jun-24"]), of_headings(["Supplier", "Period", "Amount"])
    (['Apr-24', 'May-24', 'Jun-24'], [])
    """
    cells = [text.strip(EDGE_MARKS) for text in texts if text]
    months = [cell for cell in cells if A_MONTH.match(cell) and periods.months_of(cell)]
    others = [cell for cell in cells if A_PERIOD.match(cell)]
    found = months if len(months) >= FEWEST else others
    return found if len(found) >= FEWEST else []


def seen(table: TextTable) -> list[str]:
    """The headings of the first row that says that sums stand below it; none elsewhere. A row with an amount is none of
    headings."""
    for row in table.cells.head(heading_row.FIRST_ROWS).select(table.columns).iter_rows():
        cells = [cell.strip(EDGE_MARKS) for cell in row if cell]
        made = [cell for cell in cells if PIVOTED.match(cell)] if len(cells) > 1 else []
        found = made or of_headings(cells)
        if found and not amounts.pence(pl.Series(cells)).drop_nulls().len():
            return found
    return []


def are_of_months(sums: Sequence[str]) -> bool:
    """Whether each heading names a month and its year, which says enough by itself."""
    return all(A_MONTH.match(text) for text in sums)


def refusal(sums: Sequence[str], missing: Sequence[str], headings: tuple[str, ...]) -> ColumnMissing:
    """The refusal of a table of sums. missing: what no column holds, in words; headings: what a person may choose."""
    said = ", ".join(f'"{text[:40]}"' for text in sums[:3])
    why = f"no column could be told to hold {' or '.join(missing)}" if missing else "each month has a column"
    return ColumnMissing(
        f"This looks like a table of sums ({said}), not like a list of payments: {why}. Upload the list that it was "
        "made from: a row a payment, with its day.",
        headings,
    )
