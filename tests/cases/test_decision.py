"""The decision at its edges: enough data, sure enough of the best, and each step held against its own threshold."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import polars as pl
import pytest

from procurement.cases import building, decision, words
from procurement.cases.case import Case
from procurement.cases.gathering import Material
from procurement.cases.levels import JOINT_LEVELS
from procurement.cases.local_economy import TRAITS
from procurement.cases.step import CONDITION, FAIL, PASS, Step

from .conftest import COUNCILS, MONTHS, payment
from .test_answers import market, regional_firms


@pytest.fixture(scope="module")
def case(gather: Callable[..., Material]) -> Case:
    """Councils that share the firms of their region: hubs pay, and no supplier serves the nation."""
    return building.build(gather(list(market(regional_firms, 9_000_000))), "Clothing", "Uniforms")


def step_of(case: Case, step: int, level: str = "subnational") -> Step:
    return next(one for one in decision.decide(case).steps if (one.step, one.level) == (step, level))


def with_whole(case: Case, **found: object) -> Case:
    """The case with other figures over all councils in the store; those of its places stay."""
    is_whole = pl.col("level") == "national"
    changed = [
        pl.when(is_whole).then(pl.lit(value, dtype=case.evidence.schema[name])).otherwise(name).alias(name)
        for name, value in found.items()
    ]
    return replace(case, evidence=case.evidence.with_columns(changed))


def allowing(case: Case, **worth: float) -> Case:
    """The case with hubs and nation that pass every step; worth: the pounds at each level."""
    hub = case.joint["subnational"]
    found = {
        level: replace(hub, level=level, worth=replace(hub.worth, pv_benefit=hub.worth.pv_cost + worth[level]))
        for level in JOINT_LEVELS
    }
    return replace(assuming(case, min_share_of_gainers=0.0), joint=found)


def assuming(case: Case, **changes: float) -> Case:
    """The case with other thresholds; its worth stays."""
    given = case.assumptions
    ranges = {name: replace(given.range(name), default=value) for name, value in changes.items()}
    return replace(case, assumptions=replace(given, ranges={**given.ranges, **ranges}))


@pytest.mark.parametrize(
    ("found", "question", "said"),
    [
        pytest.param({"councils": 2}, "How many councils buy it?", "too few to compare", id="two councils"),
        pytest.param(
            {"councils_long_enough": 2},
            "How many councils that buy it have 12 months of payments?",
            "too few to compare",
            id="two for a year",
        ),
        pytest.param(
            {"classified_share": 0.799},
            "How much of the spend has a category?",
            "too much spend has no category yet",
            id="too little classified",
        ),
        pytest.param(
            {"classified_share": None},
            "How much of the spend has a category?",
            "The payments do not show it",
            id="classified not known",
        ),
        pytest.param(
            {"redacted_share": 0.101},
            "How much of it is redacted?",
            "too much of it is redacted",
            id="too much redacted",
        ),
    ],
)
def test_any_one_failing_test_of_the_data_leaves_no_answer(
    case: Case, found: dict[str, object], question: str, said: str
) -> None:
    made = decision.decide(with_whole(case, **found))
    assert (made.answer, made.scheme) == ("not enough evidence", "")
    failed = [step for step in made.steps if step.step == 1 and step.outcome == FAIL]
    assert [step.question for step in failed] == [question]
    assert said in failed[0].sentence
    assert not any(said in step.sentence for step in made.steps if step.step == 1 and step.outcome == PASS)
    assert words.why(case, made) == [f"{question} {failed[0].figure}; needed: {failed[0].threshold}."]


def test_data_that_is_just_enough_is_enough(case: Case) -> None:
    edge = with_whole(case, councils=3, councils_long_enough=3, classified_share=0.8, redacted_share=0.1)
    assert decision.decide(edge).answer == "subnational"


@pytest.mark.parametrize(
    ("chances", "answer", "outcome"),
    [
        pytest.param((0.4, 0.6, 0.0), "subnational", PASS, id="exactly sure enough"),
        pytest.param((0.41, 0.59, 0.0), "local", FAIL, id="just not sure enough"),
    ],
)
def test_the_best_must_be_the_best_in_six_of_ten_draws(
    case: Case, chances: tuple[float, ...], answer: str, outcome: str
) -> None:
    drawn = dict(zip(("local", "subnational", "national"), chances, strict=True))
    made = decision.decide(replace(case, chance_of_best=drawn))
    last = made.steps[-1]
    assert (made.answer, last.step, last.level, last.outcome) == (answer, 8, answer, outcome)
    assert ("not surely enough" in last.sentence) is (outcome == FAIL)


@pytest.mark.parametrize(
    ("worth", "chances", "answer"),
    [
        pytest.param((1e6, 2e6), (0.0, 0.4, 0.6), "national", id="the nation is surely best"),
        pytest.param((1e6, 2e6), (0.1, 0.4, 0.5), "subnational", id="else the likelier of the more local"),
        pytest.param((1e6, 2e6), (0.3, 0.2, 0.5), "local", id="which may be local"),
        pytest.param((2e6, 1e6), (0.1, 0.5, 0.4), "subnational", id="a wider rival does not widen the answer"),
        pytest.param((1e6, 1e6), (0.0, 0.6, 0.4), "subnational", id="of equal worth the more local is best"),
    ],
)
def test_where_the_best_is_not_sure_the_more_local_of_the_two_likeliest_is_chosen(
    case: Case, worth: tuple[float, float], chances: tuple[float, ...], answer: str
) -> None:
    every = allowing(case, subnational=worth[0], national=worth[1])
    drawn = dict(zip(("local", "subnational", "national"), chances, strict=True))
    assert decision.decide(replace(every, chance_of_best=drawn)).answer == answer


@pytest.mark.parametrize(
    ("pounds", "chance", "outcome"),
    [(1.0, 0.8, PASS), (1.0, 0.79, FAIL), (0.0, 0.9, FAIL)],
    ids=["a pound, sure enough", "not sure enough", "nothing expected"],
)
def test_to_pay_is_to_be_worth_something_and_surely(case: Case, pounds: float, chance: float, outcome: str) -> None:
    found = case.joint["subnational"]
    worth = replace(found.worth, pv_benefit=found.worth.pv_cost + pounds)
    held = replace(found, worth=worth, spread=replace(found.spread, chance_of_gain=chance))
    step = step_of(replace(case, joint={**case.joint, "subnational": held}), 4)
    assert (step.outcome, step.threshold) == (outcome, "above £0; at least 80%")


@pytest.mark.parametrize(("reach", "outcome"), [(0.25, PASS), (0.2499, FAIL)], ids=["at the gate", "just below"])
def test_the_market_passes_at_its_gate(case: Case, reach: float, outcome: str) -> None:
    found = replace(case.joint["subnational"], reach=reach)
    step = step_of(replace(case, joint={**case.joint, "subnational": found}), 3)
    assert step.outcome == outcome
    assert "two or more councils of the group" in step.sentence
    assert ("too little" in step.sentence) is (outcome == FAIL)
    assert "three or more regions" in step_of(case, 3, "national").sentence


def test_a_bar_by_law_fails_its_own_level_alone(case: Case) -> None:
    barred = replace(case.family, barred=frozenset({"national"}), bar_reason="Kept near", bar_source="Act s1")
    held = replace(case, family=barred)
    national, hubs = step_of(held, 2, "national"), step_of(held, 2)
    assert (national.outcome, national.figure, national.sentence) == (FAIL, "barred", "Kept near (Act s1).")
    assert (hubs.outcome, hubs.figure) == (PASS, "not barred")


@pytest.mark.parametrize(
    ("share", "source", "is_bought"),
    [(0.05, "measured", True), (0.049, "measured", False), (0.049, "fallback", True)],
    ids=["just enough", "next to nothing", "not measured"],
)
def test_next_to_nothing_that_can_be_influenced_is_no_purchase(
    case: Case, share: float, source: str, is_bought: bool
) -> None:
    held = with_whole(case, influenceable_share=share, influenceable_from=source)
    assert held.is_bought is is_bought
    assert (step_of(held, 2).outcome == PASS) is is_bought


def test_where_no_group_is_large_enough_one_step_says_so(gather: Callable[..., Material]) -> None:
    rows = list(market(regional_firms, 1_000_000, COUNCILS[:1]))
    made = decision.decide(building.build(gather(rows), "Clothing", "Uniforms"))
    later = [step for step in made.steps if step.step in range(2, 8)]
    assert [(step.step, step.level, step.figure, step.outcome) for step in later] == [
        (3, "subnational", "no group", FAIL),
        (3, "national", "no group", FAIL),
    ]
    assert made.steps[-1].sentence == "No joint level passes every step, so each council buys locally."


def test_who_is_hurt_turns_just_above_the_limit(gather: Callable[..., Material]) -> None:
    """A tenth of each council's spend is with a charity of its own, which sells two kinds of thing."""
    own = [
        payment(council, f"{council} Aid", day, 40_000, proclass_code=code, supplier_kind="charity")
        for council in COUNCILS
        for day in MONTHS
        for code in ("1", "2")
    ]
    rows = [*market(regional_firms, 40_000 * 9 * 24), *own]
    case = building.build(gather(rows), "Clothing", "Uniforms")
    at_limit = step_of(case, 6)
    assert (at_limit.outcome, at_limit.figure) == (PASS, "in one lot 10% at risk for voluntary suppliers")
    assert at_limit.sentence.endswith("Not known from the payments: which suppliers are small or medium or local.")
    made = decision.decide(assuming(case, max_voluntary_share=0.0999))
    assert [(step.step, step.level, step.outcome) for step in made.conditions] == [(6, "subnational", CONDITION)]
    assert "for voluntary suppliers no usual lots are small enough" in made.conditions[0].sentence


def test_where_no_kind_of_supplier_is_known_nobody_is_said_to_be_hurt_or_not(case: Case) -> None:
    unknown: list[Any] = [pl.lit(None, dtype=pl.Boolean).alias(trait) for trait in TRAITS]
    step = step_of(replace(case, supplied=case.supplied.with_columns(unknown)), 6)
    assert (step.outcome, step.figure) == ("not known", "not known")
