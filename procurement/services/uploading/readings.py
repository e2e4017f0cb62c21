"""Give every new text a supplier and a category; texts that were read before keep their reading."""

from datetime import UTC, datetime

import polars as pl

from procurement.categories import coding
from procurement.services.categories import category_models, distinct_lines
from procurement.services.desk import Desk
from procurement.services.suppliers import supplier_evidence, supplier_pairs, supplier_settling
from procurement.tables import SUPPLIER_TEXT


def make(desk: Desk, payments: pl.DataFrame) -> None:
    """Read the distinct texts of `payments` that have no reading yet, and keep what was made of them.

    payments: PAYMENT of several uploads, each with its `authority_code` and an `upload_id` of its own.
    Readings are keyed by text, so keeping them before the payments are stored changes no figure.
    """
    match_suppliers(desk, payments)
    code_lines(desk, payments)


def match_suppliers(desk: Desk, payments: pl.DataFrame) -> None:
    """Give the new supplier texts of `payments` (as `make` takes them) a supplier."""
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
    _code(desk, distinct_lines.of(desk, desk.store.ledger.payments().filter(is_theirs).collect()))


def code_lines(desk: Desk, payments: pl.DataFrame) -> None:
    """Give the new line texts of `payments` (as `make` takes them) a category; their suppliers are matched by then."""
    known = desk.store.register.readings.categories_of(payments["line_text_key"].unique())
    _code(desk, distinct_lines.of(desk, payments.join(known, on="line_text_key", how="anti")))


def _code(desk: Desk, lines: pl.DataFrame) -> None:
    if not lines.is_empty():
        desk.store.register.readings.keep_categories(coding.code(lines, category_models.rules(desk)), datetime.now(UTC))
