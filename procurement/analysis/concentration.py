"""How few suppliers the spend is with: HHI, the share of the largest, the tail, and shares by kind."""

from collections.abc import Sequence
from typing import Any

import narwhals.stable.v2 as nw

from procurement.analysis import frames, parts, supplier_spend

WHOLE = "whole"
TOP = 5
TAIL_SHARE = 0.2


def measure(
    coded: nw.LazyFrame[Any],
    by: Sequence[str] = (),
    top: int = TOP,
    leave_out: Sequence[str] = supplier_spend.NOT_IN_A_MARKET,
) -> nw.LazyFrame[Any]:
    """`by`, suppliers, spend_pence, hhi (0 to 10,000) and top_share (0 to 1), a row for each combination of `by`.

    The Herfindahl-Hirschman index is the sum of squared supplier shares times 10,000. Suppliers whose credit notes
    outweigh what they were paid have no share and are left out, as are redacted and unknown ones: spend_pence is
    what the shares are of. It is a screen on what these councils buy, not a test of a market. Empty in, empty out.
    """
    keys = list(by) or [WHOLE]
    ranked = _ranked(coded, by, leave_out)
    pence = nw.col("spend_pence").cast(nw.Float64)
    largest = nw.when(nw.col("place_in_line") <= top).then(nw.col("spend_pence")).otherwise(nw.lit(0))
    totals = (
        ranked.with_columns(largest=largest, squared=pence * pence)
        .group_by(keys)
        .agg(
            suppliers=nw.len(),
            spend_pence=nw.col("spend_pence").sum(),
            squares=nw.col("squared").sum(),
            largest=nw.col("largest").sum(),
        )
    )
    spend = nw.col("spend_pence")
    return totals.select(
        *by,
        nw.col("suppliers").cast(nw.Int64),
        nw.col("spend_pence").cast(nw.Int64),
        (frames.ratio(frames.ratio(nw.col("squares"), spend), spend) * 10_000).alias("hhi"),
        frames.ratio(nw.col("largest"), spend).alias("top_share"),
    )


def tail(
    coded: nw.LazyFrame[Any],
    by: Sequence[str] = (),
    share: float = TAIL_SHARE,
    leave_out: Sequence[str] = supplier_spend.NOT_IN_A_MARKET,
) -> nw.LazyFrame[Any]:
    """`by`, suppliers, tail_suppliers, spend_pence and tail_pence: the many that share the last of the spend.

    Suppliers stand in line from the largest (of equals, by id); the tail begins where those before have made at least
    1 - `share` of the spend. Left out: as in measure. Empty in gives empty out.
    """
    keys = list(by) or [WHOLE]
    lined = _ranked(coded, by, leave_out)
    total = lined.group_by(keys).agg(all_pence=nw.col("spend_pence").sum())
    so_far = nw.col("spend_pence").cum_sum().over(*keys, order_by="place_in_line")
    before = (so_far - nw.col("spend_pence")).cast(nw.Float64)
    placed = lined.with_columns(before=before).join(total, on=keys, how="inner")
    in_tail = nw.col("before") >= (1 - share) * nw.col("all_pence").cast(nw.Float64)
    marked = placed.with_columns(
        is_tail=in_tail.cast(nw.Int64),
        tail_pence=nw.when(in_tail).then(nw.col("spend_pence")).otherwise(nw.lit(0)),
    )
    totals = marked.group_by(keys).agg(
        suppliers=nw.len(),
        tail_suppliers=nw.col("is_tail").sum(),
        spend_pence=nw.col("spend_pence").sum(),
        tail_pence=nw.col("tail_pence").sum(),
    )
    names = ("suppliers", "tail_suppliers", "spend_pence", "tail_pence")
    return totals.select(*by, *(nw.col(name).cast(nw.Int64) for name in names))


def below(
    coded: nw.LazyFrame[Any],
    pence: int,
    by: Sequence[str] = (),
    leave_out: Sequence[str] = supplier_spend.NOT_IN_A_MARKET,
) -> nw.LazyFrame[Any]:
    """`by`, suppliers and spend_pence of the suppliers paid more than nothing and less than `pence` in all."""
    keys = list(by) or [WHOLE]
    small = _paid(coded, by, leave_out).filter(nw.col("spend_pence") < pence)
    totals = small.group_by(keys).agg(suppliers=nw.len(), spend_pence=nw.col("spend_pence").sum())
    return totals.select(*by, *(nw.col(name).cast(nw.Int64) for name in ("suppliers", "spend_pence")))


def by_kind(coded: nw.LazyFrame[Any], by: Sequence[str] = ()) -> nw.LazyFrame[Any]:
    """`by`, supplier_kind, spend_pence and payments: every payment, redacted and unknown ("") suppliers included."""
    totals = coded.group_by([*by, "supplier_kind"]).agg(
        spend_pence=nw.col("amount_pence").sum(), payments=parts.payments(coded)
    )
    numbers = (nw.col(name).cast(nw.Int64) for name in ("spend_pence", "payments"))
    return totals.select(*by, "supplier_kind", *numbers)


def _paid(coded: nw.LazyFrame[Any], by: Sequence[str], leave_out: Sequence[str]) -> nw.LazyFrame[Any]:
    """Suppliers with spend above nothing in each of `by`, or in the whole."""
    paid = supplier_spend.spend(coded, by, leave_out).filter(nw.col("spend_pence") > 0)
    return paid if by else paid.with_columns(nw.lit(1).alias(WHOLE))


def _ranked(coded: nw.LazyFrame[Any], by: Sequence[str], leave_out: Sequence[str]) -> nw.LazyFrame[Any]:
    """_paid with `place_in_line`, 1 for the largest; equals stand by id, so every engine agrees."""
    return (
        _paid(coded, by, leave_out)
        .with_columns(owed=-nw.col("spend_pence"), one=nw.lit(1))
        .with_columns(place_in_line=nw.col("one").cum_sum().over(*(by or [WHOLE]), order_by=["owed", "supplier_id"]))
    )
