"""One kind of frame in, whatever engine holds it; one kind of table out, for pages and tests."""

from collections.abc import Sequence
from typing import Any

import narwhals.stable.v2 as nw
import polars as pl

Frame = nw.LazyFrame[Any]


class NotUnique(ValueError):
    """A table that should have one row for each key has more; joining it would count payments twice."""


def lazy(native: Any) -> Frame:
    """A Narwhals lazy frame over a Polars frame, a Spark DataFrame, or a Narwhals frame; nothing is read yet."""
    return nw.from_native(native).lazy()


def beside(table: Any, frame: Frame) -> Frame:
    """`table` as a lazy frame on the engine of `frame`: a Polars table goes over to Spark where `frame` lives there."""
    known = lazy(table)
    if frame.implementation.is_spark_like() and not known.implementation.is_spark_like():
        session = frame.to_native().sparkSession
        arrow = known.collect(backend="polars").to_native().to_arrow(compat_level=pl.CompatLevel.oldest())
        return lazy(session.createDataFrame(arrow))
    return known


def collect(frame: Frame, schema: pl.Schema | None = None) -> pl.DataFrame:
    """The rows, worked out, as a Polars table sorted by every column from the left.

    schema: types to give the columns of those names, since engines differ in the width of counts.
    """
    narrow: pl.DataFrame = frame.collect(backend="polars").to_native()
    table = narrow.with_columns(pl.col(pl.Categorical).cast(pl.String))
    given = schema if schema is not None else pl.Schema()
    wanted = {name: kind for name, kind in given.items() if name in table.columns}
    return table.cast(pl.Schema(wanted)).sort(table.columns)


def held(frame: Frame) -> pl.DataFrame:
    """The rows, worked out once in no order, as a Polars table of which several questions are asked."""
    table: pl.DataFrame = frame.collect(backend="polars").to_native()
    return table


def unique_by(table: Frame, key: str | Sequence[str], name: str) -> Frame:
    """`table` as it is, once it is seen that no value of `key`, a column or several, is there twice.

    Narwhals joins have no `validate=`, so this is how a join of many rows to one is proved: one pass over `key`
    alone, which is small beside the payments. Raises NotUnique, naming the table and a value.
    """
    keys = [key] if isinstance(key, str) else list(key)
    if len(keys) == 1:
        counted = table.select(rows=nw.len(), distinct=nw.col(keys[0]).n_unique()).collect(backend="polars").to_native()
        if counted["rows"][0] == counted["distinct"][0]:
            return table
    twice = table.group_by(keys).agg(rows=nw.len()).filter(nw.col("rows") > 1).head(1)
    found = twice.collect(backend="polars").to_native()
    if found.height:
        raise NotUnique(
            f"{name} has more than one row where {keys[-1]} is {found[keys[-1]][0]}; no figure can be made from it."
        )
    return table


def ratio(part: nw.Expr, whole: nw.Expr) -> nw.Expr:
    """`part` as a share of `whole`, a float; `whole` must not be nothing.

    Written as a power, since Sail's division of floats is not implemented (pysail 0.7: try_divide takes integers).
    """
    return part.cast(nw.Float64) * whole.cast(nw.Float64) ** -1.0
