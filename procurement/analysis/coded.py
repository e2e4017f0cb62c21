"""Payments joined to what we make of them: supplier, category and place."""

from collections.abc import Collection
from typing import Any

import narwhals.stable.v2 as nw
import polars as pl

from procurement.analysis import condensed, frames, parts, periods
from procurement.tables import CODED_PAYMENT

OTHER_BODY = "body:"
"""How a payment's `authority_code` begins where a public body that is no council made it; its name follows."""

LINE_KEY = ["authority_code", "supplier_text_key", "line_text_key"]
INDIVIDUAL = "individual or sole trader"


def join(
    payments: Any,
    supplier_readings: Any,
    category_readings: Any,
    authorities: Any,
    private_lines: pl.DataFrame | None = None,
    decided_lines: pl.DataFrame | None = None,
    *,
    only: Collection[str] = (),
    keep: Collection[str] = (),
) -> nw.LazyFrame[Any]:
    """CODED_PAYMENT: every payment once, with its readings where there are any.

    payments: PAYMENT, on Polars or Spark, or what condensed.condense made of it, which gives what its keys tell of
    CODED_PAYMENT, and counts_as_payment. supplier_readings: DECIDED_SUPPLIER. category_readings: CATEGORY_READING.
    authorities: AUTHORITY. private_lines: PRIVATE_LINE; where it is not given, every individual is private.
    decided_lines: DECIDED_LINE, which goes before the reading of a line. Those five may be Polars tables wherever the
    payments are; each is first checked to have one row a key (frames.unique_by), since a left join to a unique key
    neither loses nor doubles a payment. only: columns that readings give, of which no more are then joined than tell
    them; without private names; on Polars those texts are Categorical, of which frames.collect makes texts again.
    keep: further columns of `payments` to be in what is returned.
    A payment without a reading has "" in text columns, and null in `confidence` and `influenceable`. A redacted
    payment keeps its money and has no supplier. Raises frames.NotUnique. Empty in gives empty out.
    """
    paid = frames.lazy(payments)
    tables = {
        "supplier_text_key": (supplier_readings, "supplier readings", SUPPLIER),
        "line_text_key": (category_readings, "category readings", CATEGORY),
        "authority_code": (authorities, "authorities", PLACE),
    }
    there = set(paid.collect_schema().names())
    wanted = [key for key in tables if key in there and (not only or {*only} & {*tables[key][2].values()})]
    joined = paid
    for key in wanted:
        table, name, columns = tables[key]
        joined = joined.join(_reading(paid, table, key, name, columns, only), on=key, how="left")
    are_lines = {*LINE_KEY} <= there
    if are_lines and "line_text_key" in wanted:
        joined = _as_decided(joined, decided_lines)
    filled = _filled(joined, wanted)
    if are_lines and len(wanted) == len(tables):
        filled = _withheld(_beside_private(filled, private_lines), are_all_private=private_lines is None)
    dated = periods.with_periods(filled) if "paid_on" in there else filled
    told = set(dated.collect_schema().names())
    return dated.select(
        name for name in (*CODED_PAYMENT.names(), parts.COUNTS, condensed.LAST_DAY, *keep) if name in told
    )


SUPPLIER = {
    "supplier_id": "supplier_id",
    "supplier_label": "supplier",
    "kind": "supplier_kind",
    "supplier_group": "supplier_group",
}
CATEGORY = {
    "proclass_code": "proclass_code",
    "level1": "level1",
    "level2": "level2",
    "confidence": "confidence",
    "influenceable": "influenceable",
}
PLACE = {
    "name": "authority",
    "region": "region",
    "county_area": "county_area",
    "combined_authority": "combined_authority",
}


def _reading(
    paid: nw.LazyFrame[Any], table: Any, key: str, name: str, columns: dict[str, str], only: Collection[str]
) -> nw.LazyFrame[Any]:
    chosen = frames.beside(table, paid).select(key, *(nw.col(theirs).alias(ours) for theirs, ours in columns.items()))
    unique = frames.unique_by(chosen, key, name)
    return unique if paid.implementation.is_spark_like() else _narrowed(unique, only)


