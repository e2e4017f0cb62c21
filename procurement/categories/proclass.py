"""ProClass: its codes, their levels, and what a code of an older version means today."""

import polars as pl

from procurement.tables import PROCLASS

UNCLASSIFIED = "Not Elsewhere Classified"


def with_parents(proclass: pl.DataFrame) -> pl.DataFrame:
    """Each heading with the codes above it.

    proclass: PROCLASS. Returns it with level1_code and level2_code: the code of its own level where the heading stands
    at that level; level2_code is "" for a level-1 heading, and the heading's own code where level 2 has none itself.
    """
    level1 = proclass.filter(pl.col("level2") == "").select("level1", level1_code="proclass_code")
    level2 = proclass.filter(pl.col("level2") != "", pl.col("level3") == "").select(
        "level1", "level2", level2_code="proclass_code"
    )
    return (
        proclass.select(PROCLASS.names())
        .join(level1, on="level1", how="left", validate="m:1", maintain_order="left")
        .join(level2, on=["level1", "level2"], how="left", validate="m:1", maintain_order="left")
        .with_columns(
            level2_code=pl.when(pl.col("level2") == "")
            .then(pl.lit(""))
            .otherwise(pl.coalesce("level2_code", "proclass_code"))
        )
    )


def headings_alone(headings: pl.DataFrame) -> pl.DataFrame:
    """The headings that mean something without those above them: heading, proclass_code.

    They have two words or more, and stand in one place: Fixed, Services or Emergency say nothing of what is bought.
    headings: PROCLASS.
    """
    own = headings.select(
        heading=pl.coalesce(pl.col("level3").replace("", None), pl.col("level2").replace("", None), "level1"),
        proclass_code="proclass_code",
    )
    return own.filter(
        pl.col("heading") != UNCLASSIFIED, pl.col("heading").is_unique(), pl.col("heading").str.contains(" ")
    )


def resolve(codes: pl.Series, headings: pl.DataFrame, older: pl.DataFrame) -> pl.Series:
    """The code of this version for each code given, "" where there is none.

    headings: what `with_parents` gives. older: older_code, proclass_code. A code that this version lacks is looked up
    in `older`, then cut to its first four and its first two digits until a level-1 heading is met.
    """
    known = headings.select(code="proclass_code", exact="proclass_code")
    level1 = headings.filter(pl.col("level2") == "").select(code="proclass_code", parent="proclass_code")
    given = pl.DataFrame({"code": codes.cast(pl.String).fill_null("").str.strip_chars()})
    is_code = pl.col("code").str.contains(r"^\d{6}$")
    found = (
        given.join(known, on="code", how="left", validate="m:1", maintain_order="left")
        .join(older.select(code="older_code", moved="proclass_code"), on="code", how="left", maintain_order="left")
        .with_columns(four=pl.col("code").str.head(4) + "00", two=pl.col("code").str.head(2) + "0000")
        .join(level1.rename({"parent": "by_four"}), left_on="four", right_on="code", how="left", maintain_order="left")
        .join(level1.rename({"parent": "by_two"}), left_on="two", right_on="code", how="left", maintain_order="left")
    )
    return found.select(
        pl.when(is_code).then(pl.coalesce("exact", "moved", "by_four", "by_two")).fill_null("").alias("proclass_code")
    ).to_series()
