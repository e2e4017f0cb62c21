"""Give every new text a supplier and a category; texts that were read before keep their reading."""

from datetime import UTC, datetime

import polars as pl

from procurement.categories import coding
from procurement.services import supplier_evidence
from procurement.services.desk import Desk
from procurement.tables import LINE_TEXT, SUPPLIER_TEXT


def make(desk: Desk, payments: pl.DataFrame) -> None:
    """Read the distinct texts of `payments` that have no reading yet, and keep what was made of them.

    payments: PAYMENT of several uploads, each with its `authority_code` and an `upload_id` of its own.
    Readings are keyed by text, so keeping them before the payments are stored changes no figure.
    """
    _match_suppliers(desk, payments)
    _code_lines(desk, payments)


def _match_suppliers(desk: Desk, payments: pl.DataFrame) -> None:
    readings = desk.store.register.readings
    texts = payments.select(SUPPLIER_TEXT.names()).unique("supplier_text_key").sort("supplier_text_key")
    new = texts.join(readings.suppliers_of(texts["supplier_text_key"]), on="supplier_text_key", how="anti")
    if not new.is_empty():
        gathered = supplier_evidence.gather(desk, payments, new)
        believed = gathered.select(SUPPLIER_TEXT.names())
        matched = desk.known_suppliers.match(believed, readings.suppliers(), desk.suppliers)
        readings.keep_suppliers(supplier_evidence.explain(matched, gathered), datetime.now(UTC))


def _code_lines(desk: Desk, payments: pl.DataFrame) -> None:
    readings = desk.store.register.readings
    suppliers = readings.suppliers_of(payments["supplier_text_key"].unique())
    kinds = suppliers.select("supplier_text_key", supplier_kind="kind")
    lines = (
        payments.sort("line_text_key", "supplier_text_key")
        .unique("line_text_key", keep="first", maintain_order=True)
        .join(kinds, on="supplier_text_key", how="left", validate="m:1", maintain_order="left")
        .with_columns(pl.col("supplier_kind").fill_null("unknown"))
        .select(LINE_TEXT.names())
    )
    new = lines.join(readings.categories_of(lines["line_text_key"]), on="line_text_key", how="anti")
    if not new.is_empty():
        readings.keep_categories(coding.code(new, desk.categories), datetime.now(UTC))
