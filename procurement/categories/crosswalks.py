"""Headings and codes of other schemes (CPV, Thomson, merchant categories, SeRCOP, CIPFA), read as ProClass."""

import polars as pl

from procurement.categories import words

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


def votes(texts: pl.DataFrame, crosswalk: pl.DataFrame, ignored: pl.Series) -> pl.DataFrame:
    """The votes of texts that are, as a whole, a known heading, or that hold a CPV code.

    texts: text_id, text. crosswalk: what `prepare` gives. Returns text_id, phrase (the heading in quotation marks),
    proclass_code, weight. A CPV code that the table lacks counts as the nearest group or division above it.
    """
    whole = texts.select("text_id", heading=words.as_phrase(texts["text"], ignored)).filter(pl.col("heading") != "")
    first = crosswalk.unique("heading", keep="first", maintain_order=True)
    by_heading = whole.join(first, on="heading", how="inner", validate="m:1")
    by_code = _codes_met(texts).join(
        crosswalk.filter(pl.col("scheme_code") != ""), on="scheme_code", how="inner", validate="m:1"
    )
    nearest = by_code.sort("text_id", "depth", descending=[False, True]).unique("text_id", keep="first")
    said = pl.format("“{}”", pl.col("said")).alias("phrase")
    return pl.concat(
        [part.select("text_id", said, "proclass_code", "weight") for part in (by_heading, nearest)]
    ).unique(["text_id", "phrase"], keep="first", maintain_order=True)


def _codes_met(texts: pl.DataFrame) -> pl.DataFrame:
    """text_id, scheme_code, depth: each CPV code met, and those above it."""
    met = texts.select("text_id", code=pl.col("text").str.extract(CPV_CODE)).drop_nulls()
    above = [
        met.select("text_id", scheme_code=pl.col("code").str.head(depth).str.pad_end(8, "0"), depth=pl.lit(depth))
        for depth in CPV_DEPTHS
    ]
    return pl.concat(above)
