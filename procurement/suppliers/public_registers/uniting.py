"""Suppliers that a register says are one body: two of them found to be the same one, a question for a person."""

import polars as pl

from procurement.tables import SUPPLIER_ASK


def pairs(readings: pl.DataFrame, matches: pl.DataFrame) -> pl.DataFrame:
    """SUPPLIER_ASK: each supplier of a body with the first of its suppliers by id, the likeliest pairs first.

    readings: SUPPLIER_READING. matches: REGISTER_MATCH of their texts, of which those with verdict same count. A pair
    is as likely as its weaker half. No two suppliers of one body give none.
    """
    sides = (
        matches.filter(pl.col("verdict") == "same")
        .join(readings, on="supplier_text_key", how="inner", validate="m:1", suffix="_read")
        .filter(pl.col("supplier_id") != "")
        .select("register", "number", "supplier_id", "supplier_name", "probability", "reason")
        .sort("register", "number", "supplier_id", -pl.col("probability"), "supplier_name")
        .unique(["register", "number", "supplier_id"], keep="first", maintain_order=True)
    )
    body = ["register", "number"]
    firsts = sides.unique(body, keep="first", maintain_order=True)
    both = sides.join(firsts, on=body, how="inner", validate="m:1", suffix="_a")
    told = both.filter(pl.col("supplier_id") != pl.col("supplier_id_a")).select(
        "supplier_id_a",
        supplier_id_b="supplier_id",
        name_a="supplier_name_a",
        name_b="supplier_name",
        probability=pl.min_horizontal("probability", "probability_a"),
        reason=pl.format("one body of the register {}: {}; and {}", "register", "reason_a", "reason"),
    )
    ordered = told.sort(-pl.col("probability"), "supplier_id_a", "supplier_id_b", "reason")
    return ordered.unique(["supplier_id_a", "supplier_id_b"], keep="first", maintain_order=True).select(
        SUPPLIER_ASK.names()
    )
