"""Trees read as text."""

import math

import numpy as np
import polars as pl
import pytest

from procurement.suppliers import scoring
from procurement.suppliers.reference import SupplierReference

ROWS = [
    ("0", "0", "", "", "", "", "-1.0"),
    ("1", "0", "letters", "0.5", "1", "2", ""),
    ("1", "1", "", "", "", "", "-2.0"),
    ("1", "2", "overlap", "0.9", "3", "4", ""),
    ("1", "3", "", "", "", "", "0.5"),
    ("1", "4", "", "", "", "", "3.0"),
]
TABLE = pl.DataFrame(ROWS, schema=["tree", "node", "evidence", "at_most", "if_so", "if_not", "points"], orient="row")


@pytest.mark.parametrize(
    ("letters", "overlap", "points"),
    [(0.5, 1.0, -3.0), (0.6, 0.9, -0.5), (0.6, 0.91, 2.0)],
    ids=["low", "middle", "high"],
)
def test_points_of_the_leaves_are_summed(letters: float, overlap: float, points: float) -> None:
    weighed = pl.DataFrame({"letters": [letters], "overlap": [overlap]})
    (found,) = scoring.probability(weighed, scoring.read(TABLE))
    assert found == pytest.approx(1 / (1 + math.exp(-points)))


def test_no_rows_give_no_probabilities() -> None:
    empty = pl.DataFrame(schema={"letters": pl.Float64(), "overlap": pl.Float64()})
    assert scoring.probability(empty, scoring.read(TABLE)).tolist() == []


def walked(row: dict[str, float], model: scoring.Model) -> float:
    """The slow, obvious way: down each tree, a step a node."""
    total = 0.0
    for root in model.roots.tolist():
        node = root
        while model.if_so[node] != node:
            goes = row[model.evidence[int(model.feature[node])]] <= model.at_most[node]
            node = int(model.if_so[node] if goes else model.if_not[node])
        total += float(model.points[node])
    return 1 / (1 + math.exp(-total))


def test_sieves_reach_the_leaves_that_walking_down_reaches(known_words: SupplierReference) -> None:
    model, draw = scoring.read(known_words.supplier_match_model), np.random.default_rng(7)
    cuts = {
        name: np.concatenate([cuts, cuts + 0.01, [-1.0]]) for name, cuts in zip(model.evidence, model.cuts, strict=True)
    }
    weighed = pl.DataFrame({name: draw.choice(values, 300) for name, values in cuts.items()})
    slow = [walked(row, model) for row in weighed.iter_rows(named=True)]
    assert scoring.probability(weighed, model).tolist() == pytest.approx(slow, abs=1e-12)


def test_a_tree_with_too_many_leaves_is_refused() -> None:
    inner = [("0", str(at), "letters", str(at), str(9 + at), str(at + 1) if at < 8 else "18", "") for at in range(9)]
    ends = [("0", str(at), "", "", "", "", "1.0") for at in range(9, 19)]
    model = scoring.read(pl.DataFrame([*inner, *ends], schema=TABLE.columns, orient="row"))
    with pytest.raises(ValueError, match="has 10 leaves"):
        scoring.probability(pl.DataFrame({"letters": [1.0]}), model)
