"""Texts of which few need a change: only those are touched, since most of a million names are plain already."""

from collections.abc import Callable

import numpy as np
import polars as pl


def rewrite(texts: pl.Series, needing: pl.Series, change: Callable[[pl.Expr], pl.Expr]) -> pl.Series:
    """`texts` with `change` made to the rows that are true in `needing`; nothing else is looked at.

    >>> texts = pl.Series(["A&B", "CD"])
    >>> rewrite(texts, texts.str.contains("&", literal=True), lambda text: text.str.replace("&", " AND ")).to_list()
    ['A AND B', 'CD']
    """
    if not needing.any():
        return texts
    if needing.all(ignore_nulls=False):
        return texts.to_frame("text").select(change(pl.col("text")).alias(texts.name)).to_series()
    some = texts.filter(needing).to_frame("text").select(change(pl.col("text"))).to_series()
    return texts.clone().scatter(places(needing), some)


def places(chosen: pl.Series) -> pl.Series:
    """Where a Boolean column is true.

    >>> places(pl.Series([True, None, False, True])).to_list()
    [0, 3]
    """
    plain = chosen.fill_null(value=False) if chosen.has_nulls() else chosen
    return pl.Series(np.flatnonzero(plain.to_numpy()))


def repeated(text: str, rows: int) -> pl.Series:
    """The same text so many times."""
    return pl.Series([text], dtype=pl.String).new_from_index(0, rows)


def replaced(texts: pl.Series, pattern: str, by: str) -> pl.Series:
    """Texts with `by` in every place that has the pattern; those without it are not gone through.

    >>> replaced(pl.Series(["A&B", "C"]), "&", " AND ").to_list()
    ['A AND B', 'C']
    """
    return rewrite(texts, texts.str.contains(pattern), lambda some: some.str.replace_all(pattern, by))


def by_distinct(texts: pl.Series, work: Callable[[pl.Series], pl.Series]) -> pl.Series:
    """What `work` makes of each distinct text, once each, in the order of `texts`."""
    distinct = texts.unique()
    if distinct.len() == texts.len():
        return work(texts).alias(texts.name)
    if distinct.len() == 1:
        return work(distinct).new_from_index(0, texts.len()).alias(texts.name)
    made = pl.DataFrame({"text": distinct, "made": work(distinct)})
    return (
        texts.to_frame("text")
        .join(made, on="text", how="left", validate="m:1", maintain_order="left")["made"]
        .alias(texts.name)
    )
