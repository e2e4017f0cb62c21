"""The day of every row: from its date, else from another date or a period beside it, else from what the file states."""

from dataclasses import dataclass
from datetime import date

import polars as pl

from procurement.in_words import counted
from procurement.spend.days import (
    dates,
    numbered_periods,
    order_runs,
    periods,
    six_figures,
    stated_periods,
    titled_days,
)
from procurement.spend.days.dates import DatesRead
from procurement.spend.findings import Fix, Question, Refused
from procurement.spend.named_table import NamedTable

STATED = "what the file states"
FIRST_MONTHS = {numbered_periods.FINANCIAL: "April", numbered_periods.CALENDAR: "January"}
NO_DAYS = ("DATE_MISSING", "DATE_NOT_SHOWN")
"""The rules of cells that hold no day at all, neither a right one nor a wrong one."""


@dataclass(frozen=True)
class RowDays:
    """frame: `line`, `day` (null where none), `day_rule`, `day_source` ("" where it is the row's own).

    Another day came from the column that `day_source` names, or from what the file states as its period (STATED).
    """

    frame: pl.DataFrame
    fixes: tuple[Fix, ...]
    questions: tuple[Question, ...]


def read(
    rows: pl.DataFrame, named: NamedTable, today: date, answers: dict[str, str], period: tuple[date, date] | None
) -> RowDays:
    """The day of each of `rows`: stripped cells by line, those below the headings and what may be payments above.

    A row without a date takes the other date or the period that stands beside it. A file without dates, or with a
    column of dates that holds none, takes the last day of the month in its period column, in the lines above its
    headings, or in its name, in this order.
    """
    stated = period or named.stated_period()
    if "paid_on" not in named.columns:
        return _from_period(rows, named, today, answers, stated)
    column = named.columns["paid_on"][0]
    six = six_figures.as_days(rows[column], today, stated)
    rows = rows.with_columns(six.texts.alias(column))
    main = _column(rows, named, "paid_on", today, stated, answers)
    if stated is not None and main.days["rule"].is_in(NO_DAYS).all() and rows.height:
        return _from_period(rows, named, today, answers, stated)
    frame = main.days.select(text="text", day="day", day_rule="rule")
    days = order_runs.hold_uncertain(_looked_up(rows, column, frame), rows[column].fill_null(""))
    days = days.with_columns(day_source=pl.lit(""))
    for ours in ("fallback_date", "period"):
        if ours in named.columns and days["day_rule"].is_in(NO_DAYS).any():
            days = _filled_from(days, rows, named, ours, today, stated, answers)
    return RowDays(days, (*six.fixes, *main.fixes, *_fallback_fix(days)), main.questions)


def _column(
    rows: pl.DataFrame,
    named: NamedTable,
    ours: str,
    today: date,
    stated: tuple[date, date] | None,
    answers: dict[str, str],
) -> DatesRead:
    (column,) = named.columns[ours][:1]
    zero = named.table.serial_day_zero or "1900"
    return dates.read(rows[column], today, stated, zero, answers, named.labels[column])


def _looked_up(rows: pl.DataFrame, column: str, days: pl.DataFrame) -> pl.DataFrame:
    texts = rows.select("line", text=pl.col(column).fill_null(""))
    return texts.join(days, on="text", how="left", validate="m:1", maintain_order="left").drop("text")


def _filled_from(
    days: pl.DataFrame,
    rows: pl.DataFrame,
    named: NamedTable,
    ours: str,
    today: date,
    stated: tuple[date, date] | None,
    answers: dict[str, str],
) -> pl.DataFrame:
    other = _column(rows, named, ours, today, stated, answers).days.select(text="text", other="day")
    beside = _looked_up(rows, named.columns[ours][0], other)
    use = pl.col("day_rule").is_in(NO_DAYS) & pl.col("other").is_not_null()
    return (
        days.join(beside, on="line", how="left", validate="1:1", maintain_order="left")
        .with_columns(
            day=pl.when(use).then("other").otherwise("day"),
            day_source=pl.when(use).then(pl.lit(named.labels[named.columns[ours][0]])).otherwise("day_source"),
            day_rule=pl.when(use).then(pl.lit("")).otherwise("day_rule"),
        )
        .drop("other")
    )


def _fallback_fix(days: pl.DataFrame) -> tuple[Fix, ...]:
    found = days.filter(pl.col("day_source") != "").group_by("day_source").len().sort("day_source").rows()
    return tuple(
        Fix(
            "DATE_FROM_ANOTHER_COLUMN",
            f'{counted(lines, "line")} without a date of payment: the one in "{source}" is taken.',
            lines,
        )
        for source, lines in found
    )


def _from_period(
    rows: pl.DataFrame, named: NamedTable, today: date, answers: dict[str, str], stated: tuple[date, date] | None
) -> RowDays:
    if "period" in named.columns:
        read_as_dates = _column(rows, named, "period", today, stated, answers)
        if (read_as_dates.days["rule"] == "").any():
            frame = read_as_dates.days.select(text="text", day="day", day_rule="rule")
            days = _looked_up(rows, named.columns["period"][0], frame).with_columns(day_source=pl.lit(""))
            return RowDays(days, read_as_dates.fixes, read_as_dates.questions)
        numbered = _from_numbered_periods(rows, named, answers, stated)
        if numbered is not None:
            return numbered
        in_words = _from_periods_in_words(rows, named, stated)
        if in_words is not None:
            return in_words
    if stated is None:
        raise Refused(
            "No column holds the date of payment, and neither the titles nor the file's name state a month. "
            "Add the date and upload it again."
        )
    if named.table.parts and (of_sheets := _from_sheets(rows, named)) is not None:
        return of_sheets
    day = stated[1]
    if (under_titles := _from_titles(rows, named, today, day)) is not None:
        return under_titles
    frame = rows.select("line", day=pl.lit(day), day_rule=pl.lit(""), day_source=pl.lit(STATED))
    source = "file's name states"
    if periods.nearest(named.notes):
        source = "lines above the headings state"
    elif not periods.stated(named.file_name):
        source = f'sheet "{named.table.sheet}" states'
    sentence = f"{_no_dates(named)}; the {source} the period, whose last day, {day.isoformat()}, stands for each."
    return RowDays(frame, (Fix("DATE_FROM_PERIOD", sentence, rows.height),), ())


