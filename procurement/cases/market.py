"""What suppliers show of a category in a place: reach, concentration, leverage, charities."""

import numpy as np
import polars as pl

from procurement.cases import sold
from procurement.cases.numbering import KEYS, Placed
from procurement.cases.sold import Flags, Numbers, Sellers, Sold, Whole

COUNCILS_TO_SERVE = 2
REGIONS_TO_SERVE = 3
COUNCILS_TO_SHARE = 3
MEASURED = pl.Schema(
    {
        **dict.fromkeys(KEYS, pl.UInt32()),
        "known_pence": pl.Int64(),
        "reached_pence": pl.Int64(),
        "hhi": pl.Float64(),
        "suppliers": pl.Int64(),
        "shared_suppliers": pl.Int64(),
        "leverage_pence": pl.Int64(),
        "charity_share": pl.Float64(),
        "known_kind_share": pl.Float64(),
    }
)


def measure(arranged: Sold, placed: Placed, least_spend_pence: int) -> pl.DataFrame:
    """Reach, HHI, suppliers, leverage and charity share for each category and place (MEASURED).

    arranged: sold.arrange of the sums that are placed. Only influenceable purchases count. Reach is the share of the
    spend (redacted spend included, so a lower bound) with suppliers who serve two councils of the place, or nationally
    three regions. HHI is over known suppliers, rounded so that it does not hang on the order of adding up. Leverage of
    a supplier shared by three councils or more is S (1 - H), its spend times one less the sum of squared council
    shares, over councils that spend `least_spend_pence` a period. Pence are added up as floats, which hold whole pence
    up to ninety million million pounds.
    """
    regions = _regions(placed)
    found = [_of_layer(sold.sellers(arranged, layer), regions, least_spend_pence) for layer in sold.layers(placed)]
    return pl.concat([MEASURED.to_frame(), *found])


def _regions(placed: Placed) -> Whole:
    """The number of each council's region; that of those without one is nought."""
    regions = np.zeros(placed.summed.councils.height, dtype=np.int64)
    regions[placed.regions["council"].to_numpy()] = placed.regions["region"].to_numpy().astype(np.int64) + 1
    return regions


def _of_layer(found: Sellers, regions: Whole, least_spend_pence: int) -> pl.DataFrame:
    group, kind = found.groups, found.sold.kind_of[found.seller]
    pence = found.add(found.pence).astype(np.float64)
    customers, leverage = _leverage(found, least_spend_pence)
    is_shared = customers >= COUNCILS_TO_SHARE
    known = np.bincount(group, weights=pence)

    def total(values: Numbers) -> Numbers:
        """Added up over the rows of each group."""
        return np.bincount(group, weights=values).astype(np.float64)

    columns = {
        "known_pence": known,
        "reached_pence": total(pence * _is_reached(found, regions)),
        "hhi": np.round(total((pence / known[group]) ** 2) * 10_000, 6),
        "suppliers": total(np.ones_like(pence)),
        "shared_suppliers": total(is_shared.astype(np.float64)),
        "leverage_pence": np.round(total(leverage * is_shared)),
        "charity_share": total(pence * (kind == "charity")),
        "known_kind_share": total(pence * (kind != "unknown")),
    }
    there = np.flatnonzero(known)
    shown = pl.DataFrame({name: column[there] for name, column in columns.items()})
    shares = [pl.col(name) / pl.col("known_pence") for name in ("charity_share", "known_kind_share")]
    return pl.concat([found.named(there), shown.with_columns(shares)], how="horizontal").cast(MEASURED)


def _leverage(found: Sellers, least_spend_pence: int) -> tuple[Whole, Numbers]:
    """Of each seller its customers of `least_spend_pence` or more, and what of their spend no one of them sees."""
    counts = found.pence >= least_spend_pence
    counted = np.where(counts, found.pence, 0).astype(np.float64)
    whole, squares = found.add_numbers(counted), found.add_numbers(counted**2)
    apart = np.divide(squares, whole, out=np.zeros_like(whole), where=whole > 0)
    return found.add(counts.astype(np.int64)), whole - apart


def _is_reached(found: Sellers, regions: Whole) -> Flags:
    """Whether each seller serves two councils of the place, or three regions of the nation."""
    if not found.layer.is_nation:
        return found.add(np.ones(len(found.rows), dtype=np.int64)) >= COUNCILS_TO_SERVE
    return _regions_served(found.sold, found, regions) >= REGIONS_TO_SERVE


def _regions_served(every: Sold, found: Sellers, regions: Whole) -> Whole:
    size = int(regions.max(initial=0)) + 1
    pairs = np.unique(every.seller[found.rows] * size + regions[every.council[found.rows]])
    return np.bincount(pairs // size, minlength=len(every.category_of))[found.seller]
