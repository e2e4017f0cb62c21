"""Keys of the distinct texts that readings are made of: the same text has the same key on every machine."""

from hashlib import blake2b

import polars as pl

SUPPLIER_COLUMNS = ("supplier_name", "company_number", "vat_number", "charity_number")
LINE_COLUMNS = ("supplier_name", "purpose", "department", "publisher_category", "account")
UNIT_SEPARATOR = "\x1f"


def add(payments: pl.DataFrame) -> pl.DataFrame:
    """The payments (PAYMENT_FACTS) with `supplier_text_key` and `line_text_key`, in the order given.

    A key is the first 63 bits of BLAKE2b over the exact texts, so it is the same in every upload and on every
    machine. Empty in gives empty out, with the two columns.
    """
    with_supplier = _with_key(payments, SUPPLIER_COLUMNS, "supplier_text_key")
    return _with_key(with_supplier, LINE_COLUMNS, "line_text_key")


def _with_key(frame: pl.DataFrame, columns: tuple[str, ...], name: str) -> pl.DataFrame:
    joined = frame.select(pl.concat_str(columns, separator=UNIT_SEPARATOR).alias("text"))
    distinct = joined.unique(maintain_order=True)
    keys = pl.Series(name, [_key(text) for text in distinct["text"].to_list()], dtype=pl.Int64())
    keyed = joined.join(distinct.with_columns(keys), on="text", how="left", validate="m:1", maintain_order="left")
    return frame.with_columns(keyed[name])


def _key(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big") >> 1
