"""Headings and codes of other schemes (CPV, Thomson, merchant categories, SeRCOP, CIPFA), read as ProClass."""

import numpy as np
import polars as pl
from rapidfuzz import fuzz, process

from procurement.categories import proclass, words
from procurement.categories.lexicon import Spoken

CPV_CODE = r"(?:^|\D)(\d{8})(?:-\d)?(?:\D|$)"
CPV_DEPTHS = (8, 5, 4, 3, 2)
CUT_FROM = 12
"""Letters and spaces of the shortest text that is taken for the beginning of a heading."""


def prepare(table: pl.DataFrame, headings: pl.DataFrame, ignored: pl.Series, weight: float) -> pl.DataFrame:
    """The crosswalk, and ProClass's own headings after it, cleaned as the lines will be.

    table: scheme, scheme_code ("" where the scheme prints none), heading, proclass_code ("" where it says nothing of
    what is bought). headings: PROCLASS. Returns
    scheme_code, heading (a phrase), said (as published), proclass_code, weight. Of two schemes that share a heading the
    first is heeded.
    """
    own = proclass.headings_alone(headings).select(pl.lit("").alias("scheme_code"), "proclass_code", "heading")
    table = pl.concat([table.filter(pl.col("proclass_code") != "").select(own.columns), own])
    cleaned = table.select(
        "scheme_code",
        "proclass_code",
        said="heading",
        heading=words.as_phrase(table["heading"], ignored),
        weight=pl.lit(weight),
    )
    return cleaned.unique(["heading", "scheme_code"], keep="first", maintain_order=True)


def met(texts: pl.DataFrame, spoken: Spoken, crosswalk: pl.DataFrame) -> pl.DataFrame:
    """Which rows of the crosswalk are met by texts that are, as a whole, a known heading, or that hold a CPV code.

    texts: text_id, text. spoken: their words. crosswalk: what `prepare` gives. Returns text_id and place (of
    the row), once each. A CPV code that the table lacks counts as the nearest group or division above it.
    """
    rows = crosswalk.with_row_index("place").with_columns(pl.col("place").cast(pl.Int64))
    first = rows.unique("heading", keep="first", maintain_order=True).select("heading", "said", "place")
    by_heading = spoken.whole().join(first, left_on="phrase", right_on="heading", how="inner", validate="m:1")
    met_by = [by_heading]
    if (codes := _codes_met(texts)).height:
        of_codes = rows.filter(pl.col("scheme_code") != "")
        by_code = codes.join(of_codes, on="scheme_code", how="inner", validate="m:1")
        met_by.append(by_code.sort("text_id", "depth", descending=[False, True]).unique("text_id", keep="first"))
    both = pl.concat([part.select("text_id", "said", "place") for part in met_by])
    return both.unique(["text_id", "said"], keep="first", maintain_order=True).select("text_id", "place")


def alike(texts: pl.DataFrame, crosswalk: pl.DataFrame, likeness: float) -> pl.DataFrame:
    """Which rows of the crosswalk are meant by texts that are a known heading cut short, or nearly its letters.

    texts: text_id, phrase (the text's words). crosswalk: what `prepare` gives. likeness: rapidfuzz's ratio from which
    two are nearly the same. Returns text_id and place. A text that is like headings of several codes means none.
    """
    known = crosswalk.with_row_index("place").unique("heading", keep="first", maintain_order=True)
    if texts.is_empty():
        return pl.DataFrame(schema={"text_id": pl.Int64, "place": pl.Int64})
    phrases, headings = texts["phrase"].to_list(), known["heading"].to_list()
    scores = process.cdist(phrases, headings, scorer=fuzz.ratio, score_cutoff=likeness)
    for row, phrase in enumerate(phrases):
        if len(phrase) >= CUT_FROM:
            scores[row, [place for place, heading in enumerate(headings) if heading.startswith(phrase)]] = 100
    row, column = np.nonzero((scores > 0) & (scores == scores.max(axis=1, keepdims=True)))
    found = known[column].select("proclass_code", pl.col("place").cast(pl.Int64), text_id=texts["text_id"].gather(row))
    codes = found.group_by("text_id").agg(pl.col("place").min(), codes=pl.col("proclass_code").n_unique())
    return codes.filter(pl.col("codes") == 1).select("text_id", "place").sort("text_id")


def _codes_met(texts: pl.DataFrame) -> pl.DataFrame:
    """text_id, scheme_code, depth: each CPV code met, and those above it; no rows where none is."""
    met = texts.select("text_id", code=pl.col("text").str.extract(CPV_CODE)).drop_nulls()
    if met.is_empty():
        return pl.DataFrame(schema={"text_id": pl.Int64, "scheme_code": pl.String, "depth": pl.Int32})
    above = [
        met.select("text_id", scheme_code=pl.col("code").str.head(depth).str.pad_end(8, "0"), depth=pl.lit(depth))
        for depth in CPV_DEPTHS
    ]
    return pl.concat(above)
