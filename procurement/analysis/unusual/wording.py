"""Evidence in words, as expressions over columns: money, days, counts."""

import polars as pl


def pounds(column: str) -> pl.Expr:
    """Pence as pounds to the penny: £1,234.50."""
    size = pl.col(column).abs()
    sign = pl.when(pl.col(column) < 0).then(pl.lit("-")).otherwise(pl.lit(""))
    whole = (size // 100).cast(pl.String).str.reverse().str.replace_all(r"(\d{3})", "$1,").str.strip_chars_end(",")
    return pl.concat_str(sign, pl.lit("£"), whole.str.reverse(), pl.lit("."), (size % 100).cast(pl.String).str.zfill(2))


def day(column: str) -> pl.Expr:
    """A day: 3 April 2024."""
    return pl.col(column).dt.strftime("%-d %B %Y")


def counted(number: pl.Expr, one: str) -> pl.Expr:
    """A number with its noun: 1 day, 2 days."""
    return pl.concat_str(number, pl.lit(f" {one}"), pl.when(number == 1).then(pl.lit("")).otherwise(pl.lit("s")))


def where(test: pl.Expr, sentence: str) -> pl.Expr:
    """A sentence with a space before it where the test holds, else nothing."""
    return pl.when(test).then(pl.lit(f" {sentence}")).otherwise(pl.lit(""))