def _narrowed(readings: nw.LazyFrame[Any], only: Collection[str]) -> nw.LazyFrame[Any]:
    """Those texts of readings as numbers that stand for them, which are joined, grouped and counted sooner."""
    texts = [name for name, kind in readings.collect_schema().items() if name in only and kind == nw.String]
    return readings.with_columns(nw.col(texts).cast(nw.Categorical)) if texts else readings


def _as_decided(joined: nw.LazyFrame[Any], decided_lines: pl.DataFrame | None) -> nw.LazyFrame[Any]:
    """What a person decided in the place of the reading; where nobody decided anything the payments are left alone."""
    numbers = ("category_decision", "influence_decision")
    if decided_lines is None or decided_lines.is_empty():
        return joined.with_columns(nw.lit(None).cast(nw.Int64).alias(name) for name in numbers)
    said = {name: f"decided_{name}" for name in CATEGORY}
    table = decided_lines.select(*LINE_KEY, *numbers, *(pl.col(name).alias(new) for name, new in said.items()))
    lines = frames.unique_by(frames.beside(table, joined), LINE_KEY, "decided lines")
    is_decided = ~nw.col("decided_proclass_code").is_null()
    return joined.join(lines, on=LINE_KEY, how="left").with_columns(
        nw.when(is_decided).then(nw.col(new)).otherwise(nw.col(name)).alias(name) for name, new in said.items()
    )


def _filled(joined: nw.LazyFrame[Any], there: list[str]) -> nw.LazyFrame[Any]:
    """No null in a text column; a body that is no council has its own name; no supplier where the name is redacted."""
    if "authority_code" in there:
        code, place = nw.col("authority_code"), nw.col("authority")
        body = nw.when(code.str.starts_with(OTHER_BODY)).then(code.str.slice(len(OTHER_BODY))).otherwise(code)
        joined = joined.with_columns(authority=nw.when(place.is_null()).then(body).otherwise(place))
    told = joined.collect_schema().names()
    text = [*SUPPLIER.values(), "proclass_code", "level1", "level2", "region", "county_area", "combined_authority"]
    named = joined.with_columns(nw.col([name for name in text if name in told]).fill_null(""))
    return _without_redacted(named) if "supplier_text_key" in there and "is_redacted" in told else named


def _without_redacted(named: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    redacted = nw.col("is_redacted")
    return named.with_columns(
        supplier_id=nw.when(redacted).then(nw.lit("")).otherwise(nw.col("supplier_id")),
        supplier=nw.when(redacted).then(nw.lit("")).otherwise(nw.col("supplier")),
        supplier_kind=nw.when(redacted).then(nw.lit("redacted")).otherwise(nw.col("supplier_kind")),
        supplier_group=nw.when(redacted).then(nw.lit("")).otherwise(nw.col("supplier_group")),
    )


def _beside_private(filled: nw.LazyFrame[Any], private_lines: pl.DataFrame | None) -> nw.LazyFrame[Any]:
    """With own_name, payee_is_private and line_is_private beside each; Spark takes no table without rows."""
    if private_lines is None or private_lines.is_empty():
        nothing = [nw.lit(None).cast(nw.Boolean).alias(name) for name in ("payee_is_private", "line_is_private")]
        return filled.with_columns(nw.lit("").alias("own_name"), *nothing)
    lines = frames.unique_by(frames.beside(private_lines, filled), LINE_KEY, "private lines")
    return filled.join(lines, on=LINE_KEY, how="left")


def _withheld(filled: nw.LazyFrame[Any], are_all_private: bool) -> nw.LazyFrame[Any]:
    """What may be named where others read: a supplier goes by its own published name if its usual one is private."""
    own, redacted = nw.col("own_name").fill_null(""), nw.col("is_redacted")
    payee, line = (nw.col(name).fill_null(value=False) for name in ("payee_is_private", "line_is_private"))
    individual = (nw.col("supplier_kind") == INDIVIDUAL) & nw.lit(are_all_private)
    return filled.with_columns(
        supplier=nw.when((own != "") & ~redacted).then(own).otherwise(nw.col("supplier")),
        payee_is_private=(payee | individual) & ~redacted,
        line_is_private=line | (individual & ~redacted),
    )
