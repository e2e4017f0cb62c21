"""The probability that two names are one supplier: a table of small decision trees, read as text and summed.

Each row of supplier_match_model.csv is a node: where `evidence` is at most `at_most` go to node `if_so`, else `if_not`;
a leaf (evidence "") adds its `points`. The probability is the logistic of the sum. How it was learnt, and on which
labels, is in benchmarks/train_supplier_model.py.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import polars as pl

Numbers = npt.NDArray[np.float64]
CHUNK = 16_384
ROUND = 20
"""So many trees are asked before looking which rows are settled."""
HOPELESS = -3.5
"""Log-odds of about three in a hundred."""


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

    @cached_property
    def still_to_come(self) -> Numbers:
        """The most that the trees from each place on may add; a last 0 after all of them."""
        ends = np.append(self.roots[1:], len(self.points))
        most = [self.points[root:end].max(initial=-np.inf) for root, end in zip(self.roots, ends, strict=True)]
        return np.append(np.cumsum(most[::-1])[::-1], 0.0)


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
    """The sum of the leaves that each row reaches; `values` has a column for each evidence of the model.

    A row that all points still to come cannot lift to HOPELESS is left with what it has.
    """
    total = np.zeros(len(values))
    rows = np.arange(len(values))
    for start in range(0, len(model.roots), ROUND):
        some = values[rows]
        columns: list[Numbers] = [np.ascontiguousarray(some[:, place]) for place in range(some.shape[1])]
        points = total[rows]
        for root in model.roots[start : start + ROUND]:
            points += tree_points(int(root), columns, model)
        total[rows] = points
        rows = rows[points + model.still_to_come[start : start + ROUND + 1][-1] >= HOPELESS]
    return total


def tree_points(node: int, columns: list[Numbers], model: Model) -> Numbers:
    """The points of each row below that node."""
    if model.if_so[node] == node:
        return model.points[node : node + 1]
    goes = columns[int(model.feature[node])] <= float(model.at_most[node])
    so, not_so = (tree_points(int(side[node]), columns, model) for side in (model.if_so, model.if_not))
    return np.where(goes, so, not_so)
