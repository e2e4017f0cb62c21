"""Dropping the readings of texts that no upload holds any more, and the traces of them in the readings that stay."""

import polars as pl
from sqlalchemy import Connection, Table, bindparam, delete, update

from procurement.store.facts import count_change
from procurement.store.readings import KEPT_CATEGORY_READING, KEPT_SUPPLIER_READING, KEYS_AT_ONCE
from procurement.store.register_tables import CATEGORY_READINGS, SUPPLIER_PAIRS, SUPPLIER_READINGS
from procurement.store.whole_tables import read_table
from procurement.suppliers.reason_texts import name_beside

MATCHED_TO_AN_ERASED_NAME = "the same supplier as a name that has been erased"


def keep_readings_of(connection: Connection, supplier_keys: pl.Series, line_keys: pl.Series) -> None:
    """Drop every reading but those of these keys; those that stay keep their supplier, category and score.

    A supplier that was shown under a name which is gone is shown under the longest that is left of it, and a reason
    that repeats such a name no longer does.
    """
    suppliers = read_table(connection, SUPPLIER_READINGS, KEPT_SUPPLIER_READING)
    is_kept = pl.col("supplier_text_key").is_in(supplier_keys.implode())
    kept, gone = suppliers.filter(is_kept), suppliers.filter(~is_kept)
    lines = read_table(connection, CATEGORY_READINGS, KEPT_CATEGORY_READING).get_column("line_text_key")
    lines_gone = lines.filter(~lines.is_in(line_keys.implode()))
    _drop(connection, SUPPLIER_READINGS, gone.get_column("supplier_text_key"))
    _drop_pairs(connection, gone.get_column("supplier_text_key"))
    _drop(connection, CATEGORY_READINGS, lines_gone)
    names = _names(gone)
    _change(connection, _without_names(kept, names.filter((names != "") & ~names.is_in(_names(kept).implode()))))
    if gone.height or lines_gone.len():
        count_change(connection, SUPPLIER_READINGS, CATEGORY_READINGS, SUPPLIER_PAIRS)


def _names(readings: pl.DataFrame) -> pl.Series:
    """The names as they are published, and as suppliers are shown by them."""
    plain = readings.get_column("supplier_name").str.strip_chars()
    return pl.concat([readings.get_column("supplier_name"), plain, plain.str.to_uppercase()]).unique()


def _without_names(kept: pl.DataFrame, gone: pl.Series) -> pl.DataFrame:
    """Those of `kept` whose label or reason repeats one of the names `gone`, as they are to be."""
    longest = kept.sort(
        "supplier_id", -pl.col("supplier_name").str.len_chars().cast(pl.Int64()), "supplier_name"
    ).unique("supplier_id", keep="first", maintain_order=True)
    left = longest.select("supplier_id", left=pl.col("supplier_name").str.strip_chars())
    names_it = pl.col("supplier_label").is_in(gone.implode())
    is_beside_it = name_beside(pl.col("reason")).is_in(gone.implode()).fill_null(False)
    touched = kept.filter(names_it | is_beside_it).join(left, on="supplier_id", how="left", validate="m:1")
    return touched.select(
        "supplier_text_key",
        supplier_label=pl.when(names_it).then("left").otherwise("supplier_label"),
        reason=pl.when(is_beside_it).then(pl.lit(MATCHED_TO_AN_ERASED_NAME)).otherwise("reason"),
    )


def _drop(connection: Connection, table: Table, keys: pl.Series) -> None:
    (key,) = table.primary_key
    for start in range(0, keys.len(), KEYS_AT_ONCE):
        connection.execute(delete(table).where(key.in_(keys.slice(start, KEYS_AT_ONCE).to_list())))


def _drop_pairs(connection: Connection, keys: pl.Series) -> None:
    """A pair of which one text is gone asks nothing any more."""
    for start in range(0, keys.len(), KEYS_AT_ONCE):
        some = keys.slice(start, KEYS_AT_ONCE).to_list()
        for side in (SUPPLIER_PAIRS.c.supplier_text_key_a, SUPPLIER_PAIRS.c.supplier_text_key_b):
            connection.execute(delete(SUPPLIER_PAIRS).where(side.in_(some)))


def _change(connection: Connection, changed: pl.DataFrame) -> None:
    if changed.is_empty():
        return
    mine = SUPPLIER_READINGS.c.supplier_text_key == bindparam("of")
    values = {"supplier_label": bindparam("label"), "reason": bindparam("said")}
    rows = changed.rename({"supplier_text_key": "of", "supplier_label": "label", "reason": "said"}).to_dicts()
    connection.execute(update(SUPPLIER_READINGS).where(mine).values(values), rows)
