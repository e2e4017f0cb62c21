"""Each formula at its edges, and what must hold whatever the numbers."""

import random
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from procurement.cases import appraisal, gates, saving, simulation
from procurement.cases.assumptions import Assumptions
from procurement.cases.assumptions import method as method_of
from procurement.cases.draws import MOST_KEPT, Draws, triangular, uniforms
from procurement.cases.method import Group, Range, Subject

from .test_hand_worked import EASY, PLAIN, inputs

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


def levels(**npv: float) -> dict[str, dict[str, Any]]:
    """Levels that fail no gate."""
    return {level: {"npv": npv.get(level, 0.0), "gates_failed": []} for level in ("local", "subnational", "national")}


def test_of_levels_that_are_worth_as_much_the_more_local_is_recommended() -> None:
    assert appraisal.recommend(levels()) == "local"
    assert appraisal.recommend(levels(subnational=5.0, national=5.0)) == "subnational"
    assert appraisal.recommend(levels(subnational=5.0, national=5.01)) == "national"


@pytest.mark.parametrize(
    ("gain", "best", "failed", "answer"),
    [
        pytest.param(0.8, 0.6, [], "national", id="exactly sure enough of both"),
        pytest.param(0.79, 0.6, [], "local", id="not sure enough to gain"),
        pytest.param(0.8, 0.59, [], "local", id="not sure enough to be the best"),
        pytest.param(1.0, 1.0, ["NPV<=0"], "local", id="sure, but a gate fails"),
    ],
)
def test_after_risk_a_level_must_be_sure(gain: float, best: float, failed: list[str], answer: str) -> None:
    given = levels(national=9.0)
    given["national"]["gates_failed"] = failed
    drawn = {"subnational": {"p_npv_positive": 1.0}, "national": {"p_npv_positive": gain}}
    simulated = drawn | {"p_best": {"local": 0.0, "subnational": 0.0, "national": best}}
    assert appraisal.recommend_after_risk(given, simulated) == answer


def test_the_number_of_draws_asked_for_is_drawn() -> None:
    drawn: dict[str, Any] = {"draws": 1_000, "seed": 3, "saving_per_tenfold": [0, 1, 2]}
    drawn["take_up"] = {level: [0.05, 0.1, 0.2] for level in ("subnational", "national")}
    drawn["optimism_bias"] = {of: [0, 0.1, 0.3] for of in ("benefits", "costs")}
    given = inputs("national", PLAIN, **EASY) | {"simulation": drawn}
    chances = {
        draws: appraisal.appraise(given, draws)["X"]["simulation"]["national"]["p_npv_positive"]
        for draws in (10, 1_000)
    }
    assert chances[10] in [tenth / 10 for tenth in range(11)]
    assert chances[1_000] == appraisal.appraise(given)["X"]["simulation"]["national"]["p_npv_positive"]


def test_figures_are_rounded_to_the_penny_and_factors_to_six_places() -> None:
    given = inputs(spend_per_council=1_000_000, influenceable=0.333333, common=0.333333)
    level = appraisal.appraise(given)["X"]["levels"]["national"]
    assert level["addressable_per_council"] == 111_110.89
    assert level["participating_spend"] == 5_555_544.44
    assert [row["discount_factor"] for row in level["yearly_cash"]] == [1.0, 0.966184, 0.933511, 0.901943, 0.871442]
    assert all(round(row["saving"], 2) == row["saving"] for row in level["yearly_cash"])


def test_reach_of_groups_weighs_each_by_its_spend_and_its_copies() -> None:
    """0.9 of 100 and 0.1 of 2 x 300."""
    some = [Group("A", 3, 100.0, 0, 0.9), Group("B", 3, 300.0, 0, 0.1, copies=2.0)]
    assert gates.reach_of(some) == pytest.approx(150 / 700)
    assert gates.reach_of([Group("A", 3, 0.0, 0, 0.9)]) == 0.0


def test_groups_of_many_sizes_leave_no_more_draws_in_memory_than_are_kept(assumed: Assumptions) -> None:
    method, draws = method_of(assumed), Draws(uniforms(10, 1))
    take_up = assumed.range("take_up_subnational")
    subject = Subject("X", {}, 0.05, 0.08, {}, Range(0, 0.05, 0.1), {"subnational": take_up})
    first = draws.unit_of(1, "subnational", subject, method).tolist()
    for size in range(1, MOST_KEPT + 20):
        draws.unit_of(size, "subnational", subject, method)
    assert len(draws.units) == MOST_KEPT
    assert draws.unit_of(1, "subnational", subject, method).tolist() == first
