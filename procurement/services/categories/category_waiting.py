"""Groups of lines that wait for a category, as a person is asked about them: the most pounds first."""

from collections.abc import Iterable

import polars as pl

from procurement.categories.decisions import ACCOUNT, HEADING, SUPPLIER
from procurement.services.categories import category_groups, category_words, decided_categories, line_texts
from procurement.services.desk import Desk, suppliers_of
from procurement.services.uploading.uploads import pounds
from procurement.suppliers.decisions import numbers_of
from procurement.tables import TEXT

WAITING = pl.Schema(
    {
        "place": TEXT,
        "scope": TEXT,
        "authority_code": TEXT,
        "authority": TEXT,
        "text": TEXT,
        **dict.fromkeys(line_texts.TEXTS, TEXT),
        "number": TEXT,
        "lines": pl.Int64(),
        "payments": pl.Int64(),
        "suppliers": pl.Int64(),
        "councils": pl.Int64(),
        "spend_pence": pl.Int64(),
        "agreement": pl.Float64(),
        "suggestion": TEXT,
        "suggested": TEXT,
        "confidence": pl.Float64(),
        "rule": TEXT,
    }
)
"""A group of lines that wait: what they share (`scope` and `text`), of which council ("" for several), and the texts of
the line with the most pounds.

suggestion: a ProClass code, "" where nothing speaks for any, and its words. confidence: the believed share of the
pounds of all lines that share the text. rule: what spoke loudest for it. agreement: the share of what is believed that
is under its level-1 heading.
"""


GROUP = ["scope", "place"]


def in_order(desk: Desk, grouped: pl.DataFrame, sharing: Iterable[pl.DataFrame], council: str) -> pl.DataFrame:
    """WAITING, the most pounds that an answer may put right first.

    grouped: lines with their group. sharing: scope, place and category_groups.SPEAKING of all that share its text, the
    lines of each scope in a table of their own, so that those of one are let go of before the next.
    """
    whole = grouped.sort(pl.col("spend_pence").abs(), "line_text_key", descending=[True, False]).group_by(
        GROUP, maintain_order=True
    )
    summed = whole.agg(
        pl.col("authority_code", "supplier_text_key", *line_texts.TEXTS).first(),
        lines=pl.len().cast(pl.Int64),
        payments=pl.col("payments").sum(),
        suppliers=pl.col("supplier_id").n_unique().cast(pl.Int64),
        councils=pl.col("authority_code").n_unique().cast(pl.Int64),
        gain=pl.col("gain").sum(),
        spend_pence=pl.col("spend_pence").sum(),
    )
    told = summed.join(pl.concat([_said(some) for some in sharing]), on=GROUP, how="left", validate="1:1")
    return _named(desk, told, council).sort("gain", "place", descending=[True, False]).select(WAITING.names())


def _said(sharing: pl.DataFrame) -> pl.DataFrame:
    """What the lines that share a group's text say of it, a row a group: level1, code, rule, agreement, confidence.

    Of lines that people decided on only a supplier's speak for the others: a heading that one supplier was taken out of
    says nothing of the rest.
    """
    speaks = (pl.col("scope") == SUPPLIER) | pl.col("category_decision").is_null()
    believed_of = sharing.filter((pl.col("belief") > 0) & speaks).with_columns(
        weight=pl.col("spend_pence").abs().clip(lower_bound=1) * pl.col("belief")
    )
    of_level1 = believed_of.group_by(*GROUP, "level1").agg(heading_weight=pl.col("weight").sum())
    of_code = (
        believed_of.sort("weight", "line_text_key", descending=[True, False])
        .group_by(*GROUP, "level1", "code", maintain_order=True)
        .agg(pl.col("weight").sum(), rule=pl.col("why").first())
        .join(of_level1, on=[*GROUP, "level1"], validate="m:1")
        .sort("heading_weight", "weight", "code", descending=[True, True, False])
        .unique(GROUP, keep="first", maintain_order=True)
    )
    return (
        _size(sharing, GROUP, "shared")
        .join(of_code, on=GROUP, how="left", validate="1:1")
        .join(category_groups.agreement(sharing, GROUP), on=GROUP, how="left", validate="1:1")
        .with_columns(confidence=pl.col("heading_weight") / pl.col("shared").clip(lower_bound=1))
    )


def _size(lines: pl.DataFrame, groups: list[str], name: str) -> pl.DataFrame:
    """The pence of each group without signs; a line of nothing counts as a penny."""
    return lines.group_by(groups).agg(pl.col("spend_pence").abs().clip(lower_bound=1).sum().alias(name))


def in_brief(waiting: pl.DataFrame) -> pl.DataFrame:
    """The groups that wait for a terminal's width."""
    return waiting.select(
        "scope", "authority", "text", pounds("spend_pence").alias("pounds"), "suggested", pl.col("confidence").round(2)
    )


def _named(desk: Desk, told: pl.DataFrame, council: str) -> pl.DataFrame:
    words = category_words.headings(desk)
    councils = desk.authorities.select("authority_code", authority="name")
    several = (pl.col("scope") == SUPPLIER) & pl.lit(council == "")
    shared = {HEADING: "publisher_category", SUPPLIER: "supplier_name", ACCOUNT: "account"}
    texts = pl.concat_str(
        [pl.when(pl.col(name) != "").then(name) for name in line_texts.TEXTS], separator=" / ", ignore_nulls=True
    )
    return (
        told.join(_numbers(desk, told), on="supplier_text_key", how="left", validate="m:1")
        .with_columns(authority_code=pl.when(several).then(pl.lit("")).otherwise("authority_code"))
        .join(councils, on="authority_code", how="left", validate="m:1")
        .with_columns(
            pl.col("authority").fill_null(pl.col("authority_code").str.strip_prefix("body:")),
            pl.col("number", "rule").fill_null(""),
            pl.col("confidence").fill_null(0.0),
            suggestion=pl.col("code").fill_null(""),
            suggested=pl.col("code").fill_null("").replace_strict(words, default=""),
            text=pl.coalesce(
                *(pl.when(pl.col("scope") == one).then(pl.col(name)) for one, name in shared.items()), texts
            ),
        )
    )


def _numbers(desk: Desk, told: pl.DataFrame) -> pl.DataFrame:
    """supplier_text_key and number: the identifier beside the names that mean several suppliers without it."""
    of_suppliers = told.filter(pl.col("scope") == SUPPLIER)
    several = decided_categories.mean_several(desk, of_suppliers["supplier_name"])
    keys = of_suppliers.filter(several)["supplier_text_key"].unique()
    return numbers_of(suppliers_of(desk, keys), desk.suppliers).select("supplier_text_key", "number")
