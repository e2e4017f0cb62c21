"""What the words of a line vote for: a vocabulary of trades and accounts, and publishers' headings known to us."""

import polars as pl

from procurement.categories import words
from procurement.categories.proclass import UNCLASSIFIED

FIELD_SCOPES = {
    "publisher_category": ["any", "text"],
    "account": ["any", "text"],
    "purpose": ["any", "text"],
    "department": ["any", "department"],
    "supplier_name": ["any", "supplier"],
}
"""Which scopes of the vocabulary speak for each column."""


INSIDE = pl.DataFrame(
    [
        (outer, inner, step)
        for outer in range(2, words.LONGEST_PHRASE + 1)
        for inner in range(1, outer)
        for step in range(outer - inner + 1)
    ],
    schema={"size": pl.Int32, "inner": pl.Int32, "step": pl.Int64},
    orient="row",
)
"""For a run of `size` words, each shorter run inside it: its size, and how many words after its beginning it begins."""


def prepare(
    vocabulary: pl.DataFrame, headings: pl.DataFrame, ignored: pl.Series, heading_weight: float
) -> pl.DataFrame:
    """The vocabulary with ProClass's own headings of two words or more added, cleaned as the lines will be.

    A heading of one word (Fixed, Services, Emergency) means something only under its parent, so it has no vote.

    vocabulary: words, field, proclass_code, weight. headings: PROCLASS with parents.
    Returns phrase, scope, proclass_code, weight; where two rows clean to one phrase for one code the heavier stands.
    """
    own = headings.select(
        words=pl.coalesce(pl.col("level3").replace("", None), pl.col("level2").replace("", None), "level1"),
        field=pl.lit("text"),
        proclass_code="proclass_code",
        weight=pl.lit(heading_weight),
    ).filter(pl.col("words") != UNCLASSIFIED, pl.col("words").is_unique(), pl.col("words").str.contains(" "))
    rows = pl.concat([vocabulary.select("words", "field", "proclass_code", pl.col("weight").cast(pl.Float64)), own])
    return (
        rows.with_columns(phrase=words.as_phrase(rows["words"], ignored))
        .filter(pl.col("phrase") != "")
        .group_by("phrase", scope="field", proclass_code="proclass_code")
        .agg(pl.col("weight").max())
        .sort("phrase", "scope", "proclass_code")
    )


def votes(text_words: pl.DataFrame, prepared: pl.DataFrame, field: str) -> pl.DataFrame:
    """The votes of each text of one column.

    text_words: what `words.split` gives. prepared: what `prepare` gives.
    Returns text_id, phrase, proclass_code, weight. A phrase inside a longer phrase that matched has no vote, and a
    phrase said twice votes once.
    """
    spoken = prepared.filter(pl.col("scope").is_in(FIELD_SCOPES[field]))
    runs = words.phrases(text_words).filter(pl.col("phrase").is_in(spoken["phrase"].unique().implode()))
    return (
        _without_inner(runs)
        .unique(["text_id", "phrase"])
        .join(spoken, on="phrase", how="inner", validate="m:m")
        .select("text_id", "phrase", "proclass_code", "weight")
        .sort("text_id", "phrase", "proclass_code")
    )


def _without_inner(runs: pl.DataFrame) -> pl.DataFrame:
    """Leave out each run that lies inside a longer run of the same text."""
    covered = runs.join(INSIDE, on="size").select("text_id", pl.col("position") + pl.col("step"), size="inner")
    return runs.join(covered, on=["text_id", "position", "size"], how="anti")
