"""The same text has the same key, whatever stands around it."""

from hashlib import blake2b

import polars as pl

from procurement.spend.rows import text_keys
from procurement.tables import PAYMENT_FACTS


def payments(*names: str) -> pl.DataFrame:
    row = {name: "" for name, kind in PAYMENT_FACTS.items() if kind == pl.String()}
    return pl.DataFrame(
        [{**row, "supplier_name": name, "purpose": "Paving"} for name in names], schema_overrides={"line": pl.Int64()}
    )


def test_keys_do_not_depend_on_order_or_company() -> None:
    one = text_keys.add(payments("Alder", "Birch", "Alder"))
    other = text_keys.add(payments("Birch", "Alder"))
    assert one["supplier_text_key"].to_list() == [
        other["supplier_text_key"][1],
        other["supplier_text_key"][0],
        one["supplier_text_key"][0],
    ]
    assert one["line_text_key"][0] == other["line_text_key"][1]


def test_keys_are_63_bits_and_known() -> None:
    keys = text_keys.add(payments("Alder"))
    assert keys.select((pl.col("supplier_text_key", "line_text_key") >= 0).all()).row(0) == (True, True)
    by_hand = int(blake2b(b"Alder\x1f\x1f\x1f", digest_size=8).hexdigest(), 16) // 2
    assert keys["supplier_text_key"].to_list() == [by_hand]


def test_texts_are_kept_apart() -> None:
    frame = payments("Alder").with_columns(company_number=pl.lit("1"))
    other = payments("Alder1")
    assert text_keys.add(frame)["supplier_text_key"].item() != text_keys.add(other)["supplier_text_key"].item()


def test_no_payments_keep_the_columns() -> None:
    empty = text_keys.add(pl.DataFrame(schema=PAYMENT_FACTS))
    assert empty.schema["supplier_text_key"] == empty.schema["line_text_key"] == pl.Int64()
