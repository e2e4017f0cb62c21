"""What must hold of every case, whatever the councils, their spend and the assumptions."""

import os
import random
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from procurement.cases import building, councils, decision, fair, simulation, summary, worth
from procurement.cases.case import Case
from procurement.cases.draws import Draws, uniforms
from procurement.cases.gathering import Material
from procurement.cases.method import Group, Method, Range, Subject
from procurement.cases.saving import Numbers
from procurement.cases.settings import Setting, set_cost, set_method, set_take_up

from .conftest import COUNCILS, MONTHS, payment, region_of

EXAMPLES = int(os.environ.get("CASE_EXAMPLES", "20"))
"""Set CASE_EXAMPLES=2000 to try more."""

pounds = st.floats(0, 2e7)
shares = st.floats(0, 1)
groups = st.builds(
    Group,
    place=st.just("Hub"),
    councils=st.integers(2, 60).map(float),
    addressable=st.floats(0, 1e9),
    hhi=st.floats(0, 10_000),
    reach=shares,
    copies=st.sampled_from([1.0, 2.5, 30.0]),
)
levels = st.sampled_from(["subnational", "national"])
COSTS = ("transition_cost", "costs_bias", "set_up_cost", "run_cost")


def method(draws: int = 101) -> Method:
    """The usual method, with ranges wide enough to matter."""
    both = {"subnational": 150_000.0, "national": 750_000.0}
    return Method(
        0.035, (0.25, 0.6, 0.85, 1.0), both, {"subnational": 60_000.0, "national": 250_000.0}, 10_000.0, 8_000.0, 0.15,
        0.2, {"subnational": 0.25, "national": 0.15}, 2_000.0, Range(0, 0.15, 0.4), Range(0, 0.2, 0.41), draws, 5,
    )  # fmt: skip


def subject(saving: float) -> Subject:
    take_up = {"subnational": Range(0.4, 0.6, 0.85), "national": Range(0, 0.25, 0.45)}
    usual = {level: spread.default for level, spread in take_up.items()}
    return Subject("X", {}, saving, 0.08, usual, Range(min(saving, 0), saving, 2 * abs(saving)), take_up)


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    some=st.lists(groups, min_size=1, max_size=4),
    level=levels,
    saving=st.floats(0, 0.1),
    two=st.tuples(shares, shares),
)
def test_more_take_up_never_lowers_the_gross_saving(
    some: list[Group], level: str, saving: float, two: tuple[float, float]
) -> None:
    base = Setting(level, subject(saving), method(), tuple(some))
    less, more = (
        worth.at_level(one.groups, level, one.subject, one.method, worth.expected(one.subject, one.method, level))
        for one in (set_take_up(base, share) for share in sorted(two))
    )
    assert less.steady_saving.item() <= more.steady_saving.item() * (1 + 1e-12)


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    some=st.lists(groups, min_size=1, max_size=4),
    level=levels,
    cost=st.sampled_from(COSTS),
    two=st.tuples(pounds, pounds),
)
def test_no_cost_ever_raises_the_net_present_value(
    some: list[Group], level: str, cost: str, two: tuple[float, float]
) -> None:
    change = set_cost(cost) if cost.endswith("_cost") and cost != "transition_cost" else set_method(cost)
    base = Setting(level, subject(0.03), method(), tuple(some))
    cheap, dear = (change(base, amount).npv for amount in sorted(two))
    assert dear <= cheap + 1e-9 * abs(cheap)


