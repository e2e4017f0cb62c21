"""Which councils are near each other: within some kilometres, or in one county area or combined authority."""

import numpy as np
import polars as pl

from procurement.places import authorities as register
from procurement.places.groupings import REMAINDERS
from procurement.tables import NEIGHBOUR

EARTH_KM = 6_371.0
SAME_AREA = ("county", "combined-authority")


def placed(authorities: pl.DataFrame) -> pl.DataFrame:
    """PLACED_COUNCIL: principal councils numbered from north to south; those without a known centre come last.

    The number orders councils by where they are, so that nothing hangs on how they are named or coded.
    """
    councils = register.principal_councils(authorities).sort(
        "latitude", "longitude", "authority_code", descending=[True, False, False], nulls_last=True
    )
    return councils.select("authority_code", "name", pl.int_range(pl.len(), dtype=pl.Int64).alias("position"))


def near(authorities: pl.DataFrame, memberships: pl.DataFrame, within_km: float) -> pl.DataFrame:
    """NEIGHBOUR: every pair of different principal councils that are near each other, once each way.

    authorities: AUTHORITY; memberships: MEMBERSHIP of the day. Near means that their centres are at most `within_km`
    apart, or that they share a county area or combined authority. `km` is null where a centre is not known. Distances
    are along the great circle between centres, not by road. Empty in gives empty out.
    """
    apart = _distances(register.principal_councils(authorities))
    shared = memberships.filter(
        pl.col("level").is_in(SAME_AREA), ~pl.col("place").is_in(list(REMAINDERS.values()))
    ).select("level", "place", "authority_code")
    together = shared.join(
        shared.rename({"authority_code": "near_code"}), on=["level", "place"], how="inner", validate="m:m"
    ).select("authority_code", "near_code")
    close = apart.filter(pl.col("km") <= within_km).select("authority_code", "near_code")
    pairs = pl.concat([close, together]).unique()
    known = pairs.filter(pl.col("authority_code") != pl.col("near_code")).join(
        apart, on=["authority_code", "near_code"], how="left", validate="1:1"
    )
    return known.select(NEIGHBOUR.names()).cast(NEIGHBOUR).sort("authority_code", "near_code")


def _distances(councils: pl.DataFrame) -> pl.DataFrame:
    """authority_code, near_code, km of every pair of councils whose centres are known, in whole tenths."""
    known = councils.filter(pl.col("latitude").is_not_null() & pl.col("longitude").is_not_null())
    north, east = (np.radians(known[name].to_numpy()) for name in ("latitude", "longitude"))
    half = (
        np.sin((north[:, None] - north) / 2) ** 2
        + np.cos(north[:, None]) * np.cos(north) * np.sin((east[:, None] - east) / 2) ** 2
    )
    km = np.round(2 * EARTH_KM * np.arcsin(np.sqrt(half)), 1)
    codes = known["authority_code"].to_list()
    count = len(codes)
    return pl.DataFrame(
        {"authority_code": np.repeat(codes, count), "near_code": np.tile(codes, count), "km": km.ravel()},
        schema=NEIGHBOUR,
    )
