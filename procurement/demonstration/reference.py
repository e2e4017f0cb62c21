"""The tables that shape the demonstration, as frames with their types."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from procurement.tables import PRINCIPAL_COUNCIL_KINDS

COUNCILS = pl.Schema({"authority_code": pl.String(), "style": pl.String(), "publishes": pl.String()})
AUTHORITIES = pl.Schema(
    {
        "authority_code": pl.String(),
        "name": pl.String(),
        "kind": pl.String(),
        "region": pl.String(),
        "population": pl.Int64(),
    }
)
CATEGORIES = pl.Schema(
    {
        "category": pl.String(),
        "proclass_code": pl.String(),
        "reach": pl.String(),
        "pounds_a_head": pl.Float64(),
        "county_share": pl.Float64(),
        "district_share": pl.Float64(),
        "suppliers": pl.Int64(),
        "line_weight": pl.Float64(),
        "redacted_share": pl.Float64(),
        "owner": pl.String(),
        "winter": pl.Float64(),
        "trades": pl.String(),
        "purposes": pl.String(),
        "departments": pl.String(),
        "accounts": pl.String(),
        "subjective": pl.String(),
        "merchant_category": pl.String(),
    }
)
STYLES = pl.Schema(
    {
        "style": pl.String(),
        "container": pl.String(),
        "encoding": pl.String(),
        "delimiter": pl.String(),
        "line_ends": pl.String(),
        "date_format": pl.String(),
        "money_format": pl.String(),
        "negative": pl.String(),
        "letter_case": pl.String(),
        "name_limit": pl.Int64(),
        "preamble": pl.String(),
        "total_label": pl.String(),
        "footnote": pl.String(),
        "blank_every": pl.Int64(),
        "repeat_heading_every": pl.Int64(),
        "trailing_delimiters": pl.Int64(),
        "line_break_every": pl.Int64(),
        "redaction_words": pl.String(),
    }
)
HEADINGS = pl.Schema({"style": pl.String(), "position": pl.Int64(), "field": pl.String(), "heading": pl.String()})
PROCLASS = pl.Schema({"proclass_code": pl.String(), "level1": pl.String(), "level2": pl.String()})


@dataclass(frozen=True)
class Style:
    """How a council's files look: a row of demonstration_styles.csv; 0 or "" where it does no such thing."""

    style: str
    container: str
    encoding: str
    delimiter: str
    line_ends: str
    date_format: str
    money_format: str
    negative: str
    letter_case: str
    name_limit: int
    preamble: str
    total_label: str
    footnote: str
    blank_every: int
    repeat_heading_every: int
    trailing_delimiters: int
    line_break_every: int
    redaction_words: str


@dataclass(frozen=True)
class Reference:
    """COUNCILS joined to AUTHORITIES, CATEGORIES joined to PROCLASS, styles by name, HEADINGS; in a settled order."""

    councils: pl.DataFrame
    categories: pl.DataFrame
    styles: dict[str, Style]
    headings: pl.DataFrame


def gather(tables: Mapping[str, pl.DataFrame]) -> Reference:
    """The demonstration's tables out of all reference tables, by name, whether typed or all text.

    Needs authorities, proclass, demonstration_councils, demonstration_categories, demonstration_styles and
    demonstration_headings. Raises ValueError naming a council that `authorities` does not hold, or a style that is
    not described.
    """
    styles = _typed(tables["demonstration_styles"], STYLES).sort("style")
    return Reference(
        councils=_councils(tables, styles),
        categories=_categories(tables),
        styles={row["style"]: Style(**row) for row in styles.iter_rows(named=True)},
        headings=_typed(tables["demonstration_headings"], HEADINGS).sort("style", "position"),
    )


def _typed(frame: pl.DataFrame, schema: pl.Schema) -> pl.DataFrame:
    texts = [pl.col(name).cast(pl.String).fill_null("") for name, kind in schema.items() if kind == pl.String()]
    numbers = [pl.col(name).cast(kind) for name, kind in schema.items() if kind != pl.String()]
    return frame.select(texts + numbers).select(schema.names())


def _councils(tables: Mapping[str, pl.DataFrame], styles: pl.DataFrame) -> pl.DataFrame:
    authorities = tables["authorities"].filter(pl.col("kind").is_in(PRINCIPAL_COUNCIL_KINDS))
    places = _typed(authorities.with_columns(_number("population")), AUTHORITIES)
    chosen = _typed(tables["demonstration_councils"], COUNCILS)
    joined = chosen.join(places, on="authority_code", how="left", validate="1:1").sort("region", "authority_code")
    unknown = joined.filter(pl.col("name").is_null() | ~pl.col("style").is_in(styles["style"].to_list()))
    if unknown.height:
        raise ValueError(f"No such council or house style: {unknown['authority_code'].to_list()}")
    return joined


def _categories(tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    categories = _typed(tables["demonstration_categories"], CATEGORIES)
    labels = _typed(tables["proclass"], PROCLASS)
    joined = categories.join(labels, on="proclass_code", how="left", validate="m:1", maintain_order="left")
    return joined.with_columns(pl.col("level1", "level2").fill_null(""))


def _number(column: str) -> pl.Expr:
    """A whole number from text that may be empty: an empty cell is a number that is not known."""
    text = pl.col(column).cast(pl.String)
    return pl.when(text != "").then(text).otherwise(None).cast(pl.Int64).alias(column)
