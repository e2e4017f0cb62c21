"""Lines by themselves that name the day or the month of those below, in a list without dates: "May 2024"."""

from datetime import date

import polars as pl

from procurement.spend.days import dates, periods
from procurement.spend.days.date_shapes import A_MONTH

A_MONTHS_TITLE = (
    rf"(?i)^(?:(?:payments?|spend(?:ing)?|expenditure|invoices|transactions)(?: made| paid)?(?: in| for| during)? )?"
    rf"{A_MONTH}[ ,'-]*(?:20)?[0-9]{{2}}[ :]*(?:\(?cont(?:inue)?d\.?\)?)?$"
)
A_DAYS_TITLE = (
    r"(?i)^(?:(?:payment|bacs|cheque) run|payments?(?: made)?|paid|date(?: paid)?|week ending|w/e)"
    r"(?: (?:on|of|dated|for))?[ :-]*([0-9]{1,2}[-/. ][0-9a-z]{1,9}[-/. ][0-9]{4})$"
)
"""What a line says that parts a list by months, or by the days that payments were made on."""


def of_titles(rows: pl.DataFrame, columns: list[str], today: date) -> dict[int, date]:
    """Line to the day that it names, or the last day of the month; none where it is not certain which days these are.

    rows: TEXT_ROWS below the headings. columns: its cells. Empty in gives none.
    """
    texts = pl.concat_str([pl.col(column).fill_null("") for column in columns])
    filled = pl.sum_horizontal((pl.col(column).fill_null("") != "").cast(pl.Int64()) for column in columns)
    titles = rows.filter(filled == 1).select("line", text=texts)
    months = titles.filter(pl.col("text").str.contains(A_MONTHS_TITLE))
    spans = {line: span for line, text in months.iter_rows() if (span := periods.stated(text))}
    return {line: span[1] for line, span in spans.items()} or _days(titles, today)


def _days(titles: pl.DataFrame, today: date) -> dict[int, date]:
    named = titles.select("line", text=pl.col("text").str.extract(A_DAYS_TITLE, 1)).drop_nulls()
    read = dates.read(named["text"], today)
    if read.questions or (read.days["rule"] != "").any():
        return {}
    told = named.join(read.days, on="text", how="left", validate="m:1", maintain_order="left")
    return dict(told.select("line", "day").rows())
