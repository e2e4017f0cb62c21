"""Give every new text a supplier and a category; texts that were read before keep their reading."""

from datetime import UTC, datetime

import polars as pl

from procurement.categories import coding
from procurement.services import category_models, supplier_evidence, supplier_pairs, supplier_settling, supplier_sics
from procurement.services.desk import Desk, suppliers_of
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
    if new.is_empty():
        return
    gathered = supplier_evidence.gather(desk, payments, new)
    known, believed = readings.suppliers(), gathered.select(SUPPLIER_TEXT.names())
    matched = desk.known_suppliers.settle(believed, known, desk.suppliers)
    readings.keep_suppliers(supplier_evidence.explain(matched.readings, gathered), datetime.now(UTC))
    pairs = supplier_pairs.of_asks(matched.asks, matched.known, matched.readings)
    desk.store.register.supplier_pairs.add(pairs, datetime.now(UTC))
    if known.is_empty():
        supplier_settling.matched_together(desk, new)


def code_again(desk: Desk, suppliers: pl.Series) -> None:
    """Categories anew for what texts of these suppliers (supplier_text_key) are paid for, as their kind has changed.

    Whether a payment can be influenced hangs on what sort of supplier it goes to.
    """
    is_theirs = pl.col("supplier_text_key").is_in(suppliers.implode())
    _code(desk, _lines(desk, desk.store.ledger.payments().filter(is_theirs).collect()))


def _code_lines(desk: Desk, payments: pl.DataFrame) -> None:
    lines = _lines(desk, payments)
    known = desk.store.register.readings.categories_of(lines["line_text_key"])
    _code(desk, lines.join(known, on="line_text_key", how="anti"))


def _lines(desk: Desk, payments: pl.DataFrame) -> pl.DataFrame:
    """LINE_TEXT: the distinct lines of `payments`, with the kind and registered trade of their supplier."""
    suppliers = suppliers_of(desk, payments["supplier_text_key"].unique())
    added = ("supplier_kind", "supplier_sics")
    texts = [name for name in LINE_TEXT.names() if name not in added]
    first = payments.select("supplier_text_key", *texts).sort("line_text_key", "supplier_text_key")
    first = first.unique("line_text_key", keep="first", maintain_order=True)
    return supplier_sics.told(first, desk, suppliers).select(LINE_TEXT.names())


def _code(desk: Desk, lines: pl.DataFrame) -> None:
    if not lines.is_empty():
        desk.store.register.readings.keep_categories(coding.code(lines, category_models.rules(desk)), datetime.now(UTC))
