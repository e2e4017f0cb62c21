"""Purchases and memberships with numbers in place of names, so that millions of rows can be grouped quickly."""

from dataclasses import dataclass

import polars as pl

from procurement.cases import purchases

PLACE = ["level", "place", "level1", "level2"]
CATEGORY = ["level1", "level2"]
KEYS = ["place_number", "category_number"]
NATIONAL_LEVEL = "national"


@dataclass(frozen=True)
class Numbered:
    """rows: PURCHASE with council, category, supplier and sub-category numbers (`region` is a council's own region's).

    members: `council`, `place_number`, `is_nation`, and `category_number` where places hold for one category each.
    """

    rows: pl.DataFrame
    members: pl.DataFrame
    places: pl.DataFrame
    categories: pl.DataFrame

    def place(self, summed: pl.DataFrame) -> pl.DataFrame:
        """Rows with `council` and `category_number`, once for each place that their council is in."""
        keys = [name for name in ("council", "category_number") if name in self.members.columns]
        return summed.join(self.members, on=keys, how="inner", validate="m:m")

    def named(self, part: pl.DataFrame) -> pl.DataFrame:
        """A row a place and category, with their names (PLACE) in place of their numbers."""
        names = self.places.select("place_number", "level", "place")
        named = part.join(names, on="place_number", how="left", validate="m:1")
        return named.join(self.categories, on="category_number", how="left", validate="m:1").drop(KEYS)


def number(bought: pl.DataFrame, membership: pl.DataFrame, by: str) -> Numbered:
    """Numbers for what has a category at `by` and a council in `membership`; empty in gives empty out."""
    own = [name for name in CATEGORY if name in membership.columns]
    rows = purchases.to_categories(bought, by)
    councils = membership.select("authority_code").unique().sort("authority_code").with_row_index("council")
    categories = rows.select(CATEGORY).unique().sort(CATEGORY).with_row_index("category_number")
    places = membership.select("level", "place", *own).unique().sort("level", "place", *own)
    places = places.with_row_index("place_number")
    members = membership.join(councils, on="authority_code", how="inner", validate="m:1").join(
        places, on=["level", "place", *own], how="inner", validate="m:1"
    )
    if own:
        members = members.join(categories, on=CATEGORY, how="inner", validate="m:1")
    regions = members.filter(pl.col("level") == "region").group_by("council").agg(region=pl.col("place_number").min())
    joined = rows.join(councils, on="authority_code", how="inner", validate="m:1").join(
        categories, on=CATEGORY, how="inner", validate="m:1"
    )
    placed = joined.join(regions, on="council", how="left", validate="m:1")
    category = ["category_number"] if own else []
    return Numbered(
        placed.select(
            "council",
            "category_number",
            "region",
            "supplier_kind",
            "influenceable",
            "is_redacted",
            "spend_pence",
            "turnover_pence",
            (pl.col("supplier_id") != "").alias("has_supplier"),
            _number("supplier_id").alias("supplier"),
            _number("proclass_code").alias("subcategory"),
        ),
        members.select(
            "council", "place_number", *category, (pl.col("level") == NATIONAL_LEVEL).alias("is_nation")
        ).unique(),
        places,
        categories,
    )


def _number(text: str) -> pl.Expr:
    """A number for each text of a column; which number it is says nothing."""
    return pl.col(text).cast(pl.Categorical()).to_physical()