@settings(max_examples=EXAMPLES, deadline=None)
@given(some=st.lists(groups, min_size=1, max_size=5), level=levels, saving=st.floats(-0.02, 0.1))
def test_the_quick_ways_agree_with_the_plain_one(some: list[Group], level: str, saving: float) -> None:
    """Every group at once at the defaults, and the shared draws, beside one group after another."""
    how, what = method(), subject(saving)
    plain = worth.at_level(some, level, what, how, worth.expected(what, how, level)).npv.item()
    assert worth.expected_npv(some, level, what, how) == pytest.approx(plain, rel=1e-9, abs=1e-3)
    draws = Draws(uniforms(how.draws, how.seed))
    drawn = simulation.draws_at(level, what, how, uniforms(how.draws, how.seed))
    found = simulation.together(some, level, what, how, draws)
    each = [worth.value(group, level, what, how, drawn).npv for group in some]
    np.testing.assert_allclose(found, np.sum(each, axis=0), rtol=1e-9, atol=1e-3)
    for spread, npv in zip(simulation.spreads(some, level, what, how, draws), each, strict=True):
        ranked = np.sort(npv)
        percentiles = [ranked[int(share * how.draws)] for share in (0.1, 0.5, 0.9)]
        assert [spread.p10, spread.p50, spread.p90] == pytest.approx(percentiles, rel=1e-9, abs=1e-3)
        assert spread.chance_of_gain == pytest.approx(np.count_nonzero(npv > 0) / how.draws, abs=1 / how.draws)


@settings(max_examples=EXAMPLES, deadline=None)
@given(npv=st.lists(st.floats(-1e9, 1e9), min_size=1, max_size=60))
def test_percentiles_are_those_of_sorting(npv: list[float]) -> None:
    found = simulation.spread(np.asarray(npv))
    ranked = sorted(npv)
    assert [found.p10, found.p50, found.p90] == [ranked[int(share * len(npv))] for share in (0.1, 0.5, 0.9)]
    assert found.chance_of_gain == sum(one > 0 for one in npv) / len(npv)


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    hubs=st.lists(st.sampled_from([-1.0, 0.0, 1.0, 2.0]), min_size=6, max_size=6),
    nation=st.lists(st.sampled_from([-1.0, 0.0, 1.0, 2.0]), min_size=6, max_size=6),
    allowed=st.sets(levels),
)
def test_the_best_level_is_counted_as_one_would_by_hand(
    hubs: list[float], nation: list[float], allowed: set[str]
) -> None:
    worths = [{"local": 0.0, "subnational": one, "national": other} for one, other in zip(hubs, nation, strict=True)]
    may = ["local", *(level for level in ("subnational", "national") if level in allowed)]
    best = [max(may, key=row.__getitem__) for row in worths]  # the first, and so the more local, of equals
    drawn: dict[str, Numbers] = {"subnational": np.asarray(hubs), "national": np.asarray(nation)}
    found = simulation.chance_of_best(drawn, frozenset(allowed))
    assert found == {level: best.count(level) / 6 for level in found}


@pytest.fixture(scope="module", params=range(max(EXAMPLES // 20, 1)))
def sizes(request: pytest.FixtureRequest) -> list[int]:
    """Spend of nine councils of each region, from nothing much to millions."""
    draw = random.Random(f"sizes {request.param}")
    return [round(10 ** draw.uniform(3, 7)) for _ in COUNCILS]


def built(gather: Callable[..., Material], names: list[str], sizes: list[int]) -> Case:
    rows = [
        payment(council, f"{region_of(council)} {firm}", day, size, proclass_code=code)
        for council, size in zip(names, sizes, strict=True)
        for firm in range(3)
        for day in (MONTHS[0], MONTHS[6])
        for code in ("1", "2")
    ] + [payment(council, "Baker", day, 1, level1="Catering") for council in names for day in MONTHS[:12]]
    return building.build(gather(rows), "Clothing", "Uniforms")


def test_shares_add_up_and_labels_change_nothing(gather: Callable[..., Material], sizes: list[int]) -> None:
    case = built(gather, COUNCILS, sizes)
    for level in ("subnational", "national"):
        npv = summary.levels(case).filter(level=level)["npv_pence"].item()
        for rule in councils.RULES:
            assert councils.share(case, level, rule)["npv_pence"].sum() == npv
    turned = [name for start in range(0, 36, 9) for name in reversed(COUNCILS[start : start + 9])]
    other = built(gather, turned, sizes)
    assert summary.levels(other).equals(summary.levels(case))
    assert decision.decide(other).table().equals(decision.decide(case).table())
    one, two = (fair.shares(each, "subnational", councils.EQUALLY) for each in (case, other))
    called = dict(zip(COUNCILS, turned, strict=True))
    assert sorted(called[code] for code in one.losers) == sorted(two.losers)
