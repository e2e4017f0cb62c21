"""Where a pool of several councils counts: in the places that hold all of them whole, else in none but the nation."""

import polars as pl

from procurement.analysis.disclosure.guarding import SEVERAL_COUNCILS
from procurement.tables import PLACE_SHARE, WHOLE_MILLIONTHS

KEY = ["authority_code", "level"]


def with_pools(memberships: pl.DataFrame, members: pl.DataFrame) -> pl.DataFrame:
    """PLACE_SHARE with a row for each place of a pool.

    members: MEMBERS. A pool is in a place of a level where each of its councils is there with all of its parts;
    where there is no such place it stands by itself under SEVERAL_COUNCILS, so that places still add up.
    """
    if members.is_empty():
        return memberships
    length = (pl.col("to_millionths") - pl.col("from_millionths")).sum()
    shares = memberships.group_by("level", "place", "authority_code").agg(length=length)
    whole = shares.filter(pl.col("length") == WHOLE_MILLIONTHS).select("level", "place", member="authority_code")
    sizes = members.group_by("authority_code").agg(size=pl.len())
    held = members.join(whole, on="member", how="inner", validate="m:m")
    together = (
        held.group_by(*KEY, "place").agg(held=pl.len()).join(sizes, on="authority_code", validate="m:1")
        .filter(pl.col("held") == pl.col("size")).select(*KEY, "place")
    )  # fmt: skip
    every = sizes.select("authority_code").join(memberships.select("level").unique(), how="cross")
    placed = every.join(together, on=KEY, how="left", validate="1:m").with_columns(
        pl.col("place").fill_null(SEVERAL_COUNCILS),
        part_code=pl.col("authority_code"),
        from_millionths=pl.lit(0, pl.Int64),
        to_millionths=pl.lit(WHOLE_MILLIONTHS, pl.Int64),
    )
    rows = placed.select(PLACE_SHARE.names()).sort(PLACE_SHARE.names()).cast(PLACE_SHARE)
    return pl.concat([memberships, rows.select(memberships.columns)])
