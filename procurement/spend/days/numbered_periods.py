"""Periods told by a year and a number alone: months of a year from April or from January, or 13 times four weeks.

Both stand in one column (202102, P02 2021, and 002/2021 or 2021/002 as SAP has them, whose 013 to 016 are closing
entries of the year), or the number in a column beside the year's.
"""

from datetime import date

import polars as pl

from procurement.spend.days.periods import FOUR_WEEK_PERIODS
from procurement.spend.findings import Choice, Question

YEAR_FIRST = r"^(20[0-9]{2})(?:[-/ ]?P?(0?[1-9]|1[0-3])|[./](0(?:0[1-9]|1[0-6])))$"
FINANCIAL_FIRST = (
    r"(?i)^(?:fy *)?(?:20)?([0-9]{2}) ?[-/] ?(?:20)?([0-9]{2})[ ._/-]*"
    r"(?:p|pd|per|period|m|mth|month)[ ._-]*(0?[1-9]|1[0-3])$"
)
"""2024/25 P02: the two years tell that the first period is April."""
FINANCIAL_LAST = (
    r"(?i)^(?:m|mth|month)[ ._-]*(0?[1-9]|1[0-3])[ ._/-]+(?:fy *)?(?:20)?([0-9]{2}) ?[-/] ?(?:20)?([0-9]{2})$"
)
"""M02 2024-25; a period that is called so is told in words."""
NUMBER_FIRST = r"(?i)^(?:(?:p|pd|per|period)[ ._-]*(0?[1-9]|1[0-3])[ ._/-]+|(0(?:0[1-9]|1[0-6]))[./])(20[0-9]{2})$"
A_NUMBER = r"(?i)^(?:(?:p|pd|per|period|m|mth|month)[ ._-]*)?(0?[1-9]|1[0-3])(?:\.0)?$"
ONE_YEAR = r"^(20[0-9]{2})(?:\.0)?$"
TWO_YEARS = r"(?i)^(?:fy *)?(?:20)?([0-9]{2}) ?[-/]? ?(?:20)?([0-9]{2})$"
FINANCIAL, CALENDAR, FOUR_WEEKS = "financial", "calendar", "four weeks"
NEARLY_ALL = 0.9
A_QUARTER = 92
LEAST_OF_THE_LAST = 0.02
"""Of 13 periods one holds about a thirteenth of the lines; the closing entries of a year of 12 months hold fewer."""

NUMBERED = pl.Schema({"year": pl.Int32(), "number": pl.Int32(), "is_of_two_years": pl.Boolean()})
"""A row a text: the year and the period of it, null where none is told; the first of two years as in 2021/22."""


def is_told(texts: pl.Series) -> pl.Series:
    """Whether each text tells a year and a period by their numbers alone."""
    patterns = (YEAR_FIRST, NUMBER_FIRST, FINANCIAL_FIRST, FINANCIAL_LAST)
    return pl.DataFrame([texts.alias("text")]).select(
        pl.any_horizontal(pl.col("text").str.contains(pattern) for pattern in patterns)
    )["text"]


def is_number(texts: pl.Series) -> pl.Series:
    """Whether each text is the number of a period by itself, such as 2, P02 and Period 2."""
    return texts.str.contains(A_NUMBER)


def of_texts(texts: pl.Series) -> pl.DataFrame:
    """NUMBERED of texts such as M02 2021/22, 202102, 2021/P02, 2021/22 P02, P02 2021 and 002/2021."""
    texts = texts.str.replace(FINANCIAL_LAST, "$2/$3 M$1")
    first, last, two = (
        texts.str.extract_groups(pattern).struct for pattern in (YEAR_FIRST, NUMBER_FIRST, FINANCIAL_FIRST)
    )
    number = {"a": first.field("2"), "b": first.field("3"), "c": last.field("1"), "d": last.field("2")}
    years = {"one": pl.coalesce("first", "last").cast(pl.Int32()), "began": pl.col("began").cast(pl.Int32()) + 2000}
    found = pl.DataFrame(
        {"first": first.field("1"), "last": last.field("3"), **number}
        | {"began": two.field("1"), "next": two.field("2"), "e": two.field("3")}
    ).with_columns(**years)
    is_of_two = (pl.col("began") + 1) % 100 == pl.col("next").cast(pl.Int32())
    found = found.with_columns(began=pl.when(is_of_two).then("began"))
    return found.select(
        year=pl.coalesce("one", "began"),
        number=pl.coalesce([*number, "e"]),
        is_of_two_years=pl.col("one").is_null() & pl.col("began").is_not_null(),
    ).cast(NUMBERED)


