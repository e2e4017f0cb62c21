"""A column of texts becomes days, with what was repaired on the way and the rule where no day could be told."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

import polars as pl

from procurement.in_words import counted
from procurement.spend.days import date_lists, date_order, date_questions, date_shapes, london_days
from procurement.spend.days.date_order import Order
from procurement.spend.days.date_questions import LAST, MONTH_FIRST, SHORT_YEARS
from procurement.spend.days.date_shapes import NO_YEAR
from procurement.spend.findings import Fix, Question
from procurement.spend.texts.plain_cells import SPREADSHEET_ERROR, TOO_NARROW

END_OF_TIME = date(9999, 1, 1)
"""In place of today, where it is no matter whether a day has come yet."""

EARLIEST = date(2000, 1, 1)
"""No council published payments before; an earlier day is a slip of the keyboard."""

RULES = {
    "DATE_MISSING": "there is no date",
    "DATE_NOT_A_DAY": "this is not a day of the calendar",
    "DATE_NOT_SHOWN": "the spreadsheet's column was too narrow to show the date",
    "DATE_ORDER_CLASH": "day and month stand the other way round than in the rest of the file",
    "DATE_ORDER_UNCERTAIN": "day and month may stand the other way round, as they do in a row near it",
    "DATE_TWO_DIGIT_YEAR": "the year has two digits and nothing else in the file settles which part it is",
    "DATE_WITHOUT_YEAR": "there is no year, and no period that the file states settles it",
    "DATE_IN_FUTURE": "the day has not come yet",
    "DATE_OUT_OF_RANGE": "the day is before any council published payments",
}

REPAIRS = {
    "DATE_SERIAL_NUMBER": "was a spreadsheet's day number and is read as that day",
    "DATE_EPOCH": "counts from 1970, and is read as the day that it was in London",
    "DATE_TWO_DIGIT_YEAR": "has a two-digit year, which the rest of the file settles",
    "DATE_YEAR_OF_PERIOD": "has no year, and is read as the day in the period that the file states",
    "DATE_MONTH_ONLY": "names a month; its last day stands for it",
    "DATE_RANGE": "names a range; its last day stands for it",
    "DATE_LIST": "lists several dates; the last of them stands for the payment",
    "DATE_TIME_ZONE": "has a time of day in a time zone; both are set aside and the day is taken as written",
    "DATE_LONDON_MIDNIGHT": "is a summer midnight in London by Greenwich time, and is read as the day that began",
    "DATE_TURNED_BACK": "had day and month exchanged by a spreadsheet, and is turned back",
}


@dataclass(frozen=True)
class DatesRead:
    """days: a row for each distinct text: `text`, `day` (null if unread), `rule` ("" or a key of RULES), `repair`."""

    days: pl.DataFrame
    order: Order
    fixes: tuple[Fix, ...]
    questions: tuple[Question, ...]


def read(
    texts: pl.Series,
    today: date,
    period: tuple[date, date] | None = None,
    day_zero: str = "1900",
    answers: dict[str, str] | None = None,
    heading: str = "",
) -> DatesRead:
    """Every distinct text of a column of dates as a day. An empty column gives no rows, no fixes, no questions.

    period: what the file says it covers; it settles two-digit years and speaks on day and month order.
    day_zero: "1900" or "1904", the calendar of bare serial numbers. heading: of the column, which may say
    "(MM/DD/YYYY)".
    """
    counted = texts.fill_null("").alias("text").to_frame().group_by("text", maintain_order=True).agg(rows=pl.len())
    listed = date_lists.parts(counted)
    single = date_lists.with_parts(counted, listed) if listed.height else counted
    shapes = _with_year_of(period, date_shapes.shapes(single["text"]).with_columns(single["rows"]))
    order = date_order.settle(shapes, period, date_order.stated(heading))
    contested = date_questions.of_order(order, answers or {})
    if contested:
        chosen = contested[0].chosen == MONTH_FIRST
        order = replace(order, month_first=chosen, is_contested=True)
    short = date_questions.of_short_years(shapes, order, answers or {})
    if any(question.answer == LAST for question in short) or (answers or {}).get(SHORT_YEARS) == LAST:
        order = replace(order, two_digit_years_settled=True)
    questions = (*contested, *short)
    days = _days(shapes, order, day_zero, today).select("text", "rows", "shape", "day", "rule", "repair")
    days = date_lists.settled(days, counted, listed) if listed.height else days
    return DatesRead(days.select("text", "day", "rule", "repair"), order, _fixes(days, order), questions)


def _with_year_of(period: tuple[date, date] | None, shapes: pl.DataFrame) -> pl.DataFrame:
    """`shapes` with a year for each day without one that lies in the stated period in one year only."""
    if period is None or not (shapes["shape"] == NO_YEAR).any():
        return shapes
    first, last = (10_000 * day.year + 100 * day.month + day.day for day in period)
    years = range(period[0].year, period[1].year + 1)
    in_period = {year: (10_000 * year + 100 * pl.col("b") + pl.col("a")).is_between(first, last) for year in years}
    found = pl.coalesce(pl.when(is_in).then(pl.lit(year, pl.Int64())) for year, is_in in in_period.items())
    is_certain = pl.sum_horizontal(is_in.cast(pl.Int64()) for is_in in in_period.values()) == 1
    return shapes.with_columns(year=pl.when((pl.col("shape") == NO_YEAR) & is_certain).then(found).otherwise("year"))


def _days(shapes: pl.DataFrame, order: Order, day_zero: str, today: date) -> pl.DataFrame:
    shape = pl.col("shape")
    numeric = shape == "numeric"
    swapped = (
        (numeric & order.month_first)
        | ((shape == "iso") & (pl.col("a") <= 12) & order.swaps_typed)
        | (numeric & _is_small() & order.swaps_small)
    )
    day_number = pl.when(swapped).then(pl.col("b")).otherwise(pl.col("a"))
    month_number = pl.when(swapped).then(pl.col("a")).otherwise(pl.col("b"))
    day_number = pl.when(shape.is_in(date_shapes.MONTH_SHAPES)).then(1).otherwise(day_number)
    parts = shapes.with_columns(month_number=month_number, day_number=day_number)
    written = pl.format(
        "{}-{}-{}",
        pl.col("year"),
        pl.col("month_number").cast(pl.String()).str.zfill(2),
        pl.col("day_number").cast(pl.String()).str.zfill(2),
    )
    zero = date(*date_shapes.DAY_ZERO[day_zero or "1900"])
    serial = pl.lit(zero) + pl.duration(days=pl.when(shape == "serial").then("serial"))
    is_month = shape.is_in(date_shapes.MONTH_SHAPES)
    # A day that the calendar lacks (31/02) becomes null here, and is named DATE_NOT_A_DAY below.
    calendar_day = written.str.to_date("%Y-%m-%d", strict=False)
    parts = london_days.with_midnights(parts.with_columns(calendar_day=calendar_day))
    return (
        parts.with_columns(
            day=pl.when(shape == "serial")
            .then(serial)
            .when(shape == date_shapes.EPOCH)
            .then(london_days.of_seconds("serial"))
            .otherwise("calendar_day")
        )
        .with_columns(day=pl.when(is_month).then(pl.col("day").dt.month_end()).otherwise(pl.col("day")))
        .with_columns(rule=_rule(order, today, _are_mostly_epochs(shapes)))
        .with_columns(repair=_repair(order))
        .with_columns(day=pl.when(pl.col("rule") == "").then(pl.col("day")))
    )


def _is_small() -> pl.Expr:
    """Whether either number of a date may be a month."""
    return (pl.col("a") <= 12) & (pl.col("b") <= 12)


def _are_mostly_epochs(shapes: pl.DataFrame) -> bool:
    """Whether most texts count from 1970; a long number among dates of another kind, or among none, is a slip."""
    told = shapes.filter(pl.col("text").str.strip_chars() != "")
    return 2 * int(told.filter(pl.col("shape") == date_shapes.EPOCH)["rows"].sum()) > int(told["rows"].sum())


def _rule(order: Order, today: date, are_epochs: bool) -> pl.Expr:
    text, day, shape = pl.col("text").str.strip_chars(), pl.col("day"), pl.col("shape")
    other_way = pl.col("b").is_between(1, 12) if order.month_first else pl.col("a").is_between(1, 12)
    clash = (shape == "numeric") & day.is_null() & other_way & (pl.max_horizontal("a", "b") <= 31)
    short_year = (shape == "numeric") & (pl.col("year_digits") == 2)
    latest = date(today.year, today.month, 28) + timedelta(days=3)
    is_month = shape.is_in(date_shapes.MONTH_SHAPES)
    return (
        pl.when((text == "") | text.str.to_lowercase().is_in(["n/a", "na", "-", "nil", "none"]))
        .then(pl.lit("DATE_MISSING"))
        .when(text.str.contains(TOO_NARROW))
        .then(pl.lit("DATE_NOT_SHOWN"))
        .when(text.str.contains(SPREADSHEET_ERROR) | (shape == "") | ((shape == date_shapes.EPOCH) & (not are_epochs)))
        .then(pl.lit("DATE_NOT_A_DAY"))
        .when((shape == NO_YEAR) & pl.col("year").is_null())
        .then(pl.lit("DATE_WITHOUT_YEAR"))
        .when(clash)
        .then(pl.lit("DATE_ORDER_CLASH"))
        .when(day.is_null())
        .then(pl.lit("DATE_NOT_A_DAY"))
        .when(short_year & (not order.two_digit_years_settled))
        .then(pl.lit("DATE_TWO_DIGIT_YEAR"))
        .when(day < EARLIEST)
        .then(pl.lit("DATE_OUT_OF_RANGE"))
        .when((day > today) & ~(is_month & (day <= latest)))
        .then(pl.lit("DATE_IN_FUTURE"))
        .otherwise(pl.lit(""))
    )


def _repair(order: Order) -> pl.Expr:
    shape = pl.col("shape")
    return (
        pl.when(pl.col("rule") != "")
        .then(pl.lit(""))
        .when(pl.col("is_range"))
        .then(pl.lit("DATE_RANGE"))
        .when(shape.is_in(date_shapes.MONTH_SHAPES))
        .then(pl.lit("DATE_MONTH_ONLY"))
        .when(shape == "serial")
        .then(pl.lit("DATE_SERIAL_NUMBER"))
        .when(shape == date_shapes.EPOCH)
        .then(pl.lit("DATE_EPOCH"))
        .when(((shape == "iso") & order.swaps_typed) | ((shape == "numeric") & _is_small() & order.swaps_small))
        .then(pl.lit("DATE_TURNED_BACK"))
        .when((shape == "numeric") & (pl.col("year_digits") == 2))
        .then(pl.lit("DATE_TWO_DIGIT_YEAR"))
        .when(shape == NO_YEAR)
        .then(pl.lit("DATE_YEAR_OF_PERIOD"))
        .when("is_london")
        .then(pl.lit("DATE_LONDON_MIDNIGHT"))
        .when("has_zone")
        .then(pl.lit("DATE_TIME_ZONE"))
        .otherwise(pl.lit(""))
    )


def _fixes(days: pl.DataFrame, order: Order) -> tuple[Fix, ...]:
    found = days.filter(pl.col("repair") != "").group_by("repair").agg(pl.col("rows").sum(), pl.col("text").first())
    repaired = [
        Fix(rule, f'The date "{text}" {REPAIRS[rule]} ({counted(lines, "line")} of this kind).', lines)
        for rule, lines, text in found.select("repair", "rows", "text").sort("repair").iter_rows()
    ]
    if order.month_first and not order.is_contested:
        lines = int(days.filter((pl.col("shape") == "numeric") & (pl.col("rule") == ""))["rows"].sum())
        repaired.append(Fix("DATE_MONTH_FIRST", f"Dates are read month first: {order.reason}.", lines))
    return tuple(repaired)
