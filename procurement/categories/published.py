"""A publisher's own ProClass code, trusted above any label beside it."""

import polars as pl

from procurement.categories import proclass
from procurement.categories.rules import CategoryRules

SIX_FIGURES = r"(?:^|\D)(\d{6})(?:\D|$)"


def read(categories: pl.Series, rules: CategoryRules) -> pl.DataFrame:
    """The ProClass code in each category: published_code as printed and proclass_code of this version, or "" twice.

    Six figures may be a ledger's own code, so none is trusted unless the share of the batch's distinct six-figure codes
    that ProClass knows reaches `proclass_code_share` of the evidence table.
    """
    printed = categories.fill_null("").str.extract(SIX_FIGURES).fill_null("")
    if (printed == "").all():
        return pl.DataFrame({"published_code": printed, "proclass_code": printed})
    distinct = printed.unique().sort()
    codes = pl.DataFrame(
        {"published_code": distinct, "proclass_code": proclass.resolve(distinct, rules.headings, rules.older_codes)}
    )
    if _share_known(distinct, rules) < rules.evidence["proclass_code_share"]:
        codes = codes.with_columns(pl.lit("").alias("proclass_code"))
    found = pl.DataFrame({"published_code": printed}).join(
        codes, on="published_code", how="left", validate="m:1", maintain_order="left"
    )
    return found.with_columns(
        published_code=pl.when(pl.col("proclass_code") == "").then(pl.lit("")).otherwise("published_code")
    )


def _share_known(printed: pl.Series, rules: CategoryRules) -> float:
    """The share of the distinct codes printed that this or an older version is known to hold; 0 where none is."""
    codes = printed.filter(printed != "")
    known = pl.concat([rules.headings["proclass_code"], rules.older_codes["older_code"].rename("proclass_code")])
    return len(codes.filter(codes.is_in(known.implode()))) / len(codes) if len(codes) else 0.0
