"""What is spent with each known supplier, which every question about suppliers begins with."""

from collections.abc import Sequence
from typing import Any

import narwhals.stable.v2 as nw

from procurement.analysis.coded import INDIVIDUAL
from procurement.analysis.disclosure.guarding import SEVERAL_KINDS

NOT_IN_A_MARKET = ("public body", INDIVIDUAL, "pseudo-supplier", "redacted", SEVERAL_KINDS)
"""Kinds of supplier that councils do not choose between; spend with them stays in every total."""


def spend(coded: nw.LazyFrame[Any], by: Sequence[str], leave_out: Sequence[str] = ()) -> nw.LazyFrame[Any]:
    """`by`, supplier_id, supplier and spend_pence, net of credit notes, a row a supplier.

    leave_out: kinds of supplier. Redacted payments and those whose supplier is not known are not here.
    Empty in gives empty out.
    """
    named = coded.filter(nw.col("supplier_id") != "", ~nw.col("is_redacted"))
    chosen = named.filter(~nw.col("supplier_kind").is_in(list(leave_out))) if leave_out else named
    keys = [*by, "supplier_id"]
    totals = chosen.group_by(keys).agg(supplier=nw.col("supplier").max(), spend_pence=nw.col("amount_pence").sum())
    return totals.select(*by, "supplier_id", "supplier", nw.col("spend_pence").cast(nw.Int64))
