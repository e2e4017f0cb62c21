"""Cells that list several dates, as where one line stands for several payments: each is read, and the last counts."""

import polars as pl

SEPARATOR = r"\s*(?:[|;&\n]|,\s|\band\b)\s*"
A_DAY = r"(?:\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}|\d{1,2}[-/. ]?[a-z]{3,9}[-/. ]?\d{2,4})"
A_LIST = rf"(?i)^\s*{A_DAY}(?:{SEPARATOR}{A_DAY})+\s*$"
MARK = "\x1f"


def parts(texts: pl.DataFrame) -> pl.DataFrame:
    """`text`, `part` and `rows` for each date of each cell that lists several; `texts`: `text` and `rows`.

    A table without such a cell gives an empty one.
    """
    lists = texts.filter(pl.col("text").str.contains(A_LIST))
    split = pl.col("text").str.strip_chars().str.replace_all(rf"(?i){SEPARATOR}", MARK).str.split(MARK)
    return lists.select("text", "rows", part=split).explode("part")


def with_parts(texts: pl.DataFrame, listed: pl.DataFrame) -> pl.DataFrame:
    """`text` and `rows` of all that must be read: single dates, and the parts of lists in place of the lists."""
    singles = texts.join(listed.select("text").unique(), on="text", how="anti", maintain_order="left")
    of_lists = listed.select("rows", text="part")
    return (
        pl.concat([singles, of_lists.select(texts.columns)])
        .group_by("text", maintain_order=True)
        .agg(pl.col("rows").sum())
    )


def settled(days: pl.DataFrame, texts: pl.DataFrame, listed: pl.DataFrame) -> pl.DataFrame:
    """`days` for `texts`: a list has its last day and the repair DATE_LIST, or the rule of a part that is no day."""
    read = listed.join(days, left_on="part", right_on="text", how="left", validate="m:1", suffix="_part")
    is_read = pl.col("rule") == ""
    of_lists = read.group_by("text", maintain_order=True).agg(
        pl.col("rows").first(),
        day=pl.when(is_read.all()).then(pl.col("day").max()),
        rule=pl.col("rule").filter(~is_read).first().fill_null(""),
        repair=pl.when(is_read.all()).then(pl.lit("DATE_LIST")).otherwise(pl.lit("")),
        shape=pl.lit("list"),
    )
    singles = days.join(texts, on="text", how="semi", maintain_order="left")
    return pl.concat([singles, of_lists.select(singles.columns)])
