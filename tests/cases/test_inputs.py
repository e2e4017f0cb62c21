"""Inputs that can't be appraised are refused in a sentence that names them."""

import copy
from typing import Any

import pytest

from procurement.cases import appraisal
from procurement.cases.problems import InputProblem

from .test_hand_worked import inputs

SIMULATION: dict[str, Any] = {
    "draws": 100,
    "seed": 1,
    "take_up": {"subnational": [0.4, 0.6, 0.85], "national": [0.1, 0.25, 0.45]},
    "optimism_bias": {"benefits": [0, 0.15, 0.4], "costs": [0, 0.2, 0.41]},
    "saving_per_tenfold": [0, 1, 2],
}


def with_change(path: str, value: object) -> dict[str, Any]:
    """Good inputs with one value changed, or taken out where the value is KeyError."""
    given = copy.deepcopy({**inputs(), "simulation": SIMULATION})
    *parents, last = path.split(".")
    here: Any = given
    for part in parents:
        here = here[int(part)] if part.isdigit() else here[part]
    if value is KeyError:
        del here[last]
    else:
        here[last] = value
    return given


@pytest.mark.parametrize(
    ("path", "value", "sentence"),
    [
        pytest.param("councils", KeyError, '"councils" is missing', id="no councils"),
        pytest.param("gates.market_reach.national", KeyError, '"gates.market_reach.national" is missing', id="no gate"),
        pytest.param("ramp", [0.1, 0.2], "has 2 numbers; it must have 4", id="too short a ramp"),
        pytest.param("ramp", "fast", "must be a list of numbers", id="a ramp in words"),
        pytest.param("years", 2.5, "must be a whole number", id="half a year"),
        pytest.param("discount_rate", float("nan"), "must be a number", id="not a number"),
        pytest.param("transition_cost", "ten", "must be a number", id="money in words"),
        pytest.param("transition_cost", True, "must be a number", id="true is no number"),
        pytest.param("optimism_bias.benefits", 1.5, "between 0 and 1", id="bias above one"),
        pytest.param("hub_size", 101, "between 1 and 100", id="a hub larger than all councils"),
        pytest.param("simulation.draws", 5, "between 10 and", id="too few draws"),
        pytest.param("simulation.take_up.national", [0.5, 0.2, 0.9], "must rise", id="a range out of order"),
        pytest.param("categories.0.common", 1.2, 'X: "common" is 1.2; it must be between 0 and 1', id="share over one"),
        pytest.param("categories.0.spend_per_council", -1, "must be between 0", id="negative spend"),
        pytest.param("categories.0.hhi", {"subnational": 20_000, "national": 1}, "10000", id="HHI beyond its end"),
        pytest.param("categories.0.barred", ["galactic"], 'names "galactic"', id="an unknown level"),
        pytest.param("categories.0.name", " ", "must be some words", id="a blank name"),
        pytest.param("categories", {}, "must be a list", id="categories that are no list"),
    ],
)
def test_each_problem_is_named(path: str, value: object, sentence: str) -> None:
    with pytest.raises(InputProblem) as problem:
        appraisal.appraise(with_change(path, value))
    assert sentence in str(problem.value)


def test_a_category_given_twice_is_refused() -> None:
    given = inputs()
    with pytest.raises(InputProblem, match="given twice"):
        appraisal.appraise({**given, "categories": given["categories"] * 2})


def test_no_categories_give_no_answers() -> None:
    assert appraisal.appraise({**inputs(), "categories": []}) == {}


def test_without_a_simulation_the_arithmetic_stands_alone() -> None:
    found = appraisal.appraise(inputs())["X"]
    assert "simulation" not in found
    assert found["recommended"] in found["levels"]


def test_the_biases_given_and_the_biases_drawn_are_apart() -> None:
    drawn = appraisal.appraise(with_change("optimism_bias.costs", 0.0))["X"]["levels"]["national"]["pv_cost"]
    usual = appraisal.appraise(inputs())["X"]["levels"]["national"]["pv_cost"]
    assert drawn < usual
