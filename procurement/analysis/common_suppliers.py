"""Suppliers that several councils pay, and how much of that spend could gain from being seen together."""

from collections.abc import Sequence
from typing import Any

import narwhals.stable.v2 as nw

from procurement.analysis import frames, supplier_spend

LEAST_PENCE = 500_000
LEAST_COUNCILS = 2


def common_suppliers(
    coded: nw.LazyFrame[Any],
    by: Sequence[str] = (),
    least_councils: int = LEAST_COUNCILS,
    least_pence: int = LEAST_PENCE,
    leave_out: Sequence[str] = supplier_spend.NOT_IN_A_MARKET,
) -> nw.LazyFrame[Any]:
    """Suppliers with at least `least_pence` from each of at least `least_councils` councils, in each of `by`.

    coded: CODED_PAYMENT of councils, of one period. Returns `by`, supplier_id, supplier, councils, spend_pence (S,
    over those councils), council_hhi (H, the sum of their squared shares, 0 to 1) and leverage_pence = S(1-H): the
    spend outside each council's own reach, whatever prices are. Rounded to a penny. Empty in gives empty out.
    Source: docs/method.md, leverage; the £5,000 floor keeps out single small orders.
    """
    council = [] if "authority_code" in by else ["authority_code"]
    each = supplier_spend.spend(coded, [*by, *council], leave_out)
    return of_spend(each, by, least_councils, least_pence)


def of_spend(
    spent: nw.LazyFrame[Any],
    by: Sequence[str] = (),
    least_councils: int = LEAST_COUNCILS,
    least_pence: int = LEAST_PENCE,
) -> nw.LazyFrame[Any]:
    """As common_suppliers, of the spend of each council with each supplier (supplier_spend.spend), a row for each two.

    supplier_id and supplier may be numbers in the order of the texts that they stand for.
    """
    each = spent.filter(nw.col("spend_pence") >= least_pence)
    pence = nw.col("spend_pence").cast(nw.Float64)
    keys = [*by, "supplier_id"]
    totals = (
        each.with_columns(squared=pence * pence)
        .group_by(keys)
        .agg(
            supplier=nw.col("supplier").max(),
            councils=nw.len(),
            spend_pence=nw.col("spend_pence").sum(),
            squares=nw.col("squared").sum(),
        )
        .filter(nw.col("councils") >= least_councils)
    )
    measured = totals.with_columns(within=frames.ratio(nw.col("squares"), nw.col("spend_pence")))
    outside = (nw.col("spend_pence").cast(nw.Float64) - nw.col("within")).round(0).cast(nw.Int64)
    return measured.select(
        *keys,
        "supplier",
        nw.col("councils").cast(nw.Int64),
        nw.col("spend_pence").cast(nw.Int64),
        frames.ratio(nw.col("within"), nw.col("spend_pence")).alias("council_hhi"),
        outside.alias("leverage_pence"),
    )


def by_council(
    coded: nw.LazyFrame[Any], by: Sequence[str] = (), leave_out: Sequence[str] = supplier_spend.NOT_IN_A_MARKET
) -> nw.LazyFrame[Any]:
    """`by`, authority_code, authority, supplier_id, supplier, spend_pence: the council-by-supplier matrix, long."""
    places = [name for name in ("authority_code", "authority") if name not in by]
    return supplier_spend.spend(coded, [*by, *places], leave_out)
