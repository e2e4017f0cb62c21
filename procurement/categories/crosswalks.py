"""Headings and codes of other schemes (CPV, Thomson, merchant categories, SeRCOP, CIPFA), read as ProClass."""

import polars as pl

from procurement.categories import words
from procurement.categories.lexicon import Spoken

CPV_CODE = r"(?:^|\D)(\d{8})(?:-\d)?(?:\D|$)"
CPV_DEPTHS = (8, 5, 4, 3, 2)


def prepare(table: pl.DataFrame, ignored: pl.Series, weight: float) -> pl.DataFrame:
    """The crosswalk cleaned as the lines will be.

    table: scheme, scheme_code ("" where the scheme prints none), heading, proclass_code. Returns scheme_code, heading
    (a phrase), said (as published), proclass_code, weight. Of two schemes that share a heading `votes` heeds the first.
    """
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
    by_code = _codes_met(texts).join(
        rows.filter(pl.col("scheme_code") != ""), on="scheme_code", how="inner", validate="m:1"
    )
    nearest = by_code.sort("text_id", "depth", descending=[False, True]).unique("text_id", keep="first")
    both = pl.concat([part.select("text_id", "said", "place") for part in (by_heading, nearest)])
    return both.unique(["text_id", "said"], keep="first", maintain_order=True).select("text_id", "place")


def _codes_met(texts: pl.DataFrame) -> pl.DataFrame:
    """text_id, scheme_code, depth: each CPV code met, and those above it."""
    met = texts.select("text_id", code=pl.col("text").str.extract(CPV_CODE)).drop_nulls()
    above = [
        met.select("text_id", scheme_code=pl.col("code").str.head(depth).str.pad_end(8, "0"), depth=pl.lit(depth))
        for depth in CPV_DEPTHS
    ]
    return pl.concat(above)
