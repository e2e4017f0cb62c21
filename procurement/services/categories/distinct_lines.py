"""The distinct lines of text of payments, with what is known of their suppliers, as categories are given to them."""

import polars as pl

from procurement.services.categories.line_texts import TEXTS
from procurement.services.desk import Desk, suppliers_of
from procurement.services.suppliers import supplier_sics
from procurement.tables import LINE_TEXT


def of(desk: Desk, rows: pl.DataFrame) -> pl.DataFrame:
    """LINE_TEXT: the distinct lines of payments or of SPENT_LINE, with the kind and registered trade of their supplier.

    Of a line that several suppliers' texts have, the first by key speaks.
    """
    suppliers = suppliers_of(desk, rows["supplier_text_key"].unique())
    first = rows.select("supplier_text_key", "line_text_key", *TEXTS).sort("line_text_key", "supplier_text_key")
    first = first.unique("line_text_key", keep="first", maintain_order=True)
    return supplier_sics.told(first, desk, suppliers).select(LINE_TEXT.names())
