import numpy as np
import polars as pl
import pytest

from procurement.demonstration import roster
from procurement.demonstration.reference import Reference


def pounds_of(shape: Reference, kind: str, category: str) -> np.ndarray:
    budgets = roster.budgets(shape, np.random.default_rng(1))
    column = shape.categories["category"].to_list().index(category)
    return budgets[(shape.councils["kind"] == kind).to_numpy(), column]


@pytest.mark.parametrize(
    ("kind", "category"),
    [
        pytest.param("district", "home care", id="districts buy no social care"),
        pytest.param("district", "road surfacing", id="districts mend no roads"),
        pytest.param("county", "housing benefit", id="counties pay no housing benefit"),
        pytest.param("county", "temporary accommodation", id="counties house nobody"),
    ],
)
def test_duties_follow_the_kind_of_council(shape: Reference, kind: str, category: str) -> None:
    assert (pounds_of(shape, kind, category) == 0).all()


def test_spend_a_head_is_near_the_figure_given(shape: Reference) -> None:
    people = shape.councils.filter(pl.col("kind") == "metropolitan")["population"].to_numpy()
    given = shape.categories.filter(pl.col("category") == "electricity")["pounds_a_head"].item()
    assert pounds_of(shape, "metropolitan", "electricity").sum() / people.sum() == pytest.approx(given, rel=0.2)
