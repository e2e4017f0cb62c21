"""What a date's text looks like: which of its parts is the year, and whether day and month stand in a known order."""

import polars as pl

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july",
    "august", "september", "october", "november", "december",
)  # fmt: skip
MONTH_NUMBERS = {
    **{name[:length]: number for number, name in enumerate(MONTHS, 1) for length in range(3, len(name) + 1)},
    "sept": 9,
}
"""Every way a month's name is shortened to three letters or more, with its number."""

A_WEEKDAY = r"(?:mon|tue|tues|wed|weds|thu|thur|thurs|fri|sat|sun)(?:day|sday|nesday|rsday|urday)?[ .,]+"
WEEKDAY = f"^{A_WEEKDAY}"
ENDING = (
    r"^(?:paid(?: on)?|w/e|w/ending|wk ending|week ending|m/e|month ending|w/c|w/b|wk commencing"
    r"|week (?:commencing|beginning))[ :]*"
)
"""What may stand before the first or last day of a week, or the last of a month, that a payment is listed under."""

IN_A_CALL = r"^/date\((-?[0-9]+)(?:[+-][0-9]{4})?\)/$"
"""How web services of Microsoft's write thousandths of seconds since 1970."""
IN_THOUSANDS = r"^([0-9]{2}),([0-9]{3})(?:\.0+)?$"
"""A spreadsheet's day number shown as an amount: 45,415."""

OTHER_HYPHENS = r"[\u2010\u2011\u2212]"
"""A hyphen that keeps a line together, and a minus sign; longer dashes stand between the ends of a range."""

TIME_OF_DAY = (
    r"(?:[t ]+\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?\s*(?:[ap]m)?)"
    r"(?:z|(?: ?(?:utc|gmt|bst))?(?:\s?[+-]\d{2}(?::?\d{2})?)?(?: \([a-z ]+ time\))?)$"
)
TIME_OF_DAY_SPACED = r"(?i)[t ]\d{1,2}[:.]\d{2}"
IN_GREENWICH = r"(?i)^[0-9]{4}-[0-9]{2}-[0-9]{2}[t ](23|00):00(?::00(?:\.0+)?)?(?:z|\+00(?::?00)?| ?utc)\s*$"
"""An hour of the clock of Greenwich that is midnight in London, in summer the first and in winter the second."""
TIME_ZONE = (
    r"(?i)\d{2}(?:\.\d+)?(?:z|\s?[+-]\d{2}(?::?\d{2})?| ?(?:utc|gmt|bst)(?:[+-]\d{4})?(?: \([a-z ]+ time\))?)\s*$"
)
S = r"[-/. \\]"

NO_YEAR = "day and month"
"""What a spreadsheet shows of 27/04/2023 unless it is told otherwise: 27-Apr."""

EPOCH = "epoch"
"""Seconds, or thousandths of seconds, since 1970 began in Greenwich, as maps and web services count."""

PATTERNS = {
    "iso": rf"^(?P<y>[0-9]{{4}}){S}(?P<b>[0-9]{{1,2}}){S}(?P<a>[0-9]{{1,2}})$",
    "numeric": rf"^(?P<a>[0-9]{{1,2}}) ?{S} ?(?P<b>[0-9]{{1,2}}) ?{S} ?(?P<y>[0-9]{{4}}|[0-9]{{2}})$",
    "named": rf"^(?P<a>[0-9]{{1,2}}){S}*(?P<m>[a-z]{{3,9}}){S}*(?P<y>[0-9]{{4}}|[0-9]{{2}})$",
    "name first": rf"^(?P<m>[a-z]{{3,9}}){S}*(?P<a>[0-9]{{1,2}}){S}+(?P<y>[0-9]{{4}})$",
    "year first named": rf"^(?P<y>[0-9]{{4}}){S}(?P<m>[a-z]{{3,9}}){S}(?P<a>[0-9]{{1,2}})$",
    "compact": r"^(?P<y>20[0-9]{2})(?P<b>[01][0-9])(?P<a>[0-3][0-9])(?:\.0|[0-2][0-9][0-5][0-9][0-5][0-9])?$",
    "compact day first": r"^(?P<a>[0-3][0-9])(?P<b>[01][0-9])(?P<y>20[0-9]{2})$",
    "serial": r"^(?P<n>[0-9]{5})(?:\.[0-9]+)?$",
    EPOCH: r"^(?P<n>1[0-9]{9}(?:[0-9]{3})?)(?:\.0+)?$",
    "month": rf"^(?P<m>[a-z]{{3,9}}){S}*'?(?P<y>[0-9]{{4}}|[0-9]{{2}})$",
    "month number": r"^(?P<y>20[0-9]{2})[-/](?P<b>[0-9]{1,2})$",
    "number month": r"^(?P<b>[0-9]{1,2})[-/](?P<y>20[0-9]{2})$",
    NO_YEAR: rf"^(?P<a>[0-9]{{1,2}}){S}*(?P<m>[a-z]{{3,9}})$",
}
"""Tried in this order; a is the day where that is certain, b the month, m its name, y the year, n a serial number.

Digits are 0 to 9; to polars \\d is a digit of any script, which it then cannot count with.
"""

