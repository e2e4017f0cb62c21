"""The probability that two names are one supplier: a table of small decision trees, read as text and summed.

Each row of supplier_match_model.csv is a node: where `evidence` is at most `at_most` go to node `if_so`, else `if_not`;
a leaf (evidence "") adds its `points`. The probability is the logistic of the sum. How it was learnt, and on which
labels, is in benchmarks/train_supplier_model.py.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

Numbers = npt.NDArray[np.float64]
CHUNK = 16_384


@dataclass(frozen=True)
class Model:
    """Nodes of all trees side by side; `roots` holds each tree's first node, and a leaf points to itself."""

    evidence: list[str]
    feature: npt.NDArray[np.int64]
    at_most: npt.NDArray[np.float64]
    if_so: npt.NDArray[np.int64]
    if_not: npt.NDArray[np.int64]
    points: npt.NDArray[np.float64]
    roots: npt.NDArray[np.int64]


def read(table: pl.DataFrame) -> Model:
    """The model in supplier_match_model.csv (all columns String); node numbers there count within their tree."""
    rows = table.with_columns(pl.col("tree", "node").cast(pl.Int64)).sort("tree", "node")
    rows = rows.with_row_index("here").with_columns(pl.col("here").cast(pl.Int64))
    rows = rows.with_columns(first=pl.col("here").min().over("tree"), is_leaf=pl.col("evidence") == "")
    evidence = rows.filter(~pl.col("is_leaf"))["evidence"].unique().sort().to_list()
    places = {name: place for place, name in enumerate(evidence)}

    def target(column: str) -> npt.NDArray[np.int64]:
        """Where each node goes by that column; a leaf goes to itself."""
        to = pl.when(pl.col("is_leaf")).then(pl.lit("0")).otherwise(column).cast(pl.Int64) + pl.col("first")
        return rows.select(pl.when(pl.col("is_leaf")).then(pl.col("here")).otherwise(to)).to_series().to_numpy()

    number = pl.when(pl.col("is_leaf")).then(pl.lit("0")).otherwise("at_most").cast(pl.Float64)
    return Model(
        evidence,
        rows["evidence"].replace_strict(places, default=0, return_dtype=pl.Int64).to_numpy(),
        rows.select(number).to_series().to_numpy(),
        target("if_so"),
        target("if_not"),
        rows.select(pl.when(pl.col("is_leaf")).then("points").otherwise(pl.lit("0")).cast(pl.Float64))
        .to_series()
        .to_numpy(),
        rows["first"].unique().sort().to_numpy(),
    )


def probability(weighed: pl.DataFrame, model: Model) -> npt.NDArray[np.float64]:
    """The probability 0 to 1 for each row of evidence; no rows give an empty array."""
    values = weighed.select(model.evidence).to_numpy().astype(np.float64)
    parts = [add_points(values[start : start + CHUNK], model) for start in range(0, len(values), CHUNK)]
    total = np.concatenate(parts) if parts else np.empty(0)
    return 1 / (1 + np.exp(-total))


def add_points(values: Numbers, model: Model) -> Numbers:
    """The sum of the leaves that each row reaches; `values` has a column for each evidence of the model."""
    columns: list[Numbers] = [np.ascontiguousarray(values[:, place]) for place in range(values.shape[1])]

    def value(node: int) -> Numbers:
        """The points of each row below that node."""
        if model.if_so[node] == node:
            return model.points[node : node + 1]
        goes = columns[int(model.feature[node])] <= float(model.at_most[node])
        return np.where(goes, value(int(model.if_so[node])), value(int(model.if_not[node])))

    total = np.zeros(len(values))
    for root in model.roots:
        total += value(int(root))
    return total