def beside_years(numbers: pl.Series, years: pl.Series) -> pl.DataFrame | None:
    """NUMBERED of the number in each row and the year beside it; None where nearly all rows of either do not tell one.

    A year is 2021 or, of a financial year, 2021/22, 21-22 or 202122.
    """
    two = years.str.extract_groups(TWO_YEARS).struct
    found = pl.DataFrame(
        {
            "number": numbers.str.extract(A_NUMBER, 1).cast(pl.Int32()),
            "one": years.str.extract(ONE_YEAR, 1).cast(pl.Int32()),
            "first": two.field("1").cast(pl.Int32()),
            "next": two.field("2").cast(pl.Int32()),
        }
    ).with_columns(first=pl.when((pl.col("first") + 1) % 100 == pl.col("next")).then(pl.col("first") + 2000))
    told = found.select(
        "number",
        year=pl.coalesce("one", "first"),
        is_of_two_years=pl.col("one").is_null() & pl.col("first").is_not_null(),
    )
    filled = int(((numbers.fill_null("") != "") & (years.fill_null("") != "")).sum())
    if not filled or told.drop_nulls().height < NEARLY_ALL * filled:
        return None
    return told.select(NUMBERED.names()).cast(NUMBERED)


def is_certain(told: pl.DataFrame, heading: str) -> bool:
    """Whether a person need not be asked: periods, no months, of financial years, which begin in April.

    told: NUMBERED. A thirteenth that holds its share of the rows leaves two readings.
    """
    of_two = told.filter(pl.col("year").is_not_null())["is_of_two_years"]
    return bool(of_two.len()) and bool(of_two.all()) and not _says_month(heading) and not _has_a_thirteenth(told)


def fitting(told: pl.DataFrame, stated: tuple[date, date] | None) -> str:
    """The one of the two readings as months that puts every period (NUMBERED) within the period that the file states.

    "" where none does, or both do, or the numbers may be four weeks.
    """
    if stated is None or _has_a_thirteenth(told):
        return ""
    days = {reading: last_days(told, reading).drop_nulls() for reading in (FINANCIAL, CALENDAR)}
    found = [reading for reading, of in days.items() if of.len() and of.is_between(*stated).all()]
    return found[0] if len(found) == 1 else ""


def is_short(stated: tuple[date, date] | None) -> bool:
    """Whether a file states no more than a quarter, so that the reading that fits needs no asking."""
    return stated is not None and (stated[1] - stated[0]).days < A_QUARTER


def question(told: pl.DataFrame, label: str, year_label: str = "", fits: str = "") -> Question:
    """Which days such numbers stand for: a person says.

    told: NUMBERED. label: the heading of the numbers; year_label: that of the years, "" where one column has both.
    fits: the reading that agrees with what the file states, "" where none is known to.
    """
    of_two = bool(told["is_of_two_years"].any())
    february = "February 2022" if of_two else "February 2021"
    example, headings = "202102 in it", f'"{label}"'
    if year_label:
        example, headings = f"number 2 of {'2021/22' if of_two else '2021'}", f'"{year_label}" and "{label}"'
    proposed = fits or (CALENDAR if _says_month(label) else FINANCIAL)
    if _has_a_thirteenth(told):
        proposed = FOUR_WEEKS
    effect = "quarters and years follow from it"
    return Question(
        "PERIOD_CALENDAR",
        f"Dates are told by {headings} alone: is {example} May 2021 or {february}?",
        (
            Choice(FINANCIAL, "May 2021: period 2 of the year that begins in April", effect),
            Choice(CALENDAR, february, effect),
            Choice(FOUR_WEEKS, "29 April to 26 May 2021: the second of 13 times four weeks from 1 April", effect),
        ),
        proposed,
    )


def last_days(told: pl.DataFrame, chosen: str) -> pl.Series:
    """The last day of each period (NUMBERED), as `chosen` counts them; null where none is told.

    What is numbered 13 in a year of months are its closing entries, and stands with the last of them.
    """
    april, month = pl.date("year", 4, 1), pl.col("number").clip(upper_bound=12)
    is_in_the_second = pl.col("is_of_two_years") & (month < 4)
    by = {
        FINANCIAL: april.dt.offset_by(pl.format("{}mo", month - 1)).dt.month_end(),
        CALENDAR: pl.date(pl.col("year") + is_in_the_second.cast(pl.Int32()), month, 1).dt.month_end(),
        FOUR_WEEKS: pl.when(pl.col("number") == FOUR_WEEK_PERIODS)
        .then(pl.date(pl.col("year") + 1, 3, 31))
        .otherwise(april.dt.offset_by(pl.format("{}w", 4 * pl.col("number"))).dt.offset_by("-1d")),
    }
    return told.select(by[chosen]).to_series()


def _says_month(heading: str) -> bool:
    return "month" in heading.casefold()


def _has_a_thirteenth(told: pl.DataFrame) -> bool:
    last = int((told["number"] == FOUR_WEEK_PERIODS).sum())
    return last > 0 and last >= LEAST_OF_THE_LAST * told.height
