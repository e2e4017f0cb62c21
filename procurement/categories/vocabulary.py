"""What the words of a line vote for: a vocabulary of trades and accounts, with ProClass's own headings."""

import polars as pl

from procurement.categories import proclass, words

FIELD_SCOPES = {
    "publisher_category": ["any", "text"],
    "account": ["any", "text"],
    "purpose": ["any", "text"],
    "department": ["any", "department"],
    "supplier_name": ["any", "supplier"],
}
"""Which scopes of the vocabulary speak for each column."""


def prepare(
    vocabulary: pl.DataFrame, headings: pl.DataFrame, ignored: pl.Series, heading_weight: float
) -> pl.DataFrame:
    """The vocabulary with ProClass's own headings of two words or more added, cleaned as the lines will be.

    vocabulary: words, field, proclass_code, weight. headings: PROCLASS with parents.
    Returns phrase, scope, proclass_code, weight; where two rows clean to one phrase for one code the heavier stands.
    """
    own = proclass.headings_alone(headings).select(
        pl.col("heading").alias("words"), pl.lit("text").alias("field"), "proclass_code", weight=pl.lit(heading_weight)
    )
    rows = pl.concat([vocabulary.select("words", "field", "proclass_code", pl.col("weight").cast(pl.Float64)), own])
    return (
        rows.with_columns(phrase=words.as_phrase(rows["words"], ignored))
        .filter(pl.col("phrase") != "")
        .group_by("phrase", scope="field", proclass_code="proclass_code")
        .agg(pl.col("weight").max())
        .sort("phrase", "scope", "proclass_code")
    )
