"""Purchases added up by council once, under numbers, so that the evidence of every place is made of few rows."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from procurement.cases import purchases, ranked

PLACE = ["level", "place", "level1", "level2"]
CATEGORY = ["level1", "level2"]
KEYS = ["place_number", "category_number"]
COUNCIL = ["council", "category_number"]
NATIONAL_LEVEL = "national"
NOT_A_SUPPLIER = ("", "pseudo-supplier", "redacted", "public body")

is_movable = pl.col("influenceable").fill_null(True)
is_classified = (pl.col("level1") != "") | pl.col("influenceable").not_().fill_null(value=False)
is_supplier = (pl.col("supplier_id") != "") & ~pl.col("supplier_kind").is_in(NOT_A_SUPPLIER) & ~pl.col("is_redacted")


@dataclass(frozen=True)
class Summed:
    """What each council bought of a category, under `council` and `category_number`.

    turnover: turnover_pence, what of it is flagged, movable, redacted; and movable_pence, net of credits.
    subcategories: spend_pence by subcategory; suppliers: spend_pence by supplier, with its `kind`, a number of `kinds`,
    in the order of category, supplier, council; these two of influenceable purchases alone, and above nought. quality:
    turnover_pence, and classified_pence (with a category, or known to be no purchase), by authority_code.
    """

    councils: pl.DataFrame
    categories: pl.DataFrame
    turnover: pl.DataFrame
    subcategories: pl.DataFrame
    suppliers: pl.DataFrame
    kinds: pl.DataFrame
    quality: pl.DataFrame


def add_up(bought: pl.DataFrame, by: str, of_all: pl.DataFrame | None = None) -> Summed:
    """Sums of the PURCHASE that has a category at `by`; empty in gives empty out.

    of_all: `quality` of all purchases, where `bought` is a part of them.
    """
    rows = purchases.to_categories(bought, by)
    councils, categories = ranked.rank(rows["authority_code"]), ranked.rank_pairs(rows["level1"], rows["level2"])
    kinds = ranked.rank(rows["supplier_kind"])
    numbered = rows.select(
        "turnover_pence",
        "spend_pence",
        "influenceable",
        "is_redacted",
        is_sold=is_movable & is_supplier,
        key=pl.Series(councils.numbers * categories.size + categories.numbers),
        subcategory=_number("proclass_code"),
        supplier=_number("supplier_id"),
        kind=pl.Series(kinds.numbers),
    )
    return Summed(
        councils.texts.with_row_index("council"),
        categories.texts.with_row_index("category_number"),
        _split(_turnover(numbered), categories.size),
        _split(_by_subcategory(numbered.filter(is_movable)), categories.size),
        _by_supplier(numbered.filter("is_sold"), councils.size, categories.size),
        kinds.texts,
        quality(bought) if of_all is None else of_all,
    )


def _split(sums: pl.DataFrame, categories: int) -> pl.DataFrame:
    """`key` as the numbers that it was made of."""
    key = pl.col("key") // categories, pl.col("key") % categories
    named = [one.cast(pl.UInt32()).alias(name) for one, name in zip(key, COUNCIL, strict=True)]
    return sums.select(*named, pl.exclude("key"))


def _turnover(numbered: pl.DataFrame) -> pl.DataFrame:
    turnover, flag = pl.col("turnover_pence"), pl.col("influenceable")
    return numbered.group_by("key").agg(
        turnover.sum(),
        turnover.filter(flag.is_not_null()).sum().alias("flagged"),
        turnover.filter(flag).sum().alias("movable"),
        turnover.filter(pl.col("is_redacted")).sum().alias("redacted"),
        pl.col("spend_pence").filter(is_movable).sum().alias("movable_pence"),
    )


def _by_subcategory(rows: pl.DataFrame) -> pl.DataFrame:
    """Sums by `key` and subcategory, put together into one number, which is quicker to group by."""
    both = pl.col("key") * 2**32 + pl.col("subcategory").cast(pl.Int64())
    found = rows.group_by(both.alias("both")).agg(pl.col("spend_pence").sum())
    parts = (pl.col("both") // 2**32).alias("key"), (pl.col("both") % 2**32).cast(pl.UInt32()).alias("subcategory")
    return found.filter(pl.col("spend_pence") > 0).select(*parts, "spend_pence")


def _by_supplier(rows: pl.DataFrame, councils: int, categories: int) -> pl.DataFrame:
    """By category, supplier and council."""
    key, supplier, pence, kind = (
        rows[name].to_numpy().astype(np.int64) for name in ("key", "supplier", "spend_pence", "kind")
    )
    council, category = np.divmod(key, categories)
    most = int(supplier.max(initial=0)) + 1
    sums = ranked.add_up((category * most + supplier) * councils + council, pence, kind)
    numbers = {"council": council, "category_number": category, "supplier": supplier}
    named = pl.DataFrame({name: number[sums.at] for name, number in numbers.items()}).cast(pl.UInt32())
    return named.with_columns(spend_pence=sums.pence, kind=sums.kind)


def quality(bought: pl.DataFrame) -> pl.DataFrame:
    """turnover_pence, and classified_pence of it, of each council that is in PURCHASE."""
    turnover = pl.col("turnover_pence")
    return bought.group_by("authority_code").agg(
        turnover.sum(), turnover.filter(is_classified).sum().alias("classified_pence")
    )


def _number(text: str) -> pl.Expr:
    """A number for each text of a column; which number it is says nothing."""
    return pl.col(text).cast(pl.Categorical()).to_physical()


@dataclass(frozen=True)
class Placed:
    """Sums, and the places that their councils are in.

    members: `council`, `place_number`, `is_nation`, and `category_number` where places hold for one category each.
    regions: `council` with the number of its `region`.
    """

    summed: Summed
    members: pl.DataFrame
    places: pl.DataFrame
    regions: pl.DataFrame

    def place(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Rows with COUNCIL, once for each place that their council is in."""
        keys = [name for name in COUNCIL if name in self.members.columns]
        return rows.join(self.members, on=keys, how="inner", validate="m:m")

    def named(self, part: pl.DataFrame) -> pl.DataFrame:
        """A row a place and category, with their names (PLACE) in place of their numbers."""
        names = self.places.select("place_number", "level", "place")
        named = part.join(names, on="place_number", how="left", validate="m:1")
        return named.join(self.summed.categories, on="category_number", how="left", validate="m:1").drop(KEYS)


def place(summed: Summed, membership: pl.DataFrame) -> Placed:
    """membership: MEMBERSHIP, or CASE_PROPOSAL, whose places hold for one category each."""
    own = [name for name in CATEGORY if name in membership.columns]
    places = membership.select("level", "place", *own).unique().sort("level", "place", *own)
    places = places.with_row_index("place_number")
    members = membership.join(summed.councils, on="authority_code", how="inner", validate="m:1").join(
        places, on=["level", "place", *own], how="inner", validate="m:1"
    )
    if own:
        members = members.join(summed.categories, on=CATEGORY, how="inner", validate="m:1")
    regions = members.filter(pl.col("level") == "region").group_by("council").agg(region=pl.col("place_number").min())
    is_nation = (pl.col("level") == NATIONAL_LEVEL).alias("is_nation")
    chosen = members.select("council", "place_number", *["category_number"] * bool(own), is_nation)
    return Placed(summed, chosen.unique(), places, regions)
