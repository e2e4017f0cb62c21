"""Pairs that matching left to a person, from its answer to how they are kept."""

import polars as pl

from procurement.tables import SUPPLIER_PAIR

ASK = "ask"
SIDES = ("a", "b")
IN_READINGS = ("supplier_id", "supplier_name", "supplier_text_key")


def of_asks(asks: pl.DataFrame, *readings: pl.DataFrame) -> pl.DataFrame:
    """SUPPLIER_PAIR of SUPPLIER_ASK: each name becomes the first text of that name that its supplier has.

    readings: the SUPPLIER_READING that the asks speak of, in one or several parts. A pair whose texts are not there is
    left out.
    """
    ids = pl.concat([asks[f"supplier_id_{side}"] for side in SIDES]).unique().implode()
    asked = pl.concat([one.filter(pl.col("supplier_id").is_in(ids)).select(IN_READINGS) for one in readings])
    first = asked.group_by("supplier_id", "supplier_name").agg(pl.col("supplier_text_key").min())
    found = asks.with_columns(verdict=pl.lit(ASK))
    for side in SIDES:
        keyed = first.rename({"supplier_text_key": side})
        on = [f"supplier_id_{side}", f"name_{side}"]
        found = found.join(keyed, left_on=on, right_on=["supplier_id", "supplier_name"], validate="m:1")
    ordered = found.with_columns(
        supplier_text_key_a=pl.min_horizontal("a", "b"), supplier_text_key_b=pl.max_horizontal("a", "b")
    ).sort("probability", *SUPPLIER_PAIR.names()[:2], descending=[True, False, False])
    keys = SUPPLIER_PAIR.names()[:2]
    return ordered.unique(keys, keep="first", maintain_order=True).select(SUPPLIER_PAIR.names())
