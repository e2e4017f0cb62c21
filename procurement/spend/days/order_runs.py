"""Days that stand among dates of the other order: a file to which each month's rows are added may change its order."""

import polars as pl

from procurement.spend.days import date_shapes

CLASH, UNCERTAIN = "DATE_ORDER_CLASH", "DATE_ORDER_UNCERTAIN"


def hold_uncertain(days: pl.DataFrame, texts: pl.Series) -> pl.DataFrame:
    """`days` (`day`, `day_rule`) without the days that may as well be read the other way round, which get UNCERTAIN.

    texts: what each day was read from, row by row. Where some dates clash with the order of the file, a date of two
    numbers up to 12 is certain only where no clash is its nearest neighbour of known order, above or below. One that
    falls in the month of its other neighbour, and read the other way not in that of the clash, goes on with the former.
    """
    if not (days["day_rule"] == CLASH).any():
        return days
    known = date_shapes.shapes(texts.unique()).filter(pl.col("shape") == "numeric").select("text", "a", "b", "year")
    frame = days.with_columns(text=texts).join(known, on="text", how="left", validate="m:1", maintain_order="left")
    is_small = pl.max_horizontal("a", "b") <= 12
    is_read, is_clash = pl.col("day_rule") == "", pl.col("day_rule") == CLASH
    day = pl.col("day")
    own, turned = (12 * pl.col("year") + part.cast(pl.Int64()) for part in (day.dt.month(), day.dt.day()))
    frame = frame.with_columns(
        open=(is_small & (pl.col("a") != pl.col("b")) & is_read).fill_null(value=False),
        own=pl.when(is_read).then(own),
        turned=pl.when(is_read).then(turned),
        told=pl.when(is_clash)
        .then(pl.struct(clash=pl.lit(value=True), month=12 * pl.col("year") + pl.min_horizontal("a", "b")))
        .when(is_read & ~is_small)
        .then(pl.struct(clash=pl.lit(value=False), month=own)),
    )
    near = [pl.col("told").forward_fill().struct, pl.col("told").backward_fill().struct]
    clashes = [told.field("clash").fill_null(value=False) for told in near]
    goes_on = [~clash & (told.field("month") == pl.col("own")) for told, clash in zip(near, clashes, strict=True)]
    fits = [clash & (told.field("month") == pl.col("turned")) for told, clash in zip(near, clashes, strict=True)]
    is_certain = ~pl.any_horizontal(clashes) | (pl.any_horizontal(goes_on) & ~pl.any_horizontal(fits))
    hold = pl.col("open") & ~is_certain.fill_null(value=False)
    return frame.with_columns(
        day=pl.when(~hold).then("day"), day_rule=pl.when(hold).then(pl.lit(UNCERTAIN)).otherwise("day_rule")
    ).select(days.columns)
