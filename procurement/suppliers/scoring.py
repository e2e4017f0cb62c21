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

from procurement.suppliers import ranks

Numbers = npt.NDArray[np.float64]
CHUNK = 8_192
"""Rows scored at once: what is worked on stays in the processor's own memory."""
MOST_LEAVES = 8
TOGETHER = 512
"""Evidence is looked up together as long as it has no more combinations than this."""


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
    def cuts(self) -> list[Numbers]:
        """For each sort of evidence, the values at which a tree divides, in order."""
        is_inner = self.if_so != np.arange(len(self.points))
        return [np.unique(self.at_most[is_inner & (self.feature == place)]) for place in range(len(self.evidence))]

    @cached_property
    def sieves(self) -> list["Sieve"]:
        """The sieves of all evidence, put together as far as they stay small."""
        joined: list[Sieve] = []
        for sieve in leaves_left(self):
            if joined and len(joined[-1].left) * len(sieve.left) <= TOGETHER:
                joined[-1] = together(joined[-1], sieve)
            else:
                joined.append(sieve)
        return joined

    @cached_property
    def points_of(self) -> Numbers:
        """The points of the first leaf that is left, for each tree and each of 256 ways in which leaves may be left."""
        points = np.zeros((len(self.roots), 256))
        for tree, root in enumerate(self.roots.tolist()):
            for bit, leaf in reversed(list(enumerate(leaves(self, root)))):
                points[tree, np.arange(256) & (1 << bit) > 0] = self.points[leaf]
        return points


@dataclass(frozen=True)
class Sieve:
    """What some sorts of evidence leave: `left` has a row a combination of steps, a column a tree, a bit a leaf."""

    evidence: tuple[int, ...]
    steps: tuple[int, ...]
    left: npt.NDArray[np.uint8]


def leaves(model: Model, node: int) -> list[int]:
    """The leaves below a node, those for lower values first."""
    if model.if_so[node] == node:
        return [node]
    return [*leaves(model, int(model.if_so[node])), *leaves(model, int(model.if_not[node]))]


def leaves_left(model: Model) -> list[Sieve]:
    """A sieve for each sort of evidence: above a cut, leaves for lower values are out; the first left is reached.

    Raises ValueError for a tree with more leaves than MOST_LEAVES.
    """
    shape = [(len(cuts) + 1, len(model.roots)) for cuts in model.cuts]
    left = [np.full(size, 255, dtype=np.uint8) for size in shape]
    for tree, root in enumerate(model.roots.tolist()):
        bits = {leaf: 1 << place for place, leaf in enumerate(leaves(model, root))}
        if len(bits) > MOST_LEAVES:
            raise ValueError(f"tree {tree} of supplier_match_model.csv has {len(bits)} leaves, over {MOST_LEAVES}")
        end = int(model.roots[tree + 1]) if tree + 1 < len(model.roots) else len(model.points)
        for node in range(root, end):
            if model.if_so[node] != node:
                feature = int(model.feature[node])
                step = model.cuts[feature].tolist().index(float(model.at_most[node])) + 1
                out = sum(bits[leaf] for leaf in leaves(model, int(model.if_so[node])))
                left[feature][step:, tree] &= np.uint8(255 - out)
    return [Sieve((place,), (len(some),), some) for place, some in enumerate(left)]


def together(one: Sieve, other: Sieve) -> Sieve:
    """The sieve of the evidence of both."""
    left = (one.left[:, None, :] & other.left[None, :, :]).reshape(-1, one.left.shape[1])
    return Sieve((*one.evidence, *other.evidence), (*one.steps, *other.steps), left)


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


def probability(weighed: pl.DataFrame, model: Model) -> Numbers:
    """The probability 0 to 1 for each row of evidence; no rows give an empty array.

    Rows that stand between the same cuts are scored once.
    """
    steps = [step_of(weighed[name].to_numpy(), cuts) for name, cuts in zip(model.evidence, model.cuts, strict=True)]
    place = ranks.of_rows(steps)
    one = np.empty(int(place.max(initial=-1)) + 1, dtype=np.int64)
    one[place] = np.arange(len(place))
    parts = [np.empty(0)]
    for start in range(0, len(one), CHUNK):
        parts.append(points_of_rows([step[one[start : start + CHUNK]] for step in steps], model))
    return 1 / (1 + np.exp(-np.concatenate(parts)[place]))


def step_of(values: Numbers, cuts: Numbers) -> npt.NDArray[np.uint8]:
    """How many of the cuts each value is above."""
    step = np.zeros(len(values), dtype=np.uint8)
    for cut in cuts.tolist():
        step += values > cut
    return step


def points_of_rows(steps: list[npt.NDArray[np.uint8]], model: Model) -> Numbers:
    """The sum of the leaves that each row reaches, of rows given by the steps of each sort of evidence."""
    left = np.full((len(steps[0]), len(model.roots)), 255, dtype=np.uint8)
    for sieve in model.sieves:
        row = np.zeros(len(left), dtype=np.int64)
        for place, size in zip(sieve.evidence, sieve.steps, strict=True):
            row = row * size + steps[place]
        left &= sieve.left[row]
    tree = np.arange(len(model.roots), dtype=np.int64) * 256
    return np.take(model.points_of, left + tree).sum(axis=1)