def _from_titles(rows: pl.DataFrame, named: NamedTable, today: date, first: date) -> RowDays | None:
    """The day, or the last day of the month, that the title above each row names; `first` stands for the rows above
    them all. None where there are no such titles."""
    ends = titled_days.of_titles(rows, named.table.columns, today)
    if not ends:
        return None
    day = pl.col("line").replace_strict(ends, default=None, return_dtype=pl.Date()).forward_fill().fill_null(first)
    frame = rows.select("line", day=day, day_rule=pl.lit(""), day_source=pl.lit(STATED))
    said = ", ".join(f"{end.isoformat()} from row {line:,} on" for line, end in list(ends.items())[:3])
    sentence = f"{_no_dates(named)}; lines by themselves name days or months, which stand for the rows below: {said}."
    return RowDays(frame, (Fix("DATE_FROM_PERIOD", sentence, rows.height),), ())


def _no_dates(named: NamedTable) -> str:
    headed = named.columns.get("paid_on")
    return f'The file has no dates under "{named.labels[headed[0]]}"' if headed else "The file has no dates"


def _from_sheets(rows: pl.DataFrame, named: NamedTable) -> RowDays | None:
    """The last day of the period that each sheet states, by its titles or its name; None where one states none."""
    spans = stated_periods.of_sheets(named.table, named.file_name, named.notes)
    if not all(spans.values()):
        return None
    day = pl.coalesce(pl.when(part.holds()).then(pl.lit(span[1])) for part, span in spans.items() if span)
    frame = rows.select("line", day=day, day_rule=pl.lit(""), day_source=pl.lit(STATED))
    said = ", ".join(f'"{part.name}" {span[1].isoformat()}' for part, span in spans.items() if span)
    sentence = f"{_no_dates(named)}; the last day of the period that each sheet states stands for its rows: {said}."
    return RowDays(frame, (Fix("DATE_FROM_PERIOD", sentence, rows.height),), ())


def _from_periods_in_words(rows: pl.DataFrame, named: NamedTable, stated: tuple[date, date] | None) -> RowDays | None:
    """ "Q1 2024/25", "April" beside a year column that says 2024/25, or "April" alone where one April lies in the
    period or the financial year that the file states; None where no text states a period."""
    columns = [named.columns[ours][0] for ours in ("period", "year") if ours in named.columns]
    texts = rows.select(
        "line", text=pl.concat_str(*[pl.col(column).fill_null("") for column in columns], separator=" ")
    )
    distinct = texts["text"].unique().sort().to_list()
    titles = (named.file_name, *named.notes)
    found = [
        periods.stated(text) or stated_periods.month_within(text, stated) or periods.of_month(text, titles)
        for text in distinct
    ]
    ends = [period[1] if period else None for period in found]
    if not any(ends):
        return None
    known = pl.DataFrame({"text": distinct, "day": ends}, schema={"text": pl.String(), "day": pl.Date()})
    rule = pl.when(pl.col("day").is_null()).then(pl.lit("DATE_NOT_A_DAY")).otherwise(pl.lit(""))
    days = texts.join(known, on="text", how="left", validate="m:1", maintain_order="left").select(
        "line", "day", day_rule=rule, day_source=pl.lit("")
    )
    return RowDays(
        days, (Fix("DATE_FROM_PERIOD", "The last day of each period stands for its payments.", rows.height),), ()
    )


def _from_numbered_periods(
    rows: pl.DataFrame, named: NamedTable, answers: dict[str, str], stated: tuple[date, date] | None
) -> RowDays | None:
    """202102, or period 2 beside a year column that says 2021 or 2021/22; None where no numbers tell periods."""
    column = named.columns["period"][0]
    texts, label, year_label = rows[column].fill_null(""), named.labels[column], ""
    told = numbered_periods.of_texts(texts) if numbered_periods.is_told(texts).any() else None
    if told is None and "year" in named.columns:
        beside = named.columns["year"][0]
        told, year_label = numbered_periods.beside_years(texts, rows[beside].fill_null("")), named.labels[beside]
    if told is None:
        return None
    chosen, questions, sentence = numbered_periods.FINANCIAL, (), "The last day of each period stands for its payments"
    if numbered_periods.is_certain(told, label):
        sentence += f'; period 1 is April, since "{year_label}" says financial years'
    else:
        fits = numbered_periods.fitting(told, stated)
        question = numbered_periods.question(told, label, year_label, fits).answered_from(answers)
        chosen = question.chosen
        if fits and numbered_periods.is_short(stated) and not question.answer:
            sentence += f"; period 1 is {FIRST_MONTHS[fits]}, which agrees with the period that the file states"
        else:
            questions = (question,)
    untold = pl.when(texts == "").then(pl.lit("DATE_MISSING")).otherwise(pl.lit("DATE_NOT_A_DAY"))
    days = rows.select("line", day=numbered_periods.last_days(told, chosen)).with_columns(
        day_rule=pl.when(pl.col("day").is_null()).then(untold).otherwise(pl.lit("")), day_source=pl.lit("")
    )
    return RowDays(days, (Fix("DATE_FROM_PERIOD", f"{sentence}.", rows.height),), questions)
