"""Texts of which few need a change: only those are touched, since most of a million names are plain already."""

from collections.abc import Callable

import polars as pl


def rewrite(texts: pl.Series, needing: pl.Series, change: Callable[[pl.Expr], pl.Expr]) -> pl.Series:
    """`texts` with `change` made to the rows that are true in `needing`; nothing else is looked at.

    >>> texts = pl.Series(["A&B", "CD"])
    >>> rewrite(texts, texts.str.contains("&", literal=True), lambda text: text.str.replace("&", " AND ")).to_list()
    ['A AND B', 'CD']
    """
    rows = needing.fill_null(value=False).arg_true()
    if rows.is_empty():
        return texts
    if rows.len() == texts.len():
        return texts.to_frame("text").select(change(pl.col("text")).alias(texts.name)).to_series()
    some = texts.gather(rows).to_frame("text").select(change(pl.col("text"))).to_series()
    return texts.clone().scatter(rows, some)


def by_distinct(texts: pl.Series, work: Callable[[pl.Series], pl.Series]) -> pl.Series:
    """What `work` makes of each distinct text, once each, in the order of `texts`."""
    distinct = texts.unique()
    made = pl.DataFrame({"text": distinct, "made": work(distinct)})
    return (
        texts.to_frame("text")
        .join(made, on="text", how="left", validate="m:1", maintain_order="left")["made"]
        .alias(texts.name)
    )
