"""What a person is asked about a column of dates: which of day and month comes first, and where a short year stands."""

import polars as pl

from procurement.in_words import counted
from procurement.spend.days.date_order import Order
from procurement.spend.findings import Choice, Question

SHORT_YEARS, HOLD, LAST = "TWO_DIGIT_YEARS", "hold back", "year last"
DAY_FIRST, MONTH_FIRST = "day-first", "month-first"


def of_order(order: Order, answers: dict[str, str]) -> tuple[Question, ...]:
    """Whether day or month stands first, where the file's own dates leave that in doubt; else nothing."""
    if not order.is_contested:
        return ()
    question = Question(
        "MONTH_FIRST",
        f"Is 03/04/2025 in this file 3 April or 4 March? It is not certain: {order.reason}.",
        (
            Choice(
                DAY_FIRST, "3 April (day first)", "dates that must be month first, or may be near them, are held back"
            ),
            Choice(
                MONTH_FIRST, "4 March (month first)", "dates that must be day first, or may be near them, are held back"
            ),
        ),
        MONTH_FIRST if order.month_first else DAY_FIRST,
    )
    return (question.answered_from(answers),)


def of_short_years(shapes: pl.DataFrame, order: Order, answers: dict[str, str]) -> tuple[Question, ...]:
    """Asked where every date has a two-digit year that nothing settles; among others, such rows are held back."""
    dated = shapes.filter(pl.col("shape") != "")
    short = dated.filter((pl.col("shape") == "numeric") & (pl.col("year_digits") == 2))
    if order.two_digit_years_settled or short.is_empty() or short.height < dated.height:
        return ()
    rows = counted(int(short["rows"].sum()), "row")
    question = Question(
        SHORT_YEARS,
        f'Every date has a year of two digits, as in "{short["text"][0]}". Is the year its last part?',
        (
            Choice(HOLD, "Hold these rows back", f"{rows} without a certain day in no figure"),
            Choice(LAST, "Yes, the year stands last", f"{rows} read so"),
        ),
        HOLD,
    )
    return (question.answered_from(answers),)
