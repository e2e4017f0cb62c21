"""Each formula at its edges, and what must hold whatever the numbers."""

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from procurement.cases import appraisal, gates, saving, simulation
from procurement.cases.draws import triangular, uniforms
from procurement.cases.method import Range

from .test_hand_worked import inputs

shares = st.floats(0.01, 1.0)


@pytest.mark.parametrize(
    ("hhi", "factor"),
    [
        pytest.param(0, 1.0, id="no concentration"),
        pytest.param(2_000, 1.0, id="exactly where it starts"),
        pytest.param(6_000, 0.625, id="half-way"),
        pytest.param(10_000, 0.25, id="one supplier"),
    ],
)
def test_concentration_shrinks_the_saving(hhi: float, factor: float) -> None:
    assert saving.concentration_factor(hhi, 2_000) == pytest.approx(factor)


def test_concentration_that_starts_at_the_very_end_never_bites() -> None:
    assert saving.concentration_factor(10_000, 10_000) == 1.0


def test_discount_factors_are_those_of_the_green_book() -> None:
    assert np.round(saving.discount_factors(0.035, 4), 6).tolist() == [0.966184, 0.933511, 0.901943, 0.871442]


def test_fewer_than_one_participant_saves_nothing() -> None:
    ratio = saving.volume_ratio(np.array([0.2, 1.0, 10.0]))
    assert saving.saving_rate(np.array([0.05]), ratio, 0.08, 1.0).tolist() == [0.0, 0.0, 0.05]


def test_draws_are_those_of_the_standard_library() -> None:
    generator = random.Random(11)
    expected = [generator.triangular(0.1, 0.45, 0.25) for _ in range(20)]
    uniform = uniforms(4, 11).ravel()
    assert triangular(uniform, Range(0.1, 0.25, 0.45)).tolist() == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize("mode", [pytest.param(0.2, id="at the low end"), pytest.param(0.6, id="at the high end")])
def test_a_mode_at_the_end_of_its_range_draws_within_it(mode: float) -> None:
    drawn = triangular(np.linspace(0, 1, 101), Range(0.2, mode, 0.6))
    assert drawn.min() >= 0.2
    assert drawn.max() <= 0.6


def test_a_range_without_width_draws_its_one_value() -> None:
    assert triangular(np.array([0.0, 0.5, 1.0]), Range(0.3, 0.3, 0.3)).tolist() == [0.3] * 3


def test_on_a_tie_the_more_local_level_is_best() -> None:
    npv = {"subnational": np.array([0.0, 5.0]), "national": np.array([0.0, 5.0])}
    found = simulation.chance_of_best(npv, frozenset({"subnational", "national"}))
    assert found == {"local": 0.5, "subnational": 0.5, "national": 0.0}


def test_a_level_that_is_not_allowed_is_never_best() -> None:
    npv = {"subnational": np.array([1.0, -1.0]), "national": np.array([9.0, 9.0])}
    found = simulation.chance_of_best(npv, frozenset({"subnational"}))
    assert found == {"local": 0.5, "subnational": 0.5, "national": 0.0}


@given(low=shares, high=shares)
def test_more_take_up_never_lowers_the_saving(low: float, high: float) -> None:
    less, more = (
        appraisal.appraise(inputs(take_up=share))["X"]["levels"]["national"]["steady_saving"]
        for share in sorted((low, high))
    )
    assert less <= more


@given(cost=st.floats(0, 1e6), dearer=st.floats(0, 1e6))
def test_a_cost_never_raises_the_net_present_value(cost: float, dearer: float) -> None:
    cheap, dear = (
        appraisal.appraise(inputs(method={"transition_cost": given}))["X"]["levels"]["national"]["npv"]
        for given in sorted((cost, dearer))
    )
    assert dear <= cheap


@given(gate=st.floats(0, 1))
def test_a_gate_turns_exactly_at_its_threshold(gate: float) -> None:
    method = {"gates": {"market_reach": {"subnational": gate, "national": gate}, "hhi": 2_000}}
    failed = appraisal.appraise(inputs(method=method, market_reach=0.5))["X"]["levels"]["national"]["gates_failed"]
    assert any("market reach" in one for one in failed) == (gate > 0.5)


@pytest.mark.parametrize(
    ("failed", "said"),
    [
        pytest.param("market reach 0.0377<0.15", "only 4% of the spend is with suppliers in common (15% is needed)",
                     id="far below"),
        pytest.param("market reach 0.1497<0.15", "only 14.97% of the spend is with suppliers in common "
                     "(15.00% is needed)", id="told apart by its places"),
        pytest.param("market reach 0.15<0.15", "just under 15% of the spend is with suppliers in common "
                     "(15% is needed)", id="nearer than is printed"),
        pytest.param("market reach 5e-05<0.15", "only 0.01% of the spend is with suppliers in common (15% is needed)",
                     id="next to nothing"),
        pytest.param("NPV<=0", "it would not pay", id="does not pay"),
        pytest.param("only 2 councils", "only 2 councils", id="in words already"),
    ],
)  # fmt: skip
def test_a_gate_that_fails_is_told_in_plain_words(failed: str, said: str) -> None:
    assert gates.in_words([failed]) == [said]