A_MONTH = rf"(?:{'|'.join(sorted(MONTH_NUMBERS, key=len, reverse=True))})"
RANGE = (
    rf"^(\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}|{A_MONTH}[ '-]*\d{{2,4}}|{A_MONTH}) ?(?:to|-|–|until|/) ?"
    r"((?:\d{1,2}[./-]|[a-z]{3}).*\d{2,4})$"
)
"""Two days or months with a word or dash between; the second is what is read."""

ONE_DAY = ("iso", "name first")
"""Shapes that look like a range and are none: Apr-03-2024 is 3 April, not April to March 2024."""

PARTS = ("a", "b", "m", "y", "n")
MONTH_SHAPES = ("month", "month number", "number month")
DAY_ZERO = {"1900": (1899, 12, 30), "1904": (1904, 1, 1)}


def shapes(texts: pl.Series) -> pl.DataFrame:
    """A row for each text: `text`, `shape` ("" where none fits), `a`, `b`, `year`, `year_digits`, `serial`.

    `a` and `b` are the two small numbers in the order written, except where the shape itself tells that a is the
    day and b the month. Where the text is a range of dates or months, its last day or month is what is read, and
    `is_range` is true. `has_zone`: a time of day with a time zone stood behind the day. `hour`: which, where it is 23
    or 0 in Greenwich. Empty in gives empty out.
    """
    frame = pl.DataFrame({"text": texts}).with_columns(clean=_clean(pl.col("text")))
    frame = frame.with_columns(
        is_range=pl.col("clean").str.contains(RANGE)
        & ~pl.any_horizontal(pl.col("clean").str.contains(PATTERNS[one_day]) for one_day in ONE_DAY)
    )
    frame = frame.with_columns(
        clean=pl.when("is_range").then(pl.col("clean").str.replace(RANGE, "$2")).otherwise("clean")
    )
    parts = [_parts(name, pattern) for name, pattern in PATTERNS.items()]
    return (
        frame.with_columns(pl.coalesce(parts).alias("parts"))
        .unnest("parts")
        .with_columns(pl.col("shape").fill_null(""), month=pl.col("m").replace_strict(MONTH_NUMBERS, default=None))
        .select(
            "text",
            "shape",
            "is_range",
            pl.col("a").cast(pl.Int64()),
            b=pl.coalesce(pl.col("b").cast(pl.Int64()), pl.col("month").cast(pl.Int64())),
            year=_full_year(pl.col("y")),
            year_digits=pl.col("y").str.len_chars(),
            serial=pl.col("n").cast(pl.Int64()),
            has_zone=pl.col("text").str.contains(TIME_OF_DAY_SPACED) & pl.col("text").str.contains(TIME_ZONE),
            hour=pl.col("text").str.extract(IN_GREENWICH, 1).cast(pl.Int64()),
        )
    )


def are_months(texts: pl.Series) -> pl.Series:
    """Whether each text names a month and no day of it (Apr-23)."""
    return shapes(texts)["shape"].is_in(MONTH_SHAPES)


def _clean(text: pl.Expr) -> pl.Expr:
    return (
        text.fill_null("")
        .str.to_lowercase()
        .str.replace(IN_THOUSANDS, "$1$2")
        .str.replace(IN_A_CALL, "$1")
        .str.replace_all(OTHER_HYPHENS, "-")
        .str.replace_all(r"[\s\u00a0,]+", " ")
        .str.strip_chars()
        .str.strip_prefix("'")
        .str.replace(ENDING, "")
        .str.replace(WEEKDAY, "")
        .str.replace(TIME_OF_DAY, "")
        .str.replace_all(r"(\d)(?:st|nd|rd|th)\b", "$1")
        .str.replace_all(r" of ", " ")
    )


def _parts(name: str, pattern: str) -> pl.Expr:
    groups = pl.col("clean").str.extract_groups(pattern)
    named = {part: groups.struct.field(part) for part in PARTS if f"(?P<{part}>" in pattern}
    empty = pl.lit(None, dtype=pl.String())
    fields = [named.get(part, empty).alias(part) for part in PARTS]
    fits = pl.col("clean").str.contains(pattern)
    if "(?P<m>" in pattern:
        fits &= named["m"].is_in(list(MONTH_NUMBERS))
    return pl.when(fits).then(pl.struct(pl.lit(name).alias("shape"), *fields))


def _full_year(year: pl.Expr) -> pl.Expr:
    number = year.cast(pl.Int64())
    return pl.when(year.str.len_chars() == 2).then(number + 2000).otherwise(number)
