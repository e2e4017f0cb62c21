"""Trees read as text."""

import math

import polars as pl
import pytest

from procurement.suppliers import scoring

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
