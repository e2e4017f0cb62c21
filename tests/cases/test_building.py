"""Every category of the evidence has its own case, of its own rows."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from procurement.cases import building, summary
from procurement.cases.gathering import Material

from .conftest import COUNCILS
from .test_answers import market, regional_firms

Gather = Callable[..., Material]
KINDS = {("Catering", "Uniforms"): 1_200_000, ("Clothing", "Footwear"): 2_400_000, ("Clothing", "Uniforms"): 4_800_000}


@pytest.fixture(scope="module")
def material(gather: Gather) -> Material:
    return gather(
        [
            row
            for (level1, level2), pounds in KINDS.items()
            for row in market(regional_firms, pounds, COUNCILS[:9], level1=level1, level2=level2)
        ]
    )


def test_all_cases_are_those_of_each_category_by_itself(material: Material) -> None:
    """Neighbours share a heading of level 1 or of level 2, and none of each other's payments."""
    cases = building.build_all(material)
    assert [case.subject.name for case in cases] == [f"{level1}: {level2}" for level1, level2 in KINDS]
    # Two sub-categories for two years, so a year is what `market` was given.
    assert [sum(case.annual_pence.values()) for case in cases] == [9 * pounds * 100 for pounds in KINDS.values()]
    for case in cases:
        alone = building.build(material, case.level1, case.level2)
        assert summary.levels(alone).equals(summary.levels(case))
        assert alone.chance_of_best == case.chance_of_best


def test_a_case_of_level_1_is_named_after_it_and_holds_all_of_it(gather: Gather) -> None:
    rows = [
        row
        for (level1, level2), pounds in KINDS.items()
        for row in market(regional_firms, pounds, COUNCILS[:9], level1=level1, level2=level2)
    ]
    clothing = building.build(gather(rows, "level1"), "Clothing")
    assert (clothing.subject.name, clothing.level2) == ("Clothing", "")
    assert sum(clothing.annual_pence.values()) == 9 * 7_200_000 * 100


def test_a_market_that_would_not_pay_fails_its_price_alone(gather: Gather) -> None:
    poor = building.build(gather(list(market(regional_firms, 5_000, COUNCILS[:9]))), "Clothing", "Uniforms")
    hub = poor.joint["subnational"]
    assert (hub.failures, hub.market_failures, hub.payback_year) == (("it would not pay",), (), None)


def test_without_a_group_a_level_has_too_few_councils_and_nothing_is_paid_back(gather: Gather) -> None:
    alone = building.build(gather(list(market(regional_firms, 1_000_000, COUNCILS[:1]))), "Clothing", "Uniforms")
    for found in alone.joint.values():
        assert (found.failures, found.market_failures) == (("too few councils",), ("too few councils",))
        assert (found.groups, found.npv, found.payback_year, found.councils) == ((), 0.0, None, 0)


def test_where_nothing_is_stored_there_is_no_case(material: Material) -> None:
    """The page that the app opens with broke on a store without any spend that a case could be made of."""
    names = ("evidence", "spend", "supplied")
    nothing = replace(material, **{name: getattr(material, name).clear() for name in names})
    assert building.build_all(nothing) == []
